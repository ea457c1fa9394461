import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NexradError } from "../errors.ts";
import { legacyVolume, SMALL_VOLUME } from "../testing/volumes.ts";
import { decodeLevel2Sync, type Level2Input } from "./decode.ts";
import { inspectLevel2 } from "./inspect.ts";
import { writeChunks, writeLevel2 } from "./write.ts";

/** CI asks for 10 000 cases; each kind of input gets its share. */
const RUNS = Number(process.env["WELKIN_FUZZ_RUNS"] ?? 100);
/** Real files, small ones; not part of the repository. */
const REAL = ["KJGX19700101_000000_V06", "KATX20130717_195024_msg31_1radial_compressed.ar2v"]
  .map((name) =>
    resolve(process.env["WELKIN_TEST_DATA"] ?? "../shared/data", "nexrad/level2/odd", name),
  )
  .filter((path) => existsSync(path));
if (REAL.length === 0) console.warn("No real Level II files here: only simulated ones are fuzzed");

/** Few radials, so that a case takes a millisecond or two. */
const TINY = {
  ...SMALL_VOLUME,
  sweeps: SMALL_VOLUME.sweeps.slice(1).map((sweep) => ({
    ...sweep,
    azimuths: sweep.azimuths.subarray(0, 30),
    elevations: sweep.elevations.subarray(0, 30),
    times: sweep.times.subarray(0, 30),
    complete: false,
    moments: new Map(
      [...sweep.moments].map(([name, moment]) => [
        name,
        { ...moment, codes: moment.codes.subarray(0, 30 * moment.gates) },
      ]),
    ),
  })),
};
const BARE = writeLevel2(TINY, { compression: "none" });
const RADIALS = Array.from({ length: 20 }, (_, i) => ({
  elevationNumber: 1 + Math.floor(i / 10),
  azimuthNumber: 1 + (i % 10),
  status: i === 0 ? 3 : 1,
}));

const SEEDS: [string, Uint8Array][] = [
  ["message 31 in LDM records", writeLevel2(TINY)],
  // Past the metadata, which is long and empty, so that most changes hit radials.
  ["message 31 without records", BARE.slice(0)],
  ["radials of message 31 alone", BARE.slice(24 + 134 * 2432)],
  ["message 1", legacyVolume(RADIALS)],
  [
    "a head and a radial",
    BARE.slice(0, 24 + 134 * 2432 + 1500)
      .copyWithin(24, 24 + 134 * 2432)
      .slice(0, 1524),
  ],
  ["gzip", new Uint8Array(gzipSync(BARE))],
  ...REAL.map((path): [string, Uint8Array] => [
    path.split("/").at(-1)!,
    new Uint8Array(readFileSync(path)),
  ]),
];

type Change = (bytes: Uint8Array) => Uint8Array;

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const at = (bytes: Uint8Array, where: number) => Math.floor(where * bytes.length);

const flip = fc.tuple(place, fc.integer({ min: 1, max: 255 })).map(
  ([where, mask]): Change =>
    (bytes) => {
      if (bytes.length > 0) bytes[at(bytes, where)]! ^= mask;
      return bytes;
    },
);
const overwrite = fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 8 })).map(
  ([where, what]): Change =>
    (bytes) => {
      const start = at(bytes, where);
      bytes.set(what.subarray(0, bytes.length - start), start);
      return bytes;
    },
);
/** The largest and smallest numbers, where sizes, counts and pointers may be. */
const extreme = fc
  .tuple(place, fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.integer({ min: 1, max: 4 }))
  .map(
    ([where, value, count]): Change =>
      (bytes) => {
        const start = at(bytes, where) & ~1;
        return bytes.fill(value, start, start + count);
      },
  );
const cut = place.map(
  (where): Change =>
    (bytes) =>
      bytes.slice(0, at(bytes, where)),
);
const drop = fc.tuple(place, place).map(
  ([from, to]): Change =>
    (bytes) => {
      const [low, high] = [at(bytes, from), at(bytes, to)].sort((a, b) => a - b);
      return Uint8Array.from([...bytes.subarray(0, low), ...bytes.subarray(high)]);
    },
);
const changes = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: flip },
    { weight: 2, arbitrary: overwrite },
    { weight: 4, arbitrary: extreme },
    cut,
    drop,
  ),
  { minLength: 1, maxLength: 6 },
);

/** No input may take longer than this, milliseconds: a hang, not a slow machine. */
const HANG = 20_000;
const MAX_BYTES = 64 * 1024 * 1024;

/** Decodes; whatever is wrong must come out as a `NexradError`. */
function decode(input: Level2Input): void {
  const started = performance.now();
  try {
    const volume = decodeLevel2Sync(input, { maxBytes: MAX_BYTES });
    for (const sweep of volume.sweeps) {
      expect(sweep.azimuths.length).toBe(sweep.radials);
      for (const moment of sweep.moments.values()) {
        expect(moment.codes.length).toBe(moment.radials * moment.gates);
      }
    }
    // What can be read can be told, too: times among it.
    expect(JSON.parse(JSON.stringify(inspectLevel2(volume))).format).toBe("level2");
  } catch (error) {
    if (!(error instanceof NexradError)) throw error;
  }
  if (performance.now() - started > HANG) throw new Error("The decoder hangs on this input");
}

describe.each(SEEDS)("%s, damaged", (_, seed) => {
  test("gives a volume or a typed error", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(changes, (list) => {
        decode(list.reduce<Uint8Array>((bytes, change) => change(bytes), seed.slice()));
      }),
      { numRuns: Math.ceil(RUNS / SEEDS.length) },
    );
  });
});

test("chunks, damaged, shuffled and lost, give a volume or a typed error", {
  timeout: 600_000,
}, () => {
  const chunks = writeChunks(TINY).map(({ bytes }) => bytes);
  const some = fc.shuffledSubarray(chunks, { minLength: 1 });
  fc.assert(
    fc.property(some, changes, (list, damage) => {
      const [first, ...rest] = list;
      decode([
        damage.reduce<Uint8Array>((bytes, change) => change(bytes), first!.slice()),
        ...rest,
      ]);
    }),
    { numRuns: Math.ceil(RUNS / SEEDS.length) },
  );
});

test("any bytes at all give a typed error or a volume", () => {
  const heads = ["", "AR2V0006.001", "ARCHIVE2.", "BZh9", "\x1f\x8b\x08"].map((head) =>
    Uint8Array.from(head, (char) => char.charCodeAt(0)),
  );
  fc.assert(
    fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 3000 }), (head, rest) => {
      decode(Uint8Array.from([...head, ...rest]));
    }),
    { numRuns: RUNS },
  );
});
