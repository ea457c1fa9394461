import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRotationSpace, undoRotations } from "./rotations.ts";

const space = createRotationSpace();

function undo(column: Uint8Array, origin: number): Uint8Array {
  const counts = new Int32Array(256);
  for (const byte of column) counts[byte]!++;
  const text = column.slice();
  undoRotations(text, counts, origin, text.length, space);
  return text;
}

/** The same by the definition: rows in stable order of their bytes, followed from the origin on. */
function follow(column: Uint8Array, origin: number): Uint8Array {
  const rows = Array.from(column.keys()).sort((a, b) => column[a]! - column[b]! || a - b);
  let row = origin;
  return column.map(() => {
    row = rows[row]!;
    return column[row]!;
  });
}

/** Columns long enough for many walks; of few or many bytes, so that some have one ring and others several. */
const columns = fc
  .tuple(
    fc.integer({ min: 1, max: 20_000 }),
    fc.integer({ min: 1, max: 256 }),
    fc.integer({ min: 0, max: 0x7fffffff }),
  )
  .map(([length, bytes, seed]) => {
    let state = seed;
    return Uint8Array.from({ length }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      return (state >>> 16) % bytes;
    });
  });

describe("undoRotations", () => {
  it("undoes the example of Burrows and Wheeler (SRC report 124, section 4.2)", () => {
    const column = new TextEncoder().encode("caraab");
    expect(new TextDecoder().decode(undo(column, 1))).toBe("abraca");
  });

  it("follows the rows, whatever they are and wherever it begins", () => {
    fc.assert(
      fc.property(columns, fc.nat(), (column, place) => {
        const origin = place % column.length;
        expect(Buffer.compare(undo(column, origin), follow(column, origin))).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});
