import { describe, expect, it } from "vitest";
import { keysOf, nameKeysOf, wantedKeysOf } from "./names.ts";

describe("names of targets", () => {
  it.each([
    ["(433) Eros", ["433", "eros", "(433)eros", "433eros"]],
    ["433 Eros", ["433", "eros", "433eros"]],
    ["433", ["433"]],
    ["00433", ["433", "00433"]],
    ["1995 XA", ["1995xa"]],
    ["1995 xa", ["1995xa"]],
    ["J95X00A", ["1995xa", "j95x00a"]],
    ["65P/Gunn", ["65p", "gunn", "65p/gunn", "65pgunn"]],
    ["65p", ["65p"]],
    ["0065P", ["65p", "0065p"]],
    ["73P-B", ["73p-b"]],
    ["0073Pb", ["73p-b", "0073pb"]],
    [
      "C/1995 O1 (Hale-Bopp)",
      ["c/1995o1", "1995o1", "halebopp", "c/1995o1(hale-bopp)", "c1995o1halebopp"],
    ],
    ["1995 O1", ["1995o1"]],
    ["P/2019 LD2", ["p/2019ld2", "2019ld2"]],
    ["Ceres", ["ceres"]],
    ["1 Ceres (A801 AA)", ["1", "a801aa", "ceres", "1ceres(a801aa)", "1ceresa801aa"]],
    ["706765 (2010 TK7)", ["706765", "2010tk7", "706765(2010tk7)", "7067652010tk7"]],
    ["(2010 AB1)", ["2010ab1", "(2010ab1)"]],
    ["  van  Biesbroeck ", ["vanbiesbroeck"]],
    ["1999 P-L", ["1999p-l"]],
    ["1999 pl", ["1999pl"]],
    ["", []],
  ])("%s", (text, keys) => {
    expect(keysOf(text)).toEqual(keys);
  });

  it.each([
    ["Hale-Bopp", "hale bopp"],
    ["'Oumuamua", "Oumuamua"],
    ["ʻOumuamua", "’Oumuamua"],
    ["6P/d'Arrest", "6P/d’Arrest"],
    ["Járacimrman", "JARACIMRMAN"],
    ["Gǃkúnǁʼhòmdímà", "G!kun||'homdima"],
    ["Ørsted", "Orsted"],
  ])("%s is %s", (one, other) => {
    expect(keysOf(one).at(-1)).toBe(keysOf(other).at(-1));
  });

  it("are not looked for where there is a designation beside them", () => {
    expect(wantedKeysOf("(999) Encke")).not.toContain("encke");
    expect(wantedKeysOf("Encke")).toEqual(["encke"]);
    expect(nameKeysOf("2P/Encke")).toEqual(["encke"]);
    expect(nameKeysOf("2P")).toEqual([]);
  });

  it("are no numbers with letters where they are designations", () => {
    for (const text of ["2010 A2", "2010 a2", "2019 ld2", "P/2010 A2"]) {
      expect(wantedKeysOf(text)).not.toContain(text.match(/\d{4}/)![0]);
    }
  });
});
