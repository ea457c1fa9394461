import { type Observer, OrbitError, observer, propagate, type SolarSystem } from "@welkin/orbits";
import {
  type Arc,
  angle,
  arcDistance,
  DEGREE,
  type Look,
  lookAlong,
  normalize,
  type SkyPolygon,
  Trail,
  type Vector,
} from "../footprints/index.ts";
import type { Note } from "../provenance.ts";
import {
  ellipseFrom,
  ellipseOf,
  type Image,
  SIGMAS,
  type SkyEllipse,
  type Spread,
} from "../targets/spread.ts";
import { around, SkyHull } from "./hull.ts";
import type { Way } from "./way.ts";

/**
 * Semi-axes (radians) up to which the region is one ellipse: its deviation due to the sphere's curvature is then below
 * 0.04″.
 */
const LINEAR = 120 * (DEGREE / 3600);
/** Radians; a region that extends farther from the target is not searched. */
const FARTHEST = 60 * DEGREE;
/** Variants on either side of the nominal orbit: radians of the region per variant, and limits on their number. */
const SPACING = 1 * DEGREE;
const [FEWEST, MOST] = [6, 40];
/** Corners of the polygon around an ellipse, and around the narrow ellipses along a curved region. */
const CORNERS = 48;
const NARROW_CORNERS = 16;
/** The bend of the target's trail permitted within one step: this share of the region's width, or 0.01″. */
const BEND = 0.02;
const LEAST_BEND = 0.01 * (DEGREE / 3600);
/** The longest such step, days. */
const LONGEST = 1;
/** Evaluations of the region's size before others get a turn. */
const BREATH = 60;
/** The factor by which the region may grow between two evaluations of its size. */
const GROWTH = 1.3;

/** One orbit of the line of variation, a number of sigmas from the nominal one. */
interface Variant {
  readonly sigma: number;
  readonly look: Look;
}

/** A bound on the region's distance from the target, for the time from `start` to that of the next. */
interface Reach {
  readonly start: number;
  readonly radius: number;
}

/**
 * The 3σ region of a target, moving with it.
 *
 * A small region is the ellipse to which the covariance maps linearly, at the beginning, middle and end of each
 * straight step of the trail, with everything in between (their convex hull). A region that is large anywhere in the
 * span is followed along the line of variation (Milani & Gronchi 2010, §5.3): orbits from −3σ to +3σ along the
 * direction of the covariance that is longest on the sky, each integrated, with ellipses across it for the contribution
 * of the other directions. Those remain linear; regions that extend farther than 60° from the nominal position are left
 * out.
 */
export class Region {
  readonly #notes: readonly Note[];
  readonly #way: Way;
  readonly #spread: Spread;
  readonly #trail: Trail;
  readonly #weights: readonly number[];
  readonly #variants: readonly Variant[];
  #reaches: readonly Reach[] = [];

  private constructor(
    way: Way,
    spread: Spread,
    line: { readonly weights: readonly number[]; readonly variants: readonly Variant[] },
    notes: readonly Note[],
  ) {
    this.#way = way;
    this.#spread = spread;
    this.#trail = new Trail(way.look);
    this.#weights = line.weights;
    this.#variants = line.variants;
    this.#notes = notes;
  }

  /** Notes about the region for readers of the hits. */
  get notes(): readonly Note[] {
    const far = this.#reaches.some(({ radius }) => Number.isNaN(radius));
    return far ? [...this.#notes, tooLarge] : this.#notes;
  }

  /** @param breathe Is awaited now and then. */
  static async of(way: Way, spread: Spread, breathe: () => Promise<void>): Promise<Region> {
    const centre = observer("500");
    let widest: { a: number; images: readonly Image[] } = { a: -1, images: [] };
    for (const [i, time] of times(way).entries()) {
      if (i % BREATH === 0) await breathe();
      const images = spread.images(centre, time);
      const { a } = ellipseOf(images);
      if (a > widest.a) widest = { a, images };
    }
    const region =
      widest.a <= LINEAR
        ? new Region(way, spread, { weights: [], variants: [] }, [])
        : await Region.#along(way, spread, widest, breathe);
    await region.#measure(breathe);
    return region;
  }

  static async #along(
    way: Way,
    spread: Spread,
    { a, images }: { readonly a: number; readonly images: readonly Image[] },
    breathe: () => Promise<void>,
  ): Promise<Region> {
    const weights = lineOf(images);
    const count = Math.min(Math.max(Math.ceil(a / SPACING), FEWEST), MOST);
    const { variants, lost } = await variantsOf(way, spread, weights, count, breathe);
    return new Region(way, spread, { weights, variants }, [curved, ...(lost ? [impacts] : [])]);
  }

  /**
   * How far from the target a field may lie and still be hit during its exposure, radians; NaN where the region is not
   * searched.
   */
  reach(t0: number, t1: number): number {
    const reaches = this.#reaches;
    let low = 0;
    let high = reaches.length - 1;
    while (low < high) {
      const half = (low + high + 1) >> 1;
      if (reaches[half]!.start <= t0) low = half;
      else high = half - 1;
    }
    let most = Number.NaN;
    for (let i = low; i < reaches.length && (i === low || reaches[i]!.start <= t1); i++) {
      const { radius } = reaches[i]!;
      if (!(radius <= most)) most = Number.isNaN(radius) ? most : radius;
    }
    return most;
  }

  /** Whether the region comes within `padding` (radians) of a field during its exposure. */
  meets(from: Observer, start: number, stop: number, field: SkyPolygon, padding: number): boolean {
    if (this.#trail.meets(from, start, stop, field, padding)) return true;
    const shape = this.#variants.length > 0 ? this.#chain : this.#ellipse;
    const { b } = ellipseOf(this.#spread.images(from, (start + stop) / 2));
    const pieces = Math.max(1, Math.ceil((stop - start) / LONGEST));
    const bend = Math.max(LEAST_BEND, BEND * b, BEND * padding);
    return Array.from({ length: pieces }, (_, i) => start + ((stop - start) * i) / pieces).some(
      (begin) =>
        this.#trail.some(from, begin, begin + (stop - start) / pieces, bend, (arc) =>
          shape.call(this, from, arc, field, padding),
        ),
    );
  }

  #ellipse(from: Observer, arc: Arc, field: SkyPolygon, padding: number): boolean {
    const { a } = ellipseOf(this.#spread.images(from, arc.t0));
    const reach = 2 * (angle(arc.a, arc.b) + a) + padding + field.radius;
    if (angle(arc.a, field.centre) > reach) return false;
    const points = moments(arc).flatMap((time) =>
      around(this.#way.look(from, time), ellipseOf(this.#spread.images(from, time)), CORNERS),
    );
    return new SkyHull(points, this.#way.look(from, (arc.t0 + arc.t1) / 2)).near(field, padding);
  }

  /** Each step along the line of variation, swept over the time of the arc. */
  #chain(from: Observer, arc: Arc, field: SkyPolygon, padding: number): boolean {
    const looks = moments(arc).map((time) => this.#across(from, time));
    const middle = looks[looks.length >> 1]!;
    const moved = angle(arc.a, arc.b);
    for (let i = 0; i + 1 < this.#variants.length; i++) {
      const [p, q] = [middle.places[i]!, middle.places[i + 1]!];
      const centre = normalize([p[0] + q[0], p[1] + q[1], p[2] + q[2]]);
      const bulge = padding + sagitta(middle.places, i);
      // Twice the distance that the ends may have moved meanwhile: anything beyond needs no hull.
      const reach = angle(p, q) + 2 * (moved + middle.width.a) + bulge + field.radius;
      if (angle(centre, field.centre) > reach) continue;
      const points = looks.flatMap(({ places, width }) => {
        const inner = Math.min(
          Math.abs(this.#variants[i]!.sigma),
          Math.abs(this.#variants[i + 1]!.sigma),
        );
        const share = Math.sqrt(Math.max(0, 1 - (inner / SIGMAS) ** 2));
        const ellipse = { a: width.a * share, b: width.b * share, theta: width.theta };
        return [places[i]!, places[i + 1]!].flatMap((place) =>
          around(place, ellipse, NARROW_CORNERS),
        );
      });
      if (new SkyHull(points, centre).near(field, bulge)) return true;
    }
    return false;
  }

  /** The line of variation at a moment, and the ellipse of all other directions. */
  #across(from: Observer, time: number): { places: Vector[]; width: SkyEllipse } {
    const images = this.#spread.images(from, time);
    const along = sum(images, this.#weights);
    let [ee, en, nn] = [-(along.east ** 2), -along.east * along.north, -(along.north ** 2)];
    for (const { east, north } of images) {
      ee += east * east;
      en += east * north;
      nn += north * north;
    }
    const places = this.#variants.map(({ look }) => look(from, time));
    return { places, width: ellipseFrom(ee, en, nn) };
  }

  /** Measures the size of the region over the whole span. */
  async #measure(breathe: () => Promise<void>): Promise<void> {
    const centre = observer("500");
    const size = (time: number): number => {
      if (this.#variants.length === 0) return ellipseOf(this.#spread.images(centre, time)).a;
      const { places, width } = this.#across(centre, time);
      const nominal = this.#way.look(centre, time);
      return Math.max(...places.map((place) => angle(place, nominal))) + width.a;
    };
    const moments = times(this.#way);
    const sizes: number[] = [];
    for (const [i, time] of moments.entries()) {
      if (i % BREATH === 0) await breathe();
      sizes.push(size(time));
    }
    this.#reaches = moments.slice(0, -1).map((start, i) => {
      const radius = Math.max(sizes[i]!, sizes[i + 1]!) * GROWTH;
      return { start, radius: radius < FARTHEST * GROWTH ? radius : Number.NaN };
    });
  }
}

const curved: Note = {
  code: "REGION_CURVED",
  message:
    "The 3σ region is longer than 4 arcmin at times: it was followed along the line of variation, orbit by orbit.",
};

const tooLarge: Note = {
  code: "REGION_TOO_LARGE",
  message:
    "At times the 3σ region reaches more than 60 degrees from the predicted place: observations of those times were not looked at.",
};

const impacts: Note = {
  code: "LEFT_OUT",
  message: "Some of the orbits in the 3σ region lead into a body; the region ends there.",
};

/** Times at which the region's size is evaluated: the ends of the path's pieces and two in between. */
function times({ coarse, from, to }: Way): number[] {
  const starts = [...coarse.starts, Math.max(to, from)];
  const between = starts.flatMap((start, i) => {
    const next = starts[i + 1];
    if (next === undefined) return [start];
    return [start, start + (next - start) / 3, start + (2 * (next - start)) / 3];
  });
  return between.map((time) => Math.min(time, to));
}

const moments = ({ t0, t1 }: Arc): number[] => (t0 === t1 ? [t0] : [t0, (t0 + t1) / 2, t1]);

function sum(images: readonly Image[], weights: readonly number[]): Image {
  return images.reduce(
    (total, { east, north }, k) => ({
      east: total.east + weights[k]! * east,
      north: total.north + weights[k]! * north,
    }),
    { east: 0, north: 0 },
  );
}

/** The unit combination of errors with the largest displacement on the sky. */
function lineOf(images: readonly Image[]): number[] {
  const { theta } = ellipseOf(images);
  const along = images.map(({ east, north }) => east * Math.cos(theta) + north * Math.sin(theta));
  const size = Math.hypot(...along);
  return along.map((value) => value / size);
}

async function variantsOf(
  way: Way,
  spread: Spread,
  weights: readonly number[],
  count: number,
  breathe: () => Promise<void>,
) {
  const side = async (sign: 1 | -1) => {
    const variants: Variant[] = [];
    for (let i = 1; i <= count; i++) {
      const sigma = (sign * SIGMAS * i) / count;
      const look = pathOf(spread, weights, sigma, way);
      if (look === undefined) break;
      variants.push({ sigma, look });
      await breathe();
    }
    return variants;
  };
  const [below, above] = [await side(-1), await side(1)];
  const variants = [...below.toReversed(), { sigma: 0, look: way.look }, ...above];
  return { variants, lost: variants.length < 2 * count + 1 };
}

/** Undefined if the orbit hits a body or leads nowhere. */
function pathOf(
  spread: Spread,
  weights: readonly number[],
  sigma: number,
  {
    system,
    from,
    to,
  }: { readonly system: SolarSystem; readonly from: number; readonly to: number },
): Look | undefined {
  const orbit = spread.variant(weights.map((weight) => weight * sigma));
  try {
    return lookAlong(propagate(orbit, system, { from, to }), system);
  } catch (error) {
    if (error instanceof OrbitError) return undefined;
    throw error;
  }
}

/**
 * How far the line may be from the chord between two of its points: a quarter of its deviation from one twice as long.
 */
function sagitta(places: readonly Vector[], i: number): number {
  const miss = (j: number) =>
    j > 0 && j + 1 < places.length ? arcDistance(places[j]!, places[j - 1]!, places[j + 1]!) : 0;
  return Math.max(miss(i), miss(i + 1)) / 2.5;
}
