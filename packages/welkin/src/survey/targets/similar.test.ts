import { describe, expect, it } from "vitest";
import { closest, distance } from "./similar.ts";

describe("names that are alike", () => {
  it.each([
    ["encke", "encke", 0],
    ["enkce", "encke", 1],
    ["encke", "enke", 1],
    ["encke", "enckee", 1],
    ["kitten", "sitting", 3],
    ["", "abc", 3],
  ])("%s and %s differ by %i", (a, b, count) => {
    expect(distance(a, b, 5)).toBe(count);
    expect(distance(b, a, 5)).toBe(count);
  });

  it("are not followed farther than is asked", () => {
    expect(distance("abcdefgh", "stuvwxyz", 2)).toBe(3);
    expect(distance("a", "abcdefgh", 2)).toBe(3);
  });

  it("are told best first, each once", () => {
    const names = [
      { key: "encke", name: "2P/Encke" },
      { key: "2p", name: "2P/Encke" },
      { key: "encore", name: "Encore" },
      { key: "eros", name: "433 Eros" },
    ];
    expect(closest("enke", names, 5)).toEqual(["2P/Encke"]);
    expect(closest("enckr", names, 5)).toEqual(["2P/Encke"]);
    expect(closest("er", names, 5)).toEqual(["433 Eros"]);
    expect(closest("vesta", names, 5)).toEqual([]);
    expect(closest("", names, 5)).toEqual([]);
    expect(closest("(", [{ key: "1", name: "Ceres" }], 5)).toEqual([]);
  });
});
