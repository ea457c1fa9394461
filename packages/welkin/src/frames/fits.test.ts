import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fitsOptions } from "./fits.ts";

describe("inflating tiles", () => {
  const inflate = fitsOptions.inflate as NonNullable<typeof fitsOptions.inflate>;
  const packed = gzipSync(new Uint8Array(100_000));

  it("gives what was packed", () => {
    expect(inflate(packed, 100_000)).toHaveLength(100_000);
  });

  it("ends in an error of the file's where it would be too much, or is damaged", () => {
    expect(() => inflate(packed, 50_000)).toThrow(
      expect.objectContaining({ code: "FITS_TOO_LARGE" }),
    );
    const damaged = packed.map((byte, i) => (i > 20 ? byte ^ 0x55 : byte));
    expect(() => inflate(damaged, 100_000)).toThrow(
      expect.objectContaining({ code: "FITS_BAD_TILE" }),
    );
  });
});
