import type { Budget } from "./budget.ts";
import type { RadialMoment } from "./radial.ts";
import type { Moment, MomentName } from "./volume.ts";

/** The largest number of gates in a moment is 1840 (ICD 2620002, table XVII-B). */
const MAX_GATES = 8192;
/** Initial rows: radials of one record. Then a full circle, then double. */
const FIRST_ROWS = 120;
/** CFP's codes below 8 are flags (table XVII-I, note 30); every other moment's below 2 (note 21). */
const FIRST_DATA_CODE = 2;
const FIRST_DATA_CODES: Readonly<Partial<Record<MomentName, number>>> = { CFP: 8 };

/** One moment of a sweep as its radials arrive. Codes are copied at once, so that records need not be kept. */
export class MomentBuilder {
  /** Radials left out because their gates are placed differently from the first radial's. */
  misfits = 0;
  /** Common to all radials. */
  readonly #model: RadialMoment;
  readonly #fullCircle: number;
  readonly #budget: Budget;
  #codes: Uint8Array | Uint16Array;
  #rows = 0;
  #width = 0;
  readonly #gates: number[] = [];

  constructor(model: RadialMoment, fullCircle: number, budget: Budget) {
    this.#model = model;
    this.#fullCircle = fullCircle;
    this.#budget = budget;
    this.#codes = this.#allocate(0);
  }

  /** @throws NexradError `LEVEL2_TOO_LARGE` */
  add(row: number, moment: RadialMoment): void {
    const { bytes, start, gates } = moment;
    if (gates > MAX_GATES || !sameGeometry(moment, this.#model)) {
      this.misfits++;
      return;
    }
    if (row >= this.#rows || gates > this.#width) this.#grow(row + 1, gates);
    this.#gates[row] = gates;
    const codes = this.#codes;
    const to = row * this.#width;
    if (!sameCoding(moment, this.#model)) recode(moment, this.#model, codes, to);
    else if (codes instanceof Uint8Array) codes.set(bytes.subarray(start, start + gates), to);
    else copyWords(moment, gates, codes, to);
  }

  build(radials: number): Moment {
    const { name, firstGate, gateSpacing, wordBits, scale, offset } = this.#model;
    const size = radials * this.#width;
    if (radials > this.#rows) this.#resize(radials, this.#width);
    return {
      name,
      radials,
      gates: this.#width,
      gatesPerRadial: Uint16Array.from({ length: radials }, (_, row) => this.#gates[row] ?? 0),
      firstGate,
      gateSpacing,
      wordBits,
      scale,
      offset,
      firstDataCode: firstDataCodeOf(name),
      codes: this.#codes.length === size ? this.#codes : this.#codes.slice(0, size),
    };
  }

  #grow(rows: number, width: number): void {
    let enough = Math.max(this.#rows, FIRST_ROWS);
    if (rows > enough) enough = Math.max(this.#fullCircle, 2 * this.#rows);
    this.#resize(Math.max(rows, enough), Math.max(width, this.#width));
  }

  #resize(rows: number, width: number): void {
    const old = this.#codes;
    const oldWidth = this.#width;
    this.#codes = this.#allocate(rows * width);
    if (width === oldWidth) {
      this.#codes.set(old);
    } else {
      for (let row = 0; row < this.#rows; row++) {
        this.#codes.set(old.subarray(row * oldWidth, (row + 1) * oldWidth), row * width);
      }
    }
    this.#rows = rows;
    this.#width = width;
  }

  #allocate(size: number): Uint8Array | Uint16Array {
    const { wordBits } = this.#model;
    this.#budget.take((size * wordBits) / 8);
    return wordBits === 8 ? new Uint8Array(size) : new Uint16Array(size);
  }
}

function sameGeometry(a: RadialMoment, b: RadialMoment): boolean {
  return a.firstGate === b.firstGate && a.gateSpacing === b.gateSpacing;
}

function sameCoding(a: RadialMoment, b: RadialMoment): boolean {
  return a.wordBits === b.wordBits && a.scale === b.scale && a.offset === b.offset;
}

/**
 * Scale and offset "could change from radial to radial in future implementations" (table XVII-I, note 20): such codes
 * are converted to the first radial's coding, to the nearest value it has.
 */
function recode(
  { name, gates, wordBits, view, start, scale, offset }: RadialMoment,
  model: RadialMoment,
  codes: Uint8Array | Uint16Array,
  to: number,
): void {
  const first = firstDataCodeOf(name);
  const last = 2 ** model.wordBits - 1;
  for (let i = 0; i < gates; i++) {
    const code = wordBits === 8 ? view.getUint8(start + i) : view.getUint16(start + 2 * i);
    const value = (code - offset) / scale;
    const same = Math.round(value * model.scale + model.offset);
    codes[to + i] = code < first ? code : Math.min(Math.max(same, first), last);
  }
}

function firstDataCodeOf(name: MomentName): number {
  return FIRST_DATA_CODES[name] ?? FIRST_DATA_CODE;
}

/** 16-bit codes are big-endian in the file; they are converted to the machine's byte order. */
function copyWords(
  { view, start }: RadialMoment,
  count: number,
  codes: Uint16Array,
  to: number,
): void {
  for (let i = 0, at = start; i < count; i++, at += 2) codes[to + i] = view.getUint16(at);
}
