import { describe, expect, it } from "vitest";
import { readAddress, writeAddress } from "./sections.ts";

describe("addresses of the page's parts", () => {
  it.each([
    ["", "radar"],
    ["#site=KLOT&view=7/41/-88", "radar"],
    ["#/frames", "frames"],
    ["#/survey?target=65P", "survey"],
    ["#/nothing", "radar"],
  ])("%j is %s", (hash, section) => {
    expect(readAddress(hash).section).toBe(section);
  });

  it("reads what it writes", () => {
    const hash = writeAddress("survey", {
      target: "C/1995 O1 & more",
      padding: 0,
      from: undefined,
    });
    const { section, query } = readAddress(hash);
    expect(section).toBe("survey");
    expect(Object.fromEntries(query)).toEqual({ target: "C/1995 O1 & more", padding: "0" });
  });
});
