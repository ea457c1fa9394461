import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { compressBzip2 } from "../bzip2/compress.ts";
import {
  type Block,
  join,
  KTLX,
  momentBlock,
  type Radial31,
  radialBlock,
  turn,
  volumeBlock,
  volumeHeader,
} from "../testing/radial-31.ts";
import { legacyVolume, SMALL_VOLUME } from "../testing/volumes.ts";
import { decodeLevel2Sync } from "./decode.ts";
import { momentCrc32, valueAt } from "./statistics.ts";
import type { PatternCut, Volume } from "./volume.ts";
import { writeLevel2 } from "./write.ts";

const REF = momentBlock("REF", [0, 1, 2, 66, 255]);

const volume = (...radials: readonly Uint8Array[]) =>
  decodeLevel2Sync(join(volumeHeader({ site: "KTLX" }), ...radials));

const shape = ({ sweeps }: Volume) =>
  sweeps.map((sweep) => [sweep.radials, [...sweep.moments.keys()].join(" "), sweep.complete]);

/** One LDM record, its control word of either sign. */
function record(sign: 1 | -1, ...streams: readonly Uint8Array[]): Uint8Array {
  const body = join(...streams);
  const word = new Uint8Array(4);
  new DataView(word.buffer).setInt32(0, sign * body.length);
  return join(word, body);
}

describe("radials of builds to come", () => {
  const constants = [volumeBlock(KTLX), radialBlock(26.5)];
  const plain = volume(...turn(360, () => ({ blocks: [...constants, REF] })));
  const same = (other: Volume) => {
    expect(other.incomplete).toEqual(plain.incomplete);
    expect(shape(other)).toEqual(shape(plain));
    expect(momentCrc32(other.sweeps[0]!.moments.get("REF")!)).toBe(
      momentCrc32(plain.sweeps[0]!.moments.get("REF")!),
    );
    expect(other.antenna).toEqual(plain.antenna);
    expect(other.sweeps[0]?.nyquist).toBe(26.5);
    expect(other.vcp).toBe(212);
  };
  const unknown: Block = { name: "RNEW", bytes: new Uint8Array(40).fill(7) };
  const moment = momentBlock("NEW", [9, 9, 9]);

  test.each<[string, Partial<Radial31> & { blocks: readonly Block[] }]>([
    ["blocks that nobody knows", { blocks: [unknown, ...constants, moment, REF, unknown] }],
    ["blocks in another order", { blocks: [REF, ...constants.toReversed()] }],
    ["longer blocks", { blocks: [volumeBlock(KTLX, 96), radialBlock(26.5, 60), REF] }],
    ["a longer header", { spare: 64, blocks: [...constants, REF] }],
    ["twenty blocks", { blocks: [...Array<Block>(17).fill(unknown), ...constants, REF] }],
    ["sizes of 32 bits", { long: true, blocks: [...constants, REF] }],
    [
      "blocks that bzip2 has compressed",
      { compression: { code: 1, compress: compressBzip2 }, blocks: [...constants, REF] },
    ],
    [
      "blocks that zlib has compressed",
      { compression: { code: 2, compress: deflateSync }, blocks: [...constants, REF] },
    ],
  ])("%s are read as today's", (_name, radial) => {
    same(volume(...turn(360, () => radial)));
  });

  test("blocks compressed by a method to come cost their radials, and are said to", () => {
    const radials = turn(360, (i) => ({
      blocks: [...constants, REF],
      ...(i > 99 && { compression: { code: 3, compress: (bytes: Uint8Array) => bytes } }),
    }));
    const read = volume(...radials);
    expect(shape(read)).toEqual([[100, "REF", false]]);
    expect(read.incomplete?.[0]?.message).toMatch(/unknown method, 3/);
  });

  test("pointers of 0 are none", () => {
    const radials = turn(360, () => ({ blocks: [...constants, unknown, REF] }));
    for (const bytes of radials) new DataView(bytes.buffer).setUint32(60 + 8, 0);
    same(volume(...radials));
  });
});

describe("records", () => {
  const radials = turn(360, () => ({ blocks: [volumeBlock(KTLX), REF] }));
  const header = volumeHeader({ site: "KTLX" });
  const whole = decodeLevel2Sync(join(header, ...radials));
  const [first, second] = [join(...radials.slice(0, 120)), join(...radials.slice(120))];

  test.each<[string, Uint8Array]>([
    ["of negative size", join(record(-1, compressBzip2(first)), record(-1, compressBzip2(second)))],
    ["of several streams", record(1, compressBzip2(first), compressBzip2(second))],
    [
      "that split a stream's radials anywhere",
      join(...radials.map((each) => record(1, compressBzip2(each)))),
    ],
  ])("%s", (_name, body) => {
    const read = decodeLevel2Sync(join(header, body));
    expect(shape(read)).toEqual(shape(whole));
    expect(read.incomplete?.map(({ code }) => code)).toEqual(["LEVEL2_INCOMPLETE"]);
    expect(momentCrc32(read.sweeps[0]!.moments.get("REF")!)).toBe(
      momentCrc32(whole.sweeps[0]!.moments.get("REF")!),
    );
  });
});

describe("moments", () => {
  test("of more gates in some radials are as wide as the widest, and no radial gains gates", () => {
    const read = volume(
      ...turn(360, (i) => ({
        blocks: [momentBlock("REF", i % 2 === 0 ? [50, 60] : [1, 2, 3, 70])],
      })),
    );
    const moment = read.sweeps[0]!.moments.get("REF")!;
    expect([moment.gates, moment.gatesPerRadial[0], moment.gatesPerRadial[1]]).toEqual([4, 2, 4]);
    expect([valueAt(moment, 0, 1), valueAt(moment, 0, 2), valueAt(moment, 1, 3)]).toEqual([
      -3,
      null,
      2,
    ]);
  });

  test("of 16 bits may be any of them", () => {
    const zdr = momentBlock("ZDR", [0, 1, 418, 1058], { wordBits: 16, scale: 32, offset: 418 });
    const phi = momentBlock("PHI", [2, 1023], { wordBits: 16, scale: 2.8361, offset: 2 });
    const read = volume(...turn(360, () => ({ blocks: [REF, zdr, phi] })));
    const [sweep] = read.sweeps;
    expect(valueAt(sweep!.moments.get("ZDR")!, 0, 3)).toBe(20);
    expect(valueAt(sweep!.moments.get("ZDR")!, 0, 1)).toBeNull();
    expect(valueAt(sweep!.moments.get("PHI")!, 359, 1)).toBeCloseTo(360, 1);
  });

  test("coded otherwise from radial to radial have their values", () => {
    const coarse = momentBlock("VEL", [0, 1, 129, 139], { scale: 2, offset: 129 });
    const wide = momentBlock("VEL", [0, 1, 2001, 2050, 65_535], {
      wordBits: 16,
      scale: 10,
      offset: 2000,
    });
    const read = volume(...turn(360, (i) => ({ blocks: [i < 200 ? coarse : wide] })));
    const velocity = read.sweeps[0]!.moments.get("VEL")!;
    expect(read.incomplete?.map(({ code }) => code)).toEqual(["LEVEL2_INCOMPLETE"]);
    expect([...velocity.codes.subarray(0, 5)]).toEqual([0, 1, 129, 139, 0]);
    expect([...velocity.codes.subarray(200 * 5, 201 * 5)]).toEqual([0, 1, 129, 139, 255]);
    expect(valueAt(velocity, 200, 3)).toBe(5);
  });

  test("whose gates lie elsewhere in some radials are left out there, and said to be", () => {
    const far = momentBlock("REF", [66, 67], { gateSpacing: 1000 });
    const read = volume(...turn(360, (i) => ({ blocks: [i < 300 ? REF : far] })));
    expect(read.sweeps[0]!.moments.get("REF")!.gatesPerRadial[300]).toBe(0);
    expect(read.incomplete?.[0]?.message).toMatch(
      /60 radials of sweep 0 have gates of REF elsewhere/,
    );
  });

  test("of 8 gates, and of none", () => {
    const read = volume(
      ...turn(360, () => ({
        blocks: [momentBlock("REF", [2, 3, 4, 5, 6, 7, 8, 9]), momentBlock("VEL", [])],
      })),
    );
    expect(shape(read)).toEqual([[360, "REF", true]]);
    expect(read.sweeps[0]?.moments.get("REF")?.gates).toBe(8);
  });

  test("that come with some radials only leave the others empty", () => {
    const read = volume(
      ...turn(360, (i) => ({ blocks: i < 100 ? [REF] : [REF, momentBlock("VEL", [129, 131])] })),
    );
    const velocity = read.sweeps[0]!.moments.get("VEL")!;
    expect([velocity.radials, velocity.gatesPerRadial[99], velocity.gatesPerRadial[100]]).toEqual([
      360, 0, 2,
    ]);
    expect(valueAt(velocity, 99, 0)).toBeNull();
  });
});

describe("damage within a radial", () => {
  const velocity = momentBlock("VEL", [129, 131]);

  test("of a moment costs that moment there, and no other", () => {
    const floats = momentBlock("ZDR", [1, 2], { scale: 0 });
    const read = volume(...turn(360, (i) => ({ blocks: i === 7 ? [floats, REF] : [REF] })));
    expect(shape(read)).toEqual([[360, "REF", true]]);
    expect(read.sweeps[0]!.moments.get("REF")!.gatesPerRadial[7]).toBe(5);
    expect(read.incomplete?.[0]?.message).toMatch(/ZDR has no usable scale/);
  });

  test("of a pointer costs what it points to", () => {
    const radials = turn(360, () => ({ blocks: [volumeBlock(KTLX), velocity, REF] }));
    new DataView(radials[0]!.buffer).setUint32(60 + 4, 60_000);
    const read = volume(...radials);
    expect(shape(read)).toEqual([[360, "REF VEL", true]]);
    expect(read.antenna?.latitude).toBeCloseTo(KTLX.latitude, 3);
    expect(read.sweeps[0]!.moments.get("VEL")!.gatesPerRadial.slice(0, 2)).toEqual(
      Uint16Array.of(0, 2),
    );
    expect(read.incomplete?.[0]?.message).toMatch(/points outside itself/);
  });

  test("that begins a sweep leaves the sweeps' numbers as they are", () => {
    const radials = turn(360, (i) => ({
      blocks: [REF],
      ...(i < 3 && { compression: { code: 3, compress: (bytes: Uint8Array) => bytes } }),
    }));
    expect(volume(...radials).sweeps.map(({ index, radials }) => [index, radials])).toEqual([
      [0, 357],
    ]);
  });
});

describe("sweeps", () => {
  const sweep = (elevationNumber: number, elevation: number, more: Partial<Radial31> = {}) =>
    turn(360, () => ({ elevationNumber, elevation, blocks: [REF], ...more }));

  test("that start anew are sweeps of their own, the broken one first", () => {
    const read = volume(...sweep(1, 0.5).slice(0, 100), ...sweep(1, 0.5));
    expect(shape(read)).toEqual([
      [100, "REF", false],
      [360, "REF", true],
    ]);
  });

  test("whose numbers jump keep them", () => {
    const read = volume(...sweep(1, 0.5), ...sweep(4, 1.5), ...sweep(9, 4));
    expect(read.sweeps.map(({ elevationNumber }) => elevationNumber)).toEqual([1, 4, 9]);
    expect(read.sweeps.map(({ elevation }) => elevation)).toEqual([0.5, 1.5, 4]);
  });

  test("may look below the horizon, and to the zenith's side", () => {
    const read = volume(...sweep(1, -0.25), ...sweep(2, 60));
    expect(read.sweeps.map(({ elevation }) => elevation)).toEqual([-0.25, 60]);
  });

  test("with gaps and radials twice keep what came, as it came", () => {
    const radials = sweep(1, 0.5);
    const read = volume(...radials.slice(0, 50), ...radials.slice(40, 200), ...radials.slice(300));
    expect(read.sweeps[0]?.radials).toBe(50 + 160 + 60);
    expect(read.sweeps[0]?.complete).toBe(false);
    expect(read.sweeps[0]?.azimuths[50]).toBe(40);
  });

  test("of half and of whole degrees may follow each other", () => {
    const fine = turn(720, () => ({ halfDegrees: true, blocks: [REF] }));
    const read = volume(...fine, ...sweep(2, 1.5));
    expect(read.sweeps.map(({ azimuthSpacing, complete }) => [azimuthSpacing, complete])).toEqual([
      [0.5, true],
      [1, true],
    ]);
  });

  test("roll over midnight and the last of February", () => {
    const read = volume(...sweep(1, 0.5));
    const times = read.sweeps[0]!.times;
    expect(new Date(times[0]!).toISOString()).toBe("2024-02-29T23:59:58.000Z");
    expect(new Date(times[359]!).toISOString()).toBe("2024-03-01T00:00:05.180Z");
    for (let i = 1; i < times.length; i++) expect(times[i]! - times[i - 1]!).toBe(20);
  });

  test("whose radials say that their data are bad are there all the same", () => {
    const radials = turn(360, (i) => ({
      status: (i === 0 ? 3 : i === 359 ? 4 : 1) | 0x80,
      blocks: [REF],
    }));
    const read = volume(...radials);
    expect(shape(read)).toEqual([[360, "REF", true]]);
    expect(read.incomplete).toBeUndefined();
  });
});

describe("patterns", () => {
  const cut = (elevation: number, more: Partial<PatternCut> = {}): PatternCut => ({
    elevation,
    waveform: "contiguous surveillance",
    superResolution: true,
    azimuthRate: 20,
    ...more,
  });
  const doppler = { waveform: "contiguous doppler" } as const;
  const low = [cut(0.4833984375), cut(0.4833984375, doppler)];
  const repeat = (supplemental: "SAILS" | "MRLE") => low.map((each) => ({ ...each, supplemental }));
  const cuts = [
    ...low,
    cut(0.87890625),
    cut(0.87890625, doppler),
    ...repeat("SAILS"),
    cut(1.318359375),
    ...repeat("SAILS"),
    cut(2.4169921875, { waveform: "batch" }),
    ...repeat("SAILS"),
    cut(4.04296875, { waveform: "batch" }),
    cut(-0.263671875),
    cut(0.87890625, { supplemental: "MRLE" }),
  ];
  const sweeps = cuts.map((each, i) => ({
    ...SMALL_VOLUME.sweeps[1]!,
    elevation: each.elevation,
    elevationNumber: i + 1,
    elevations: new Float32Array(360).fill(each.elevation + 0.04),
  }));
  const pattern = { number: 215, dopplerResolution: 0.5, pulseWidth: "short", cuts } as const;
  const written = { ...SMALL_VOLUME, pattern, sweeps };
  const told = (read: Volume) =>
    read.sweeps.map((each) => [each.elevation, each.cut, each.supplemental]);
  const expected = cuts.map(({ elevation, waveform, supplemental }) => [
    elevation,
    waveform.replace("contiguous ", ""),
    supplemental,
  ]);

  test("tell every sweep's angle, cut and repeat: SAILS three times, MRLE, below the horizon", () => {
    expect(told(decodeLevel2Sync(writeLevel2(written)))).toEqual(expected);
  });

  test("of a volume that AVSET ended early are of the sweeps that were made", () => {
    const short = decodeLevel2Sync(writeLevel2({ ...written, sweeps: sweeps.slice(0, 7) }));
    expect(told(short)).toEqual(expected.slice(0, 7));
    expect(short.incomplete).toBeUndefined();
    expect(short.pattern?.cuts).toHaveLength(cuts.length);
  });

  test("that come after the radials tell the same", () => {
    const bare = writeLevel2(written, { compression: "none" });
    const metadata = 24 + 134 * 2432;
    const late = join(bare.slice(0, 24), bare.slice(metadata), bare.slice(24, metadata));
    expect(told(decodeLevel2Sync(late))).toEqual(expected);
  });

  test("that do not come leave what was measured, and what the moments tell", () => {
    const bare = writeLevel2(written, { compression: "none" });
    const none = decodeLevel2Sync(join(bare.slice(0, 24), bare.slice(24 + 134 * 2432)));
    expect(none.pattern).toBeUndefined();
    expect(none.sweeps[0]?.elevation).toBeCloseTo(cuts[0]!.elevation + 0.04, 6);
    expect(none.vcp).toBe(212);
  });

  test("of another volume are not believed", () => {
    const high = sweeps.map((each) => ({ ...each, elevations: new Float32Array(360).fill(30) }));
    const read = decodeLevel2Sync(writeLevel2({ ...written, sweeps: high }));
    expect(read.sweeps.every(({ elevation }) => elevation === 30)).toBe(true);
  });
});

describe("message 1", () => {
  const radials = Array.from({ length: 360 }, (_, i) => ({
    elevationNumber: 1,
    azimuthNumber: i + 1,
    status: i === 0 ? 3 : i === 359 ? 4 : 1,
  }));
  /** Where a radial keeps a halfword of its own (ICD 2620002, table III). */
  const patched = (at: number, value: number) => {
    const bytes = legacyVolume(radials);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < radials.length; i++) view.setUint16(24 + i * 2432 + 28 + at, value);
    return decodeLevel2Sync(bytes, { site: "KTLX" });
  };

  test("of surveillance alone, or of Doppler alone, says so", () => {
    const surveillance = patched(28, 0);
    expect(shape(surveillance)).toEqual([[360, "REF", true]]);
    expect(surveillance.sweeps[0]?.cut).toBe("surveillance");
    const doppler = patched(36, 0);
    expect(shape(doppler)).toEqual([[360, "VEL SW", true]]);
    expect(doppler.sweeps[0]?.cut).toBe("doppler");
  });

  test("of an elevation below the horizon", () => {
    expect(patched(14, 65_536 - 91).sweeps[0]?.elevation).toBeCloseTo(-0.5, 2);
  });
});

test("messages of other types, in segments and of any length, are passed over", () => {
  const frame = (type: number, halfwords: number, segments: number, segment: number) => {
    const bytes = new Uint8Array(2432).fill(0xee);
    const view = new DataView(bytes.buffer);
    view.setUint16(12, halfwords);
    view.setUint8(15, type);
    view.setUint16(24, segments);
    view.setUint16(26, segment);
    return bytes;
  };
  const others = [13, 15, 18, 3, 32, 33, 1].flatMap((type) =>
    type === 1 ? [] : [1, 2, 3].map((segment) => frame(type, segment < 3 ? 1208 : 40, 3, segment)),
  );
  const radials = turn(360, () => ({ blocks: [volumeBlock(KTLX), REF] }));
  const external = new Uint8Array(12 + 16 + 100);
  const view = new DataView(external.buffer);
  view.setUint16(12, 58);
  view.setUint8(15, 29);
  const read = volume(
    ...others,
    ...radials.slice(0, 200),
    external,
    ...radials.slice(200),
    ...others,
  );
  expect(shape(read)).toEqual([[360, "REF", true]]);
  expect(read.status).toBeUndefined();
});
