import { describe, expect, it } from "vitest";
import { cut, joined } from "./spans.ts";

const all = Number.POSITIVE_INFINITY;

describe("spans of time", () => {
  it("are joined where they meet, within what there is", () => {
    expect(joined([[-all, all]], [10, 20])).toEqual([[10, 20]]);
    expect(
      joined(
        [
          [15, 16],
          [12, 13],
          [13, 14],
          [0, 11],
          [30, 40],
        ],
        [10, 20],
      ),
    ).toEqual([
      [10, 11],
      [12, 14],
      [15, 16],
    ]);
    expect(joined([[15, 15]], [10, 20])).toEqual([[15, 15]]);
    expect(joined([[0, 1]], [10, 20])).toEqual([]);
    // Nothing is held.
    expect(joined([[-all, all]], [all, -all])).toEqual([]);
  });

  it("are cut into pieces that leave nothing out", () => {
    expect([
      ...cut(
        [
          [0, 25],
          [30, 30],
        ],
        10,
      ),
    ]).toEqual([
      [0, 10],
      [10, 20],
      [20, 25],
      [30, 30],
    ]);
    expect([...cut([[0, 20]], 10)]).toEqual([
      [0, 10],
      [10, 20],
    ]);
  });
});
