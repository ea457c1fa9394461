import { describe, expect, it } from "vitest";
import { dwell, nextFrame, stepFrame, worthFetching } from "./playback.ts";

it("nextFrame runs to the end, and round again in a loop", () => {
  expect(nextFrame(0, 3, false)).toBe(1);
  expect(nextFrame(2, 3, false)).toBeUndefined();
  expect(nextFrame(2, 3, true)).toBe(0);
  expect(nextFrame(0, 1, true)).toBeUndefined();
});

it("stepFrame stops at both ends", () => {
  expect(stepFrame(0, -1, 3)).toBe(0);
  expect(stepFrame(1, 1, 3)).toBe(2);
  expect(stepFrame(2, 1, 3)).toBe(2);
});

it("dwell follows the speed and rests at the end", () => {
  expect(dwell(0, 3, 1)).toBe(500);
  expect(dwell(0, 3, 2)).toBe(250);
  expect(dwell(2, 3, 1)).toBe(1500);
});

describe("worthFetching", () => {
  it("looks ahead while playing, round the loop's end", () => {
    expect(worthFetching(4, 6, { playing: true, loop: true, ahead: 3 })).toEqual([5, 0, 1]);
    expect(worthFetching(4, 6, { playing: true, loop: false, ahead: 3 })).toEqual([5]);
  });

  it("looks both ways while standing", () => {
    expect(worthFetching(3, 9, { playing: false, loop: true, ahead: 4 })).toEqual([2, 4, 1, 5]);
    expect(worthFetching(8, 9, { playing: false, loop: true, ahead: 4 })).toEqual([7, 6]);
  });

  it("never names the frame itself or one twice", () => {
    expect(worthFetching(0, 2, { playing: true, loop: true, ahead: 4 })).toEqual([1]);
  });
});
