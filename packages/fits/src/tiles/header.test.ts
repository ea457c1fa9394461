import { expect, test } from "vitest";
import { Header } from "../header/header.ts";
import { imageHeader } from "./header.ts";

const stored = (bitpix: number) =>
  new Header()
    .set("XTENSION", "BINTABLE")
    .set("TTYPE1", "COMPRESSED_DATA")
    .set("ZIMAGE", true)
    .set("ZBITPIX", bitpix)
    .set("ZNAXIS", 0);

test("ZBLANK is the BLANK of integers, and not passed on for floats", () => {
  expect(imageHeader(stored(16).set("ZBLANK", -5)).integer("BLANK")).toBe(-5);
  expect(imageHeader(stored(-32).set("ZBLANK", -5)).has("BLANK")).toBe(false);
});

test("a warning for integers whose tiles have blanks of their own", () => {
  expect(imageHeader(stored(16).set("TTYPE2", "ZBLANK ")).warnings.length).toBe(1);
  expect(imageHeader(stored(16).set("TTYPE2", "ZBLANK").set("BLANK", 0)).warnings).toEqual([]);
  expect(imageHeader(stored(-32).set("TTYPE2", "ZBLANK")).warnings).toEqual([]);
});
