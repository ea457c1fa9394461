import { defineConfig, type TestProjectConfiguration } from "vitest/config";

/**
 * Test files by what they load. Files of a part share their workers (loading the service takes longer than most files),
 * and the next part has workers of its own, so that none grows without end.
 */
const parts: Readonly<Record<string, readonly string[]>> = {
  frames: ["packages/welkin/src/frames/**/*.test.ts", "packages/welkin/test/frames*.test.ts"],
  libraries: ["packages/{fits,imaging,nexrad,orbits}/{src,test}/**/*.test.ts"],
  page: ["packages/viewer/{src,test}/**/*.test.ts", "packages/welkin/test/*.browser.test.ts"],
  survey: ["packages/welkin/src/survey/**/*.test.ts", "packages/welkin/test/survey*.test.ts"],
};
/** Files that replace modules, which must not have been loaded for another file before. */
const alone = ["packages/welkin/src/radar/sources/folder.test.ts"];

const project = (
  name: string,
  include: readonly string[],
  more: { readonly exclude?: string[]; readonly isolate?: boolean } = {},
): TestProjectConfiguration => ({
  test: {
    ...{ name, include: [...include], isolate: false, ...more },
    ...{ testTimeout: 90_000, hookTimeout: 120_000 },
  },
});

export default defineConfig({
  test: {
    globalSetup: ["packages/welkin/test/templates.ts"],
    // Two cores are the common case in CI; more workers only make them wait for each other.
    maxWorkers: 2,
    projects: [
      project("alone", alone, { isolate: true }),
      ...Object.entries(parts).map(([name, include]) => project(name, include)),
      // Whatever is not named above.
      project("engines and radar", ["packages/*/{src,test}/**/*.test.ts"], {
        exclude: [...alone, ...Object.values(parts).flat()],
      }),
    ],
  },
});
