import { describe, expect, it } from "vitest";
import { keysOf, nameKeysOf, satelliteIn, wantedKeysOf } from "./names.ts";

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

  it.each([
    ["2I/Borisov", "2i/borisov"],
    ["3I/ATLAS (C/2025 N1)", "C/2025 N1"],
    ["1I/'Oumuamua (A/2017 U1)", "oumuamua"],
    ["D/1993 F2-A (Shoemaker-Levy 9)", "d/1993f2-a"],
    ["C/2023 A3", "c/2023 a3 (tsuchinshan-atlas)"],
    ["67P/Churyumov-Gerasimenko", "67P (Churyumov–Gerasimenko)"],
    ["2P/Encke", "P/Encke"],
    ["P/Shoemaker-Levy 9", "Shoemaker-Levy 9"],
    ["2040 P-L", "2040p-l"],
    ["1138 T-1", "1138 t-1"],
    ["A904 OA", "a904oa"],
    ["99942 Apophis (2004 MN4)", "2004 MN 4"],
    ["2010 TK7", "2010 tk_7"],
    ["73P/Schwassmann-Wachmann 3-BB", "73P‑BB"],
    ["73P/Schwassmann-Wachmann 3-BB", "0073Pbb"],
    ["73P-C/Schwassmann-Wachmann 3", "73p-c"],
    ["332P/Ikeya-Murakami-B", "332p/ikeya-murakami-b"],
    ["620000 (2003 QH68)", "~0000"],
    ["P/2019 LD2 (ATLAS)", "PK19L02D"],
  ])("%s is meant by %s", (held, asked) => {
    const keys = keysOf(held);
    expect(wantedKeysOf(asked).some((key) => keys.includes(key))).toBe(true);
  });

  it.each([
    ["73P/Schwassmann-Wachmann 3", "73P/Schwassmann-Wachmann 3-BB"],
    ["332P/Ikeya-Murakami", "332p/ikeya-murakami-b"],
    ["1138 Attica", "1138 t-1"],
    ["2004 Lexell", "2004 MN 4"],
    ["2010 Chebyshev", "2010 tk_7"],
    ["2010 Chebyshev", "2010 ZZ5"],
  ])("%s is not meant by %s", (held, asked) => {
    const keys = keysOf(held);
    expect(wantedKeysOf(asked).filter((key) => keys.includes(key))).toEqual([]);
  });

  it("of a planet's satellite are told", () => {
    expect(satelliteIn("J013S")).toBe("Jupiter XIII");
    expect(satelliteIn("S/2003 J 2")).toBe("S/2003 J 2");
    expect(satelliteIn("Io")).toBeUndefined();
  });

  it("are no numbers with letters where they are designations", () => {
    for (const text of ["2010 A2", "2010 a2", "2019 ld2", "P/2010 A2"]) {
      expect(wantedKeysOf(text)).not.toContain(text.match(/\d{4}/)![0]);
    }
  });
});
