import { describe, expect, it } from "vitest";
import { keysOf } from "./names.ts";

describe("names of targets", () => {
  it.each([
    ["(433) Eros", ["433", "eros", "(433)eros"]],
    ["433 Eros", ["433", "eros", "433eros"]],
    ["433", ["433"]],
    ["00433", ["433", "00433"]],
    ["1995 XA", ["1995xa"]],
    ["J95X00A", ["1995xa", "j95x00a"]],
    ["65P/Gunn", ["65p", "gunn", "65p/gunn"]],
    ["0065P", ["65p", "0065p"]],
    ["73P-B", ["73p-b"]],
    ["C/1995 O1 (Hale-Bopp)", ["c/1995o1", "hale-bopp", "c/1995o1(hale-bopp)"]],
    ["Ceres", ["ceres"]],
    ["1 Ceres (A801 AA)", ["1", "ceres", "a801aa", "1ceres(a801aa)"]],
    ["706765 (2010 TK7)", ["706765", "2010tk7", "706765(2010tk7)"]],
    ["(2010 AB1)", ["2010ab1", "(2010ab1)"]],
    ["  van  Biesbroeck ", ["vanbiesbroeck"]],
  ])("%s", (text, keys) => {
    expect(keysOf(text)).toEqual(keys);
  });
});
