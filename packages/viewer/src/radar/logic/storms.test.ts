import { expect, it } from "vitest";
import { describeAll, describe as tell, withMarks } from "./storms.ts";

const feature = (properties: GeoJSON.GeoJsonProperties): GeoJSON.Feature => ({
  type: "Feature",
  geometry: { type: "Point", coordinates: [-97.5, 35.3] },
  properties,
});

it("knows how each kind is drawn", () => {
  const kinds = [
    "storm cell",
    "past track",
    "forecast position",
    "hail",
    "positive hail",
    "TVS",
    "ETVS (extrapolated)",
    "MDA (weak)",
    "3D correlated shear",
    "contour",
  ];
  const features = kinds.map((kind) => feature({ kind }));
  const marks = withMarks({ type: "FeatureCollection", features }).map(
    ({ properties }) => properties?.["mark"],
  );
  expect(marks.join(" ")).toBe(
    "cell past forecast hail hail tornado tornado circulation circulation line",
  );
});

it("keeps apart hail, severe hail and none", () => {
  const marks = [
    { probabilityOfHail: 0, probabilityOfSevereHail: 0 },
    { probabilityOfHail: 10, probabilityOfSevereHail: 0 },
    { probabilityOfHail: 100, probabilityOfSevereHail: 50 },
    {},
  ].map((known) => {
    const features = [feature({ kind: "hail", ...known })];
    return withMarks({ type: "FeatureCollection", features })[0]?.properties?.["mark"];
  });
  expect(marks).toEqual([undefined, "hail", "severe hail", "hail"]);
});

it("tells what is known, and nothing else", () => {
  const cell = { kind: "storm cell", id: "L9", movementDirection: 250, movementSpeed: 35 };
  expect(tell(cell)).toEqual({ title: "Storm cell L9", lines: ["Moving from 250° at 35 kt"] });
  expect(tell({ kind: "storm cell", id: "L9", isNew: true }).lines).toEqual(["New"]);
  expect(tell({ kind: "storm cell" })).toEqual({ title: "Storm cell", lines: [] });
  expect(tell({ kind: "forecast position", id: "L9", minutes: 15 })).toEqual({
    title: "Storm L9",
    lines: ["In 15 minutes"],
  });
  const hail = { kind: "hail", id: "B5", probabilityOfHail: 90, probabilityOfSevereHail: 40 };
  expect(tell({ ...hail, hailSize: 2 }).lines).toEqual([
    "Probability 90 %, severe 40 %",
    "Up to 2 in",
  ]);
  expect(tell({ ...hail, hailSize: 0 }).lines[1]).toBe("Smaller than ½ in");
  expect(tell({ kind: "hail", probabilityOfHail: -999, hailSize: -999 }).lines).toEqual([]);
  const circulation = { kind: "MDA", id: "17", strengthRank: 6, rankSuffix: "L", stormId: "L6" };
  expect(tell({ ...circulation, tvs: true })).toEqual({
    title: "Mesocyclone 17",
    lines: ["Strength rank 6L", "In storm L6", "With a tornado vortex signature"],
  });
  expect(tell({ kind: "contour", level: 1 })).toEqual({ title: "Contour", lines: ["Level 1"] });
});

it("tells a thing that several products know once, with what any of them knows", () => {
  const marks = [
    { kind: "storm cell", id: "M0" },
    { kind: "storm cell", id: "M0", movementDirection: 226, movementSpeed: 17 },
    { kind: "storm cell", id: "D0" },
  ];
  expect(describeAll(marks)).toEqual([
    { title: "Storm cell M0", lines: ["Moving from 226° at 17 kt"] },
    { title: "Storm cell D0", lines: [] },
  ]);
});

it("tells how strong a tornado signature is, and how high it reaches", () => {
  const signature = {
    kind: "TVS",
    stormId: "M0",
    averageVelocityDifference: 79,
    lowLevelVelocityDifference: 58,
    maximumVelocityDifference: 126,
    depth: 19,
    base: 0.8,
    baseLimited: true,
    top: 19.8,
    maximumShear: 179,
  };
  expect(tell(signature)).toEqual({
    title: "Tornado vortex signature",
    lines: [
      "In storm M0",
      "Velocities differ by 126 kt, by 58 kt at its base",
      "From below 800 ft to 19\u202f800 ft",
      "Shear up to 179 m/s per km",
    ],
  });
  expect(tell({ ...signature, kind: "ETVS", topLimited: true })).toMatchObject({
    title: "Elevated tornado vortex signature",
    lines: expect.arrayContaining(["From below 800 ft to above 19\u202f800 ft"]),
  });
  expect(tell({ kind: "TVS" }).lines).toEqual([]);
});

it("tells what contours are of, and what is said of things that it does not know", () => {
  expect(tell({ kind: "contour", level: 2, value: 30, unit: "dBZ" }).lines).toEqual(["30 dBZ"]);
  expect(tell({ kind: "contour", level: 2, shows: "Where it ends" }).lines).toEqual([
    "Where it ends",
  ]);
  expect(tell({ kind: "area", id: "M1", mark: "line", max_rv: 31, feet: { 1: 2 } })).toEqual({
    title: "Area M1",
    lines: ["Max rv 31"],
  });
});

it("tells each thing under the pointer once, and tracks last", () => {
  const marks = [
    { kind: "forecast position", id: "L9", minutes: 15, mark: "forecast" },
    { kind: "storm cell", id: "A1", mark: "cell" },
    { kind: "storm cell", id: "A1", mark: "cell" },
    { kind: "TVS", mark: "tornado" },
    { kind: "past position", id: "B2", mark: "past" },
  ];
  expect(describeAll(marks).map(({ title }) => title)).toEqual([
    "Storm cell A1",
    "Tornado vortex signature",
    "Storm L9",
  ]);
});
