import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FUZZ } from "../../test/fuzz.ts";
import { cardText } from "../write/cards.ts";
import type { Card } from "./card.ts";
import { Header } from "./header.ts";

const card = (text: string) => Header.fromRecords([text.padEnd(80)]);

describe("values", () => {
  test.for([
    ["SIMPLE  =                    T / standard", "SIMPLE", true],
    ["NAXIS   =                    2", "NAXIS", 2],
    ["BSCALE  =            1.25D-03", "BSCALE", 0.00125],
    ["BZERO   =           3.2768e+4", "BZERO", 32768],
    ["OBJECT  = 'it''s  '  / a name", "OBJECT", "it's"],
    ["EMPTY   = ''", "EMPTY", ""],
    ["NOVALUE =", "NOVALUE", null],
    ["BIG     = 12345678901234567890", "BIG", 12345678901234567890n],
    ["NEG     =                  -.5", "NEG", -0.5],
    ["OPEN    = 'no end", "OPEN", "no end"],
    ["DATE    = 2026-11-20", "DATE", "2026-11-20"],
    ["lower   = 'x'", "LOWER", "x"],
    ["NOSPACE =5", "NOSPACE", 5],
    ["HIERARCH ESO DET  CHIP1 ID = 'CCD-44' / chip", "ESO DET CHIP1 ID", "CCD-44"],
  ] as const)("%s", ([text, keyword, value]) => {
    expect(card(text).get(keyword)).toEqual(value);
  });

  test("complex", () => {
    expect(card("C       = (1.0, -2.5E3) / c").get("C")).toEqual({ re: 1, im: -2500 });
  });

  test("complex with blanks behind a sign", () => {
    expect(card("C       = ( - 1 , 2.5 )").get("C")).toEqual({ re: -1, im: 2.5 });
  });

  test("comments", () => {
    expect(card("OBJECT  = 'a / b' / c / d").card("OBJECT")).toEqual({
      keyword: "OBJECT",
      value: "a / b",
      comment: "c / d",
    });
  });

  test("typed access says no to what is of another type", () => {
    const header = Header.parse(
      "RA      = 'UNKNOWN'\nGAIN    = '1.5'\nN       = 3.0\nF       = 3.5\n",
    );
    expect(header.number("RA")).toBeUndefined();
    expect(header.number("GAIN")).toBe(1.5);
    expect(header.integer("N")).toBe(3);
    expect(header.integer("F")).toBeUndefined();
    expect(header.string("N")).toBeUndefined();
  });
});

describe("whole headers", () => {
  test("CONTINUE joins strings", () => {
    const header = Header.fromRecords([
      "LONG    = 'one &'".padEnd(80),
      "CONTINUE  'two &'".padEnd(80),
      "CONTINUE  'three' / said at last".padEnd(80),
      "NEXT    = 1".padEnd(80),
    ]);
    expect(header.string("LONG")).toBe("one two three");
    expect(header.card("LONG")?.comment).toBe("said at last");
    expect(header.cards.length).toBe(2);
  });

  test("blanks at the end of a continued string do not count", () => {
    const header = Header.fromRecords([
      "A       = 'x  &'".padEnd(80),
      "CONTINUE  '' / c".padEnd(80),
    ]);
    expect(header.string("A")).toBe("x");
  });

  test("commentary with an equals sign where it should not be has no value", () => {
    expect(Header.fromRecords(["COMMENT= 5".padEnd(80)]).cards).toEqual([
      { keyword: "COMMENT", comment: " 5" },
    ]);
  });

  test("a CONTINUE that continues nothing stays a comment", () => {
    const header = Header.fromRecords(["A       = 'x'".padEnd(80), "CONTINUE  'y'".padEnd(80)]);
    expect(header.string("A")).toBe("x");
    expect(header.commentary("CONTINUE")).toEqual(["  'y'"]);
  });

  test("of two cards the first counts", () => {
    const header = Header.parse("A       = 1\nA       = 2\n");
    expect(header.get("A")).toBe(1);
    expect(header.delete("A").has("A")).toBe(false);
  });

  test("history, and commentary with an equals sign in it", () => {
    const header = Header.parse("HISTORY flat = 2\nCOMMENT = x\nHISTORY end\nEND\nA = 1");
    expect(header.history).toEqual(["flat = 2", "end"]);
    expect(header.comments).toEqual(["= x"]);
    expect(header.has("A")).toBe(false);
  });

  test("set keeps the place and the comment", () => {
    const header = Header.parse("A       = 1 / first\nB       = 2\n").set("A", 3).set("C", 4);
    expect(header.cards.map(({ keyword }) => keyword)).toEqual(["A", "B", "C"]);
    expect(header.card("A")).toEqual({ keyword: "A", value: 3, comment: "first" });
  });
});

describe("any bytes", () => {
  test("parse without an exception", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const header = Header.parse(String.fromCharCode(...bytes));
        for (const { keyword } of header.cards) header.number(keyword);
      }),
      FUZZ,
    );
  });

  test("what is written reads back", () => {
    const text = fc.string({ maxLength: 200, unit: "grapheme-ascii" }).map((s) => s.trimEnd());
    const value = fc.oneof(
      text.filter((s) => !s.endsWith("&")),
      fc.boolean(),
      fc.integer(),
      fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    const keyword = fc.stringMatching(/^[A-Z][A-Z0-9_-]{0,7}$/);
    fc.assert(
      fc.property(keyword, value, (name, content) => {
        fc.pre(!["END", "COMMENT", "HISTORY", "CONTINUE", "HIERARCH"].includes(name));
        const written = cardText({ keyword: name, value: content, comment: "why" } satisfies Card);
        expect(written.length % 80).toBe(0);
        const records = written.match(/.{80}/g) ?? [];
        const found = Header.fromRecords(records).get(name);
        if (typeof content === "number") expect(Number(found)).toBe(content + 0);
        else if (typeof content === "bigint") expect(BigInt(found as bigint)).toBe(content);
        else expect(found).toBe(content);
      }),
      FUZZ,
    );
  });
});
