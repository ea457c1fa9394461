import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { generateSurvey } from "./generate.ts";

it("makes the survey that every other program makes", () => {
  const bytes = new Uint8Array(generateSurvey(100_000).buffer);
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(
    "5041caa1a29d7b5ddfbfce38ec4cf4e8ba8ae18afb18c6a5577896415ce101dc",
  );
});
