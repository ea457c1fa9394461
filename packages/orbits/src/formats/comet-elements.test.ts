import { describe, expect, it } from "vitest";
import { parseCometLine } from "./comet-elements.ts";

describe("a fragment of a comet", () => {
  const line = (letters: string) =>
    `0073P      ${letters}2022 08 25.9000  0.972000  0.686000  199.5000   69.6000   11.2000  20220831  17.0  4.0  73P`;

  it.each([
    ["b  ", "73P-B"],
    [" b ", "73P-B"],
    ["bb ", "73P-BB"],
  ])("with letters %j is %s", (letters, designation) => {
    expect(parseCometLine(line(letters)).designation).toBe(designation);
  });
});
