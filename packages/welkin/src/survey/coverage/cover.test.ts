import { type BinaryTable, bytesSource, openFits } from "@welkin/fits";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FootprintError, SkyPolygon } from "../footprints/index.ts";
import { DEGREE, type Vector } from "../footprints/sphere.ts";
import { COUNT_ORDER, COVER_ORDER, Cover } from "./cover.ts";
import { pixelCentre, pixelOf, pixelRadius } from "./healpix.ts";
import { Moc } from "./moc.ts";

const runs = Number(process.env["WELKIN_FUZZ_RUNS"] ?? 12);

const box = (ra: number, dec: number, half: number) =>
  new SkyPolygon([
    [ra - half, dec - half],
    [ra + half, dec - half],
    [ra + half, dec + half],
    [ra - half, dec + half],
  ]);

const isCovered = (cover: Cover, pixel: number) =>
  ((cover.bits[pixel >>> 3]! >>> (pixel & 7)) & 1) === 1;

function coveredPixels(cover: Cover): number[] {
  const found: number[] = [];
  for (const [at, byte] of cover.bits.entries()) {
    for (let k = 0; byte >>> k > 0; k++) if ((byte >>> k) & 1) found.push(8 * at + k);
  }
  return found;
}

/** A field with a notch, almost anywhere: also near the poles and across RA 0. */
const fields = fc
  .record({
    ra: fc.double({ min: 0, max: 360, noNaN: true }),
    dec: fc.double({ min: -90, max: 90, noNaN: true }),
    size: fc.double({ min: 0.02, max: 3, noNaN: true }),
    reach: fc.array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 3, maxLength: 9 }),
  })
  .map(({ ra, dec, size, reach }) => {
    const [sr, cr] = [Math.sin(ra * DEGREE), Math.cos(ra * DEGREE)];
    const [sd, cd] = [Math.sin(dec * DEGREE), Math.cos(dec * DEGREE)];
    const corners = reach.map((part, i): [number, number] => {
      const turn = (2 * Math.PI * i) / reach.length;
      const [xi, eta] = [
        Math.tan(size * DEGREE) * part * Math.cos(turn),
        Math.tan(size * DEGREE) * part * Math.sin(turn),
      ];
      const x = cd * cr - xi * sr - eta * sd * cr;
      const y = cd * sr + xi * cr - eta * sd * sr;
      return [Math.atan2(y, x) / DEGREE, Math.atan2(sd + eta * cd, Math.hypot(x, y)) / DEGREE];
    });
    return corners;
  });

describe("a cover", () => {
  it("has exactly the cells that a field touches", () => {
    fc.assert(
      fc.property(
        fields,
        fc.infiniteStream(fc.double({ noNaN: true, min: 0, max: 1 })),
        (corners, numbers) => {
          let field: SkyPolygon;
          try {
            field = new SkyPolygon(corners);
          } catch (error) {
            expect(error).toBeInstanceOf(FootprintError);
            return;
          }
          const cover = new Cover();
          cover.add(field);
          for (const corner of field.corners) {
            expect(isCovered(cover, pixelOf(corner, COVER_ORDER))).toBe(true);
          }
          for (let i = 0; i < 50; i++) {
            const place = near(field, numbers.next().value!, numbers.next().value!);
            if (field.contains(place))
              expect(isCovered(cover, pixelOf(place, COVER_ORDER))).toBe(true);
          }
          for (const pixel of coveredPixels(cover)) {
            const centre = pixelCentre(pixel, COVER_ORDER);
            const reaches =
              field.contains(centre) ||
              field.edgeDistance(centre) <= pixelRadius(COVER_ORDER) * 1.001;
            expect(reaches).toBe(true);
          }
        },
      ),
      { numRuns: runs },
    );
  });

  it("counts fields, small ones too", () => {
    const cover = new Cover();
    const big = box(30, 20, 1);
    cover.add(big);
    cover.add(big);
    const counted = [...cover.counts].filter((count) => count > 0);
    expect(counted.length).toBeGreaterThan(15);
    expect(new Set(counted)).toEqual(new Set([2]));
    cover.add(box(200, -40, 0.001));
    expect(cover.counts[pixelOf(box(200, -40, 0.001).centre, COUNT_ORDER)]).toBe(1);
  });

  it("goes on where another left the memory", () => {
    const [one, whole] = [new Cover(), new Cover()];
    const list = Array.from({ length: 60 }, (_, i) => box(10 + i * 0.4, 5 + (i % 7) * 0.9, 0.5));
    for (const field of list.slice(0, 30)) one.add(field);
    const other = new Cover(one.memory);
    for (const field of list.slice(30)) other.add(field);
    for (const field of list) whole.add(field);
    expect(Buffer.compare(Buffer.from(one.memory), Buffer.from(whole.memory))).toBe(0);
  });
});

describe("a MOC", () => {
  const bitsOf = (order: number, pixels: readonly number[]) => {
    const bits = new Uint8Array((12 * 4 ** order) / 8);
    for (const pixel of pixels) bits[pixel >>> 3]! |= 1 << (pixel & 7);
    return bits;
  };
  const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i);

  it("has the fewest cells, in each of its forms", async () => {
    const pixels = [...range(0, 63), ...range(64, 67), 69, 70, 71, 191, 700];
    const moc = Moc.ofBits(bitsOf(3, pixels), 3);
    expect(moc.toAscii()).toBe("0/0 2/16 3/69-71,191,700");
    expect(moc.toJson()).toEqual({ 0: [0], 2: [16], 3: [69, 70, 71, 191, 700] });
    expect(moc.fraction).toBeCloseTo(pixels.length / 768, 12);
    const fits = await openFits(bytesSource(await moc.toFits()));
    const { table, header } = fits.hdu(1)!;
    expect(header.get("ORDERING")).toBe("NUNIQ");
    expect(header.get("MOCORD_S")).toBe(3);
    expect(header.get("TFORM1")).toMatch(/^1?K$/);
    const values = await (table as BinaryTable).column("UNIQ");
    expect([...(values as BigInt64Array)].map(Number)).toEqual([4, 80, 325, 326, 327, 447, 956]);
  });

  it("may be empty, or the whole sky", () => {
    const none = Moc.ofBits(bitsOf(2, []), 2);
    expect(none.toAscii()).toBe("2/");
    expect(none.toJson()).toEqual({ 2: [] });
    const all = Moc.ofBits(bitsOf(2, range(0, 191)), 2);
    expect(all.toAscii()).toBe("0/0-11 2/");
    expect(all.fraction).toBe(1);
  });
});

/** A position near a field. */
function near(field: SkyPolygon, a: number, b: number): Vector {
  const distance = field.radius * Math.sqrt(a);
  const turn = 2 * Math.PI * b;
  const [x, y, z] = field.centre;
  const aside: Vector = Math.abs(z) < 0.7 ? [0, 0, 1] : [1, 0, 0];
  const east: Vector = [
    aside[1] * z - aside[2] * y,
    aside[2] * x - aside[0] * z,
    aside[0] * y - aside[1] * x,
  ];
  const size = Math.hypot(...east);
  const e: Vector = [east[0] / size, east[1] / size, east[2] / size];
  const n: Vector = [y * e[2] - z * e[1], z * e[0] - x * e[2], x * e[1] - y * e[0]];
  const [u, v] = [Math.sin(distance) * Math.cos(turn), Math.sin(distance) * Math.sin(turn)];
  const along = (k: 0 | 1 | 2) => Math.cos(distance) * field.centre[k] + u * e[k] + v * n[k];
  return [along(0), along(1), along(2)];
}
