import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/*/{src,test}/**/*.test.ts"],
    globalSetup: ["packages/welkin/test/templates.ts"],
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // Two cores are the common case in CI; more workers only make them wait for each other.
    maxWorkers: 2,
  },
});
