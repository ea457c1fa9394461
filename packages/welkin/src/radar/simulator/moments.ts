import type { MomentName, WritableMoment } from "@welkin/nexrad";
import { FIRST_GATE, GATE } from "./row.ts";

/** How each moment is coded (ICD 2620002 table XVII-I, as builds up to 18 send them). */
const CODING = {
  REF: { wordBits: 8, scale: 2, offset: 66, highest: 255 },
  VEL: { wordBits: 8, scale: 2, offset: 129, highest: 255 },
  SW: { wordBits: 8, scale: 2, offset: 129, highest: 255 },
  ZDR: { wordBits: 8, scale: 16, offset: 128, highest: 255 },
  PHI: { wordBits: 16, scale: 2.8361, offset: 2, highest: 1023 },
  RHO: { wordBits: 8, scale: 300, offset: -60.5, highest: 255 },
} as const;

export type SimulatedMoment = keyof typeof CODING;

const RANGE_FOLDED = 1;
const FIRST_DATA_CODE = 2;

/** The codes of one moment while its sweep is being observed; initially all below threshold. */
export class MomentCodes implements WritableMoment {
  readonly name: MomentName;
  readonly gates: number;
  readonly firstGate = FIRST_GATE * 1000;
  readonly gateSpacing = GATE * 1000;
  readonly wordBits: 8 | 16;
  readonly scale: number;
  readonly offset: number;
  readonly codes: Uint8Array | Uint16Array;
  readonly #highest: number;

  constructor(name: SimulatedMoment, radials: number, gates: number) {
    const { wordBits, scale, offset, highest } = CODING[name];
    this.name = name;
    this.gates = gates;
    this.wordBits = wordBits;
    this.scale = scale;
    this.offset = offset;
    this.#highest = highest;
    this.codes =
      wordBits === 8 ? new Uint8Array(radials * gates) : new Uint16Array(radials * gates);
  }

  put(radial: number, gate: number, value: number): void {
    const code = Math.round(value * this.scale + this.offset);
    this.codes[radial * this.gates + gate] = Math.min(
      this.#highest,
      Math.max(FIRST_DATA_CODE, code),
    );
  }

  fold(radial: number, gate: number): void {
    this.codes[radial * this.gates + gate] = RANGE_FOLDED;
  }
}
