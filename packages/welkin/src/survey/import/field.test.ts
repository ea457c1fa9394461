import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FootprintError, parseField, SkyPolygon } from "../footprints/index.ts";
import { assertField } from "./field.ts";

const runs = Number(process.env["WELKIN_FUZZ_RUNS"] ?? 200);

const verdict = (check: () => unknown) => {
  try {
    check();
    return "sound";
  } catch (error) {
    expect(error).toBeInstanceOf(FootprintError);
    return (error as FootprintError).code;
  }
};
/** The polygon's own verdict is the reference. */
const truth = (text: string) => verdict(() => new SkyPolygon(parseField(text)));

describe("a field of view", () => {
  it.each([
    ["10:10,11:10,11:11", "sound"],
    ["10:10,11:10,11:11,10:11", "sound"],
    ["10.5:-10,11:-10.25,11:11.125,10:11.", "sound"],
    ["10:10,11:10,11:11,10:11,10:10", "sound"],
    ["10:10,11:10,11:11,10:10", "sound"],
    ["10:10,11:10,10.1:10.1,10:11", "sound"],
    ["0:89,90:89,180:89,270:89", "sound"],
    ["359.9:-90,0:89.5,1:0", "FIELD_TOO_LARGE"],
    [" 10:+10,1.1e1:10,11:11", "sound"],
    ["10:10,11:11,11:10,10:11", "FIELD_CROSSES_ITSELF"],
    ["10:10,11:10,10:10", "FIELD_TOO_FEW_CORNERS"],
    ["10:10,10:10,11:10,10:10", "FIELD_TOO_FEW_CORNERS"],
    ["10:10,11:10,11:10.0000000000001", "FIELD_TOO_FEW_CORNERS"],
    ["0:0,90:0,180:0,270:0", "FIELD_TOO_LARGE"],
    ["721:10,11:10,11:11", "FIELD_UNREADABLE"],
    ["10:90.0000001,11:10,11:11", "FIELD_UNREADABLE"],
    ["10:10,11:10,11:11,", "FIELD_UNREADABLE"],
    ["10:10,11:10,11", "FIELD_UNREADABLE"],
    ["10:10:10,11:10,11:11", "FIELD_UNREADABLE"],
    ["10,10:11,10:11,11", "FIELD_UNREADABLE"],
    [".5:10,11:10,11:11", "FIELD_UNREADABLE"],
    ["1..5:10,11:10,11:11", "FIELD_UNREADABLE"],
    ["--1:10,11:10,11:11", "FIELD_UNREADABLE"],
    ["1-1:10,11:10,11:11", "FIELD_UNREADABLE"],
    ["", "FIELD_UNREADABLE"],
  ])("%s is %s", (text, expected) => {
    expect(truth(text)).toBe(expected);
    expect(verdict(() => assertField(text))).toBe(expected);
  });

  it("is judged as its polygon is, whatever it looks like", () => {
    const near = fc.tuple(fc.double({ min: -3, max: 3 }), fc.double({ min: -3, max: 3 }));
    const degrees = (max: number) =>
      fc.oneof(fc.integer({ min: -max, max }), fc.double({ min: -max, max, noNaN: true }));
    const corner = fc.tuple(degrees(730), degrees(91));
    const offsets = fc.array(near, { minLength: 1, maxLength: 6 });
    const scale = fc.constantFrom(1e-9, 1e-5, 1e-3, 1, 20);
    const digits = fc.constantFrom(0, 3, 6, 12, 16);
    const field = fc.tuple(corner, offsets, scale, digits, fc.boolean());
    fc.assert(
      fc.property(field, ([[ra, dec], around, size, places, closed]) => {
        const corners = around.map(([x, y]) => [ra + size * x, dec + size * y]);
        if (closed) corners.push(corners[0]!);
        const text = corners
          .map((pair) => pair.map((value) => value!.toFixed(places)).join(":"))
          .join(",");
        expect(verdict(() => assertField(text))).toBe(truth(text));
      }),
      { numRuns: 5 * runs },
    );
  });

  it("is judged as its polygon is, whatever is written", () => {
    const sign = fc.constantFrom("1", "0", "89", ".", "-", "+", ":", ",", " ", "e", "NaN", "é");
    const pair = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }));
    const plain = fc.array(pair, { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(plain, sign, fc.nat(), (pairs, odd, place) => {
        const text = pairs.map((one) => one.join(":")).join(",");
        const at = place % (text.length + 1);
        const damaged = text.slice(0, at) + odd + text.slice(at);
        for (const one of [text, damaged]) {
          expect(verdict(() => assertField(one))).toBe(truth(one));
        }
      }),
      { numRuns: 5 * runs },
    );
  });
});
