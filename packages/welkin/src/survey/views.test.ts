import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixedTexts } from "./compat/rows.ts";
import { LocalPieces } from "./local-pieces.ts";
import type { ObservationRow } from "./packed-observations.ts";
import { FetchedRow } from "./row-memory.ts";
import { partsOf, productOf, rowOf, textOf, textOfJson } from "./row-text.ts";
import { ProductRules } from "./sources/addresses.ts";
import { catchSources } from "./sources/catch.ts";
import type { Source } from "./sources/registry.ts";
import { observationText, observationView, placeText } from "./views.ts";

const held = { count: 0, nights: 0, first: null, last: null, updated: null };
const sources = new Map<string, Source>(
  catchSources.map((definition) => [
    definition.name,
    { definition, rules: new ProductRules(definition), builtIn: true, held },
  ]),
);

/** Ids in the sources' own form, so that their rules apply, and any other text that the database accepts. */
const products = [
  "02a58176o0263o",
  "urn:nasa:pds:gbo.ast.atlas.survey:59613:02a59613o0586o_fits",
  "urn:nasa:pds:gbo.ast.catalina.survey:data_calibrated:G96_20220130_2b_n27011_01_0001.arch",
  "urn:nasa:pds:gbo.ast.neat.survey:data_tricam:p20020222_obsdata_20020222120052c",
  "rings.v3.skycell.1405.053.wrp.g.55512_26513",
];
const text = fc.string({ unit: "binary", maxLength: 20 }).map((s) => s.replaceAll("\0", ""));
const number = fc.double({ noDefaultInfinity: true, noNaN: true });
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const fieldNames = ["diff", "field_id", "file_name", "ps1:frame_id", "skymapper:image_type"];
const corner = fc.oneof(
  fc.integer({ min: -89_999_999, max: 359_999_999 }).map((n) => String(n / 1e6)),
  fc.constantFrom("-0.0", "0", "07.5", "1e1", "+2.50", " 3.25", "1.23456789", "-0.0000001"),
);
const row: fc.Arbitrary<ObservationRow> = fc.record({
  id: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  revision: fc.nat(),
  source: fc.constantFrom(...sources.keys()),
  product_id: fc.oneof(fc.constantFrom(...products), text),
  observatory: fc.constant("T05"),
  mjd_start: fc.double({ min: 40_000, max: 70_000, noNaN: true }),
  mjd_stop: fc.double({ min: 40_000, max: 70_000, noNaN: true }),
  fov: fc
    .array(fc.tuple(corner, corner), { minLength: 3, maxLength: 5 })
    .map((corners) => corners.map((pair) => pair.join(":")).join()),
  filter: maybe(text),
  exposure: maybe(number),
  seeing: maybe(number),
  airmass: maybe(number),
  maglimit: maybe(number),
  fields: maybe(
    fc.dictionary(
      fc.oneof(fc.constantFrom(...fieldNames, "filter", "archive_url"), text),
      fc.oneof(text, fc.boolean(), number, fc.constantFrom("fs", "ms")),
      { minKeys: 1, maxKeys: 3, noNullPrototype: true },
    ),
  ),
});
const place = fc.record({
  ra: fc.double({ min: 0, max: 360, noNaN: true }),
  dec: fc.double({ min: -90, max: 90, noNaN: true }),
});
const runs = { numRuns: Number(process.env["WELKIN_FUZZ_RUNS"] ?? 1000) };

/** JSON has no negative zero. */
const plain = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

describe("an observation's text", () => {
  it("says what its view says", () => {
    fc.assert(
      fc.property(row, place, (row, place) => {
        const source = sources.get(row.source)!;
        for (const at of [placeText(place), placeText(place, "all")]) {
          const told = observationText(new FetchedRow(row), source, at);
          expect(told).toBe(JSON.stringify(observationView(row, source, at)));
        }
      }),
      runs,
    );
  });

  it("says to CATCH's clients what they are told where pieces are looked for", async () => {
    const nothingHeld = new LocalPieces(async () => new Set());
    await fc.assert(
      fc.asyncProperty(row, place, async (row, place) => {
        const found = { rows: [new FetchedRow(row)], sources };
        const told = async (pieces: LocalPieces) =>
          JSON.parse((await fixedTexts(found, place, pieces, "http://localhost:4000"))[0]!);
        expect(await told(new LocalPieces(undefined))).toEqual(await told(nothingHeld));
      }),
      runs,
    );
  });

  it("is read again as the row that it is of", () => {
    fc.assert(
      fc.property(row, (row) => {
        const text = textOf(row);
        expect(rowOf(text, row.source, row.revision)).toEqual(plain(row));
        expect(productOf(text)).toBe(row.product_id);
      }),
      runs,
    );
  });

  it("has numbers as JavaScript writes them", () => {
    const { columns } = partsOf(textOfJson('{"exposure":1e-05,"maglimit":1e+20}', undefined));
    expect(columns).toBe('"exposure":0.00001,"maglimit":100000000000000000000');
  });
});
