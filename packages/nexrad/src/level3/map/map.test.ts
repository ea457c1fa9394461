import { describe, expect, test } from "vitest";
import { decodeLevel3 } from "../decode.ts";
import type { Position } from "../packets/packet.ts";
import { buildProduct, genericPacket, type Ingredients, packet } from "../testing/build.ts";
import { type Bytes, bytes } from "../testing/bytes.ts";
import { destination, fromOffsets } from "./geodesic.ts";
import { toGeoJSON } from "./geojson.ts";
import { windProfile } from "./wind-profile.ts";

function product(ingredients: Ingredients) {
  const read = decodeLevel3(buildProduct(ingredients));
  if (read.kind !== "product") throw new Error(read.kind);
  return read;
}

const draw = (code: number, packets: Bytes[], more: Ingredients = {}) =>
  toGeoJSON(product({ code, layers: [packets], ...more })).features;

describe("places", () => {
  // Computed with PROJ's geod on WGS84.
  test.each([
    [[-88.084442, 41.604443], 0.25, 2124.92, [-88.0843307, 41.6235749]],
    [[-88.084442, 41.604443], 0.25, 49_994.921, [-88.0818068, 42.0545596]],
    [[-88.084442, 41.604443], 0.25, 229_871.985, [-88.0720073, 43.6737434]],
  ] as const)("%s, %f°, %f m", (from, azimuth, distance, to) => {
    const [longitude, latitude] = destination(from, azimuth, distance);
    expect(longitude).toBeCloseTo(to[0], 6);
    expect(latitude).toBeCloseTo(to[1], 6);
  });

  test("offsets are east and north", () => {
    const [east] = fromOffsets([10, 50], [30, 0]);
    const [, north] = fromOffsets([10, 50], [0, 30]);
    expect(east).toBeGreaterThan(10.4);
    expect(north).toBeGreaterThan(50.26);
    expect(fromOffsets([10, 50], [0, 0]).map((n) => Math.round(n * 1e9) / 1e9)).toEqual([10, 50]);
  });

  test("the date line does not matter", () => {
    expect(fromOffsets([179.9, 13], [50, 0])[0]).toBeLessThan(-179);
  });
});

describe("toGeoJSON", () => {
  const cell = packet(15, bytes().i16(400, 0).text("A0"));
  const line = packet(6, bytes().i16(400, 0, 440, 40, 480, 80));
  const marks = [
    packet(2, bytes().i16(440, 40).text("# ")),
    packet(2, bytes().i16(480, 80).text("# ")),
  ];

  test("a storm cell, its movement, and where it will be", () => {
    const page = [
      "                            STORM POSITION/FORECAST                             ",
      "  A0      90/ 54   225/ 31     105/ 36    99/ 39   NO DATA   NO DATA    1.7/ 1.1",
    ];
    const features = draw(58, [cell, packet(24, bytes().add(...marks, line))], {
      tabularPages: [page],
    });
    expect(features.map(({ geometry, properties }) => [geometry.type, properties])).toEqual([
      ["Point", { kind: "storm cell", id: "A0", movementDirection: 225, movementSpeed: 31 }],
      ["LineString", { kind: "forecast track", id: "A0" }],
      ["Point", { kind: "forecast position", id: "A0", step: 1, minutes: 15 }],
      ["Point", { kind: "forecast position", id: "A0", step: 2, minutes: 30 }],
    ]);
    const [start, track] = features.map(({ geometry }) => geometry.coordinates);
    expect((track as unknown[])[0]).toEqual(start);
  });

  test("names belong to what stands at their place, and are drawn once", () => {
    const hail = packet(19, bytes().i16(400, 0, 80, 50, 2));
    const tvs = packet(12, bytes().i16(20, 20));
    const kinds = draw(59, [hail, cell, tvs, cell]).map(({ properties }) => properties);
    expect(kinds).toEqual([
      { kind: "hail", id: "A0", probabilityOfHail: 80, probabilityOfSevereHail: 50, hailSize: 2 },
      { kind: "TVS", stormId: "A0" },
    ]);
    expect(draw(61, [tvs, cell, tvs, cell])).toHaveLength(2);
  });

  test("tornado signatures are of the storm that follows them, and tell what their page does", () => {
    const tvs = (x: number) => packet(12, bytes().i16(x, -4));
    const elevated = packet(26, bytes().i16(80, 80));
    const storm = (id: string) => packet(15, bytes().i16(-44, 36).text(id));
    const page = [
      "                            Tornado Vortex Signature                            ",
      "  TVS    M0   268/ 12    79   126   126/ 0.8   >19.1  < 0.8/>19.8   179/ 6.2    ",
      " ETVS    M0   211/ 52    29    30    72/12.0    20.9    7.0/ 28.0    22/12.0    ",
      "  TVS    D1   208/ 48    35    27    75/13.8   >22.9  < 4.3/ 27.2    25/13.8    ",
    ];
    const packets = [tvs(-90), storm("M0"), elevated, storm("M0"), tvs(-40), storm("D0")];
    const features = draw(61, packets, { tabularPages: [page] });
    expect(features.map(({ properties }) => properties)).toEqual([
      {
        kind: "TVS",
        stormId: "M0",
        averageVelocityDifference: 79,
        lowLevelVelocityDifference: 126,
        maximumVelocityDifference: 126,
        depth: 19.1,
        base: 0.8,
        baseLimited: true,
        top: 19.8,
        topLimited: true,
        maximumShear: 179,
      },
      { kind: "storm cell", id: "M0" },
      expect.objectContaining({ kind: "ETVS", stormId: "M0", base: 7, top: 28, maximumShear: 22 }),
      // The page speaks of another storm: it is not believed.
      { kind: "TVS", stormId: "D0" },
      { kind: "storm cell", id: "D0" },
    ]);
    expect(features[2]?.properties).not.toHaveProperty("topLimited");
  });

  test("circulations are named by the text at their place", () => {
    const mda = packet(20, bytes().i16(400, 0, 9, 12));
    const name = packet(8, bytes().i16(1, 400, 0).text("786 "));
    const page = [
      "                        MESOCYCLONE DETECTION ALGORITHM                         ",
      " 786  054/111  6L E3  43   57  <14   >22  100      19     60  N  033/ 39  4421  ",
    ];
    expect(draw(141, [mda, name], { tabularPages: [page] }).map((f) => f.properties)).toEqual([
      {
        kind: "MDA",
        id: "786",
        radius: 3,
        strengthRank: 6,
        rankSuffix: "L",
        stormId: "E3",
        tvs: false,
        movementDirection: 33,
        movementSpeed: 39,
        strengthIndex: 4421,
      },
    ]);
  });

  test("contours have the level before them", () => {
    const contour = bytes().i16(0x0e03, 0x8000, 0, 0, 4, 40, 40);
    const features = draw(166, [bytes().i16(0x0802, 2, 3), contour]);
    expect(features).toMatchObject([
      {
        geometry: { type: "LineString" },
        properties: {
          kind: "contour",
          level: 3,
          shows: "The centre of the beam enters the melting layer",
        },
      },
    ]);
  });

  test("areas of generic products, with the parameters of their event", () => {
    const parameter = (id: string, value: string) =>
      bytes().i32(1, 1).xdr(id).xdr(`Value=${value}`);
    const area = bytes().i32(3).add(parameter("rank", "7")).i32(0x2_0002, 3, 3);
    area.f32(50, 0, 50, 90, 50, 180);
    const event = bytes().i32(6).add(parameter("id", "M1")).i32(1, 1, 1).add(area);
    const [feature] = draw(149, [genericPacket(bytes().i32(0, 1, 1, 1).add(event))]);
    expect(feature?.properties).toEqual({ kind: "area", id: "M1", rank: 7 });
    const [ring] = feature!.geometry.coordinates as [Position[]];
    expect(ring).toHaveLength(4);
    expect(ring[3]).toEqual(ring[0]);
    expect(ring[1]![0]).toBeGreaterThan(-90.683);
  });

  test("charts are no maps", () => {
    expect(draw(48, [packet(6, bytes().i16(0, 0, 4, 4))])).toEqual([]);
  });
});

describe("windProfile", () => {
  const page = [
    "                    VAD Algorithm Output  12/11/21  01:19                       ",
    "    017     8.8    15.7    -7.4   209   035   4.9    0.2576   16.20    0.5      ",
    "    010    -2.1    11.6     NA    170   023   9.5      NA      4.93    0.5      ",
  ];
  const text = (x: number, y: number, words: string) =>
    packet(
      8,
      bytes()
        .i16(6, 4 * x, 4 * y)
        .text(words),
    );
  const barb = (x: number, y: number, direction: number, speed: number) =>
    packet(4, bytes().i16(1, 4 * x, 4 * y, direction, speed));
  const chart = [
    text(2.75, 122.5, "TIME"),
    text(115, 122.5, "0045"),
    text(105.25, 122.5, "2355"),
    text(7.75, 112.75, " 1"),
    text(7.75, 109, " 2"),
    barb(118.5, 110, 186, 42),
    barb(118.5, 113.75, 170, 23),
    barb(108.75, 113.75, 160, 20),
  ];

  test("levels from the ground up, in metres and seconds", () => {
    const profile = windProfile(product({ code: 48, tabularPages: [page] }));
    expect(profile?.levels.map(({ altitude }) => Math.round(altitude))).toEqual([305, 518]);
    const [low, high] = profile!.levels;
    expect(low).toMatchObject({ direction: 170, u: -2.1, v: 11.6, w: null, divergence: null });
    expect(low!.speed).toBeCloseTo(Math.hypot(2.1, 11.6), 0);
    expect(high!.w).toBeCloseTo(-0.074, 9);
    expect(high!.slantRange).toBeCloseTo(30_002, 0);
  });

  test("the chart tells of the volumes before, over midnight too", () => {
    // The made-up volume starts at 00:50 of 11 December.
    const profile = windProfile(product({ code: 48, layers: [chart] }));
    expect(
      profile?.history.map(({ time, winds }) => [
        time.toISOString(),
        winds.map(({ altitude, direction }) => [Math.round(altitude), direction]),
      ]),
    ).toEqual([
      ["2021-12-10T23:55:00.000Z", [[305, 160]]],
      [
        "2021-12-11T00:45:00.000Z",
        [
          [305, 170],
          [610, 186],
        ],
      ],
    ]);
  });

  test("other products have none", () => {
    expect(windProfile(product({ code: 58 }))).toBeUndefined();
  });
});
