import { FitsError } from "./errors.ts";
import type { Header } from "./header/header.ts";
import { type PixelFormat, pixelFormat } from "./image/bitpix.ts";
import { imageScaling, type Scaling, scaled } from "./image/scaling.ts";
import { checkArray, type FitsLimits } from "./limits.ts";
import { type FitsSource, readExact } from "./source.ts";

/** More parameters than PTYPEn can name. */
const MAX_PARAMETERS = 999;

/** One random group: its parameters and its array. */
export interface Group {
  /** In the order of PTYPE1, PTYPE2, … */
  parameters: Float64Array;
  /** NAXIS2 × NAXIS3 × … values, the first axis fastest. */
  data: Float64Array;
}

/** Random groups, the old format of radio interferometry (FITS 4.0 §6). */
export class RandomGroups {
  /** Number of groups. */
  readonly count: number;
  /** PTYPEn. A name that occurs twice is one parameter in two parts, to be added (§6.2). */
  readonly parameterNames: readonly string[];
  /** NAXIS2, NAXIS3, …: the axes of each group's array. */
  readonly axes: readonly number[];
  readonly #format: PixelFormat;
  readonly #scaling: Scaling;
  readonly #parameterScaling: readonly Scaling[];
  readonly #source: FitsSource;
  readonly #offset: number;
  readonly #limits: FitsLimits;

  constructor(header: Header, offset: number, source: FitsSource, limits: FitsLimits) {
    const naxis = header.integer("NAXIS") ?? 0;
    this.count = header.integer("GCOUNT") ?? 1;
    this.axes = Array.from(
      { length: Math.max(0, naxis - 1) },
      (_, i) => header.integer(`NAXIS${i + 2}`) ?? 0,
    );
    const parameters = header.integer("PCOUNT") ?? 0;
    if (parameters > MAX_PARAMETERS) {
      throw new FitsError("FITS_BAD_HEADER", `PCOUNT = ${parameters}`, { card: "PCOUNT" });
    }
    const numbers = Array.from({ length: parameters }, (_, i) => i + 1);
    this.parameterNames = numbers.map((n) => header.string(`PTYPE${n}`)?.trim() ?? "");
    this.#parameterScaling = numbers.map((n) => ({
      scale: header.number(`PSCAL${n}`) ?? 1,
      zero: header.number(`PZERO${n}`) ?? 0,
    }));
    this.#format = pixelFormat(header.integer("BITPIX"));
    this.#scaling = imageScaling(header, this.#format);
    this.#source = source;
    this.#offset = offset;
    this.#limits = limits;
  }

  /** Reads one group, counted from 0. */
  async read(index: number): Promise<Group> {
    if (!Number.isInteger(index) || index < 0 || index >= this.count) {
      throw new FitsError("FITS_BAD_SECTION", `group ${index} of ${this.count}`);
    }
    const parameters = this.parameterNames.length;
    const values = parameters + this.axes.reduce((a, b) => a * b, 1);
    checkArray(values, 8, this.#limits);
    const bytes = values * this.#format.bytes;
    const raw = this.#format.decode(
      await readExact(this.#source, this.#offset + index * bytes, bytes),
    );
    const stored = Float64Array.from(raw.subarray(0, parameters) as ArrayLike<number>, Number);
    return {
      parameters: stored.map((v, i) => {
        const { scale, zero } = this.#parameterScaling[i] as Scaling;
        return v * scale + zero;
      }),
      data: scaled(raw.subarray(parameters) as typeof raw, this.#format, this.#scaling, "float64"),
    };
  }

  /** The value of a parameter by name, with the parts of a split one added. */
  parameter(group: Group, name: string): number | undefined {
    const wanted = name.trim().toUpperCase();
    let sum: number | undefined;
    for (const [i, found] of this.parameterNames.entries()) {
      if (found.toUpperCase() === wanted) sum = (sum ?? 0) + (group.parameters[i] as number);
    }
    return sum;
  }
}
