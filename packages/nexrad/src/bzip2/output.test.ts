import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Output, TEXT_SLACK } from "./output.ts";

/** The same by the definition. */
function expand(text: readonly number[]): number[] {
  const bytes: number[] = [];
  let equal = 0;
  for (let i = 0; i < text.length; i++) {
    equal = equal > 0 && text[i] === text[i - 1] ? equal + 1 : 1;
    bytes.push(text[i]!);
    if (equal < 4) continue;
    bytes.push(...Array(text[++i] ?? 0).fill(text[i - 1]));
    equal = 0;
  }
  return bytes;
}

function append(output: Output, text: readonly number[]): void {
  // What stands beyond a text is of an earlier one.
  output.append(Uint8Array.from([...text, ...Array(TEXT_SLACK).fill(text.at(-1))]), text.length);
}

describe("Output", () => {
  it("expands runs wherever they are, in a buffer of any size, a text cut within one included", () => {
    const texts = fc.array(
      fc.array(fc.constantFrom(0, 1, 1, 4, 200), { minLength: 1, maxLength: 60 }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(texts, fc.nat(400), (parts, room) => {
        const output = new Output(100_000, new Uint8Array(room));
        for (const part of parts) append(output, part);
        expect([...output.bytes.subarray(0, output.length)]).toEqual(parts.flatMap(expand));
      }),
      { numRuns: 1000 },
    );
  });

  it("stops at its bound, and never holds much more", () => {
    const output = new Output(1000, new Uint8Array());
    const run = [7, 7, 7, 7, 255];
    append(output, [...run, ...run, ...run]);
    append(output, [1, 2]);
    expect(output.length).toBe(779);
    const many = Array.from({ length: 1000 }, () => run).flat();
    expect(() => append(output, many)).toThrow("more than 1000 bytes");
    expect(output.bytes.length).toBeLessThan(1000 + 259 + many.length + 10);
  });

  it("makes room a few times, not for each run, however near its bound", () => {
    const runs = Uint8Array.from({ length: 50_000 + TEXT_SLACK }, (_, i) =>
      i % 5 === 4 ? 255 : 0,
    );
    const output = new Output(2_000_000, new Uint8Array());
    const buffers = new Set<unknown>();
    const held = { bytes: output.bytes };
    Object.defineProperty(output, "bytes", {
      get: () => held.bytes,
      set(bytes: Uint8Array<ArrayBuffer>) {
        held.bytes = bytes;
        buffers.add(bytes);
      },
    });
    expect(() => append(output, runs.subarray(0, 50_000) as never)).toThrow("more than 2000000");
    expect(buffers.size).toBeLessThan(12);
  });
});
