/** Properties of a map feature that a product's pages state. */
export type RowProperties = Readonly<Record<string, number | string | boolean>>;

/** Rows of a page: the page's title, a pattern for the row (its first group is the name), and the properties it gives. */
interface RowRule {
  readonly title: string;
  readonly row: RegExp;
  readonly read: (match: readonly (string | undefined)[]) => RowProperties;
}

/** Direction that a feature comes from in degrees, and knots. */
function movement(direction: string | undefined, speed: string | undefined): RowProperties {
  if (direction === undefined || speed === undefined) return {};
  return { movementDirection: Number(direction), movementSpeed: Number(speed) };
}

const RULES: readonly RowRule[] = [
  {
    // Product 58: cell, azimuth and range, direction and speed or NEW.
    title: "STORM POSITION/FORECAST",
    row: /^ +([A-Z]\d) +\d+\/ *\d+ +(?:NEW|(\d+)\/ *(\d+))/,
    read: ([, , direction, speed]) =>
      direction === undefined ? { isNew: true } : movement(direction, speed),
  },
  {
    // Product 141: circulation, azimuth and range, rank, cell, …, whether there is a TVS, motion, strength index.
    title: "MESOCYCLONE DETECTION",
    row: /^ +(\d+) +\d+\/ *\d+ +(\d+)([A-Z]?) +([A-Z]\d) .* ([YN]) +(?:(\d+)\/ *(\d+) +)?(\d+) *$/,
    read: ([, , rank, shallow, cell, tvs, direction, speed, index]) => ({
      strengthRank: Number(rank),
      ...(shallow && { rankSuffix: shallow }),
      ...(cell && { stormId: cell }),
      tvs: tvs === "Y",
      ...movement(direction, speed),
      strengthIndex: Number(index),
    }),
  },
];

/** The pages' statements, by the name of the feature; empty if they contain nothing known. */
export function readPageRows(pages: readonly string[]): ReadonlyMap<string, RowProperties> {
  const found = new Map<string, RowProperties>();
  for (const page of pages) {
    const rule = RULES.find(({ title }) => page.includes(title));
    if (!rule) continue;
    for (const line of page.split("\n")) {
      const match = rule.row.exec(line);
      if (match?.[1]) found.set(match[1], rule.read(match));
    }
  }
  return found;
}

/** A tornado signature's row of product 61. */
export interface SignatureRow {
  readonly stormId: string;
  readonly tells: RowProperties;
}

/**
 * Kind, storm, azimuth and range; average, low-level and greatest difference of velocity and the height of that; depth,
 * base and top, with a sign where the scan cuts them off; greatest shear and its height.
 */
const SIGNATURE =
  /^ *E?TVS +([A-Z]\d) +\d+\/ *\d+ +(\d+) +(\d+) +(\d+)\/ *[\d.]+ +[<>]? *([\d.]+) +(<?) *([\d.]+)\/ *(>?) *([\d.]+) +(\d+)\/ *[\d.]+/;

/**
 * What the pages of product 61 state about its signatures, in the order in which it draws them: velocity differences
 * in knots, heights in thousands of feet, shear in thousandths per second.
 */
export function readSignatureRows(pages: readonly string[]): SignatureRow[] {
  return pages
    .filter((page) => page.includes("Tornado Vortex Signature"))
    .flatMap((page) => page.split("\n"))
    .flatMap((line) => {
      const match = SIGNATURE.exec(line);
      if (!match) return [];
      const [, stormId = "", average, low, greatest, depth, below, base, above, top, shear] = match;
      const tells = {
        averageVelocityDifference: Number(average),
        lowLevelVelocityDifference: Number(low),
        maximumVelocityDifference: Number(greatest),
        depth: Number(depth),
        base: Number(base),
        ...(below && { baseLimited: true }),
        top: Number(top),
        ...(above && { topLimited: true }),
        maximumShear: Number(shear),
      };
      return { stormId, tells };
    });
}
