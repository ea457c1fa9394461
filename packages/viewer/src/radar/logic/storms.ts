/** How a feature is drawn. */
export type Mark =
  | "cell"
  | "past"
  | "forecast"
  | "hail"
  | "severe hail"
  | "circulation"
  | "tornado"
  | "line";

type Properties = Readonly<Record<string, unknown>>;

interface Look {
  kinds: RegExp;
  mark: Mark;
  /** Title of the feature; its name follows. */
  title: string;
  tell: (properties: Properties) => string[];
}

const nothing = () => [];

/** Map features of products (`kind` in their GeoJSON), with their appearance and text. */
const looks: readonly Look[] = [
  { kinds: /^storm cell$/, mark: "cell", title: "Storm cell", tell: tellMovement },
  { kinds: /^past /, mark: "past", title: "Earlier place of storm", tell: nothing },
  { kinds: /^forecast /, mark: "forecast", title: "Storm", tell: tellMinutes },
  { kinds: /hail$/, mark: "hail", title: "Hail in storm", tell: tellHail },
  { kinds: /^TVS/, mark: "tornado", title: "Tornado vortex signature", tell: tellSignature },
  {
    kinds: /^ETVS/,
    mark: "tornado",
    title: "Elevated tornado vortex signature",
    tell: tellSignature,
  },
  {
    kinds: /^(MDA|mesocyclone|3D correlated)/,
    mark: "circulation",
    title: "Mesocyclone",
    tell: tellCirculation,
  },
  { kinds: /^contour$/, mark: "line", title: "Contour", tell: tellContour },
];

const lookOf = (kind: string): Look | undefined => looks.find(({ kinds }) => kinds.test(kind));

/** Features with the mark used to draw them, under `mark`. */
export function withMarks(collection: GeoJSON.FeatureCollection): GeoJSON.Feature[] {
  return collection.features.flatMap((feature) => {
    const mark = markOf(feature.properties ?? {});
    return mark ? [{ ...feature, properties: { ...feature.properties, mark } }] : [];
  });
}

/** None if there is a row for a cell's hail, and it is empty. */
function markOf(properties: Properties): Mark | undefined {
  const mark = lookOf(String(properties["kind"]))?.mark ?? "line";
  if (mark !== "hail") return mark;
  const { probabilityOfHail: any = 100, probabilityOfSevereHail: severe = 0 } = properties;
  if (Number(severe) >= 50) return "severe hail";
  return Number(any) > 0 ? "hail" : undefined;
}

/** A feature in words: its title, and one line per fact. */
export function describe(properties: Properties): { title: string; lines: string[] } {
  const { kind, id } = properties;
  const look = lookOf(String(kind));
  const title = look?.title ?? sentenceCase(String(kind ?? "feature"));
  const lines = look ? look.tell(properties) : tellAll(properties);
  return { title: id === undefined ? title : `${title} ${id}`, lines };
}

/** Maximum number of features beside the pointer. */
const most = 3;

/** The different features behind some marks; current positions before past and forecast ones. */
export function describeAll(marks: readonly Properties[]): { title: string; lines: string[] }[] {
  const isTrack = ({ mark }: Properties) => mark === "past" || mark === "forecast";
  const inOrder = marks.toSorted((a, b) => Number(isTrack(a)) - Number(isTrack(b)));
  const told = new Map(inOrder.map((each) => [JSON.stringify(describe(each)), describe(each)]));
  const things = [...told.values()];
  // Two products may know the same cell, one of them only by its name.
  const isMore = ({ title, lines }: (typeof things)[number]) =>
    lines.length > 0 || !things.some((other) => other.title === title && other.lines.length > 0);
  return things.filter(isMore).slice(0, most);
}

function tellMovement({ isNew, movementDirection, movementSpeed }: Properties): string[] {
  if (isNew === true) return ["New"];
  if (movementDirection === undefined) return [];
  return [`Moving from ${movementDirection}° at ${movementSpeed} kt`];
}

function tellMinutes({ minutes }: Properties): string[] {
  return minutes === undefined ? ["Forecast"] : [`In ${minutes} minutes`];
}

/** Negative values mean that the storm was too far away for the algorithm (ICD 2620001, packet 19). */
function tellHail({ probabilityOfHail, probabilityOfSevereHail, hailSize }: Properties): string[] {
  const known = (value: unknown): value is number => typeof value === "number" && value >= 0;
  const severe = known(probabilityOfSevereHail) ? `, severe ${probabilityOfSevereHail} %` : "";
  return [
    ...(known(probabilityOfHail) ? [`Probability ${probabilityOfHail} %${severe}`] : []),
    ...(known(hailSize) ? [hailSize === 0 ? "Smaller than ½ in" : `Up to ${hailSize} in`] : []),
  ];
}

function tellCirculation(properties: Properties): string[] {
  const { strengthRank, rankSuffix, strengthIndex, stormId, tvs } = properties;
  return [
    ...(strengthRank === undefined ? [] : [`Strength rank ${strengthRank}${rankSuffix ?? ""}`]),
    ...(strengthIndex === undefined ? [] : [`Strength index ${strengthIndex}`]),
    ...(stormId === undefined ? [] : [`In storm ${stormId}`]),
    ...tellMovement(properties),
    ...(tvs === true ? ["With a tornado vortex signature"] : []),
  ];
}

/** Differences are between neighbouring radials, in knots; heights in thousands of feet; shear in 1/1000 s. */
function tellSignature(properties: Properties): string[] {
  const { stormId, maximumVelocityDifference, lowLevelVelocityDifference } = properties;
  const { base, baseLimited, top, topLimited, maximumShear } = properties;
  const height = (thousands: unknown, limit: string, isLimited: unknown) =>
    `${isLimited ? `${limit} ` : ""}${feet(Number(thousands) * 1000)}`;
  return [
    ...(stormId === undefined ? [] : [`In storm ${stormId}`]),
    ...(maximumVelocityDifference === undefined
      ? []
      : [
          `Velocities differ by ${maximumVelocityDifference} kt, by ${lowLevelVelocityDifference} kt at its base`,
        ]),
    ...(base === undefined
      ? []
      : [`From ${height(base, "below", baseLimited)} to ${height(top, "above", topLimited)}`]),
    ...(maximumShear === undefined ? [] : [`Shear up to ${maximumShear} m/s per km`]),
  ];
}

/** 19 200 ft: with a non-breaking space. */
const feet = (height: number) =>
  `${String(Math.round(height)).replace(/\B(?=(\d{3})+$)/g, "\u202f")} ft`;

function tellContour({ value, unit, shows, level }: Properties): string[] {
  if (value !== undefined) return [`${value} ${unit ?? ""}`.trim()];
  if (shows !== undefined) return [String(shows)];
  return level === undefined ? [] : [`Level ${level}`];
}

/** Properties that concern only the drawing, or are in the title. */
const untold = new Set(["kind", "id", "mark", "step"]);
/** Maximum number of lines. */
const mostLines = 6;

/** For unknown features, everything that the product says. */
function tellAll(properties: Properties): string[] {
  return Object.entries(properties)
    .filter(([key, value]) => !untold.has(key) && ["string", "number"].includes(typeof value))
    .slice(0, mostLines)
    .map(([key, value]) => `${sentenceCase(key.replaceAll("_", " "))} ${value}`);
}

const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
