import { ObservationPacker, type PackedObservations } from "../packed-observations.ts";
import { ProductRules } from "../sources/addresses.ts";
import type { SourceDefinition } from "../sources/definition.ts";
import { observationOf, Rejection, type RejectionCode } from "./observation.ts";
import type { FileRecord } from "./record.ts";

/** How rows are assigned to sources: plain data. */
export interface Preparation {
  /** Every known source. */
  readonly sources: readonly SourceDefinition[];
  /** The name of the rows' source; if absent, their LIDs determine it. */
  readonly source?: string;
  /** The observatory code for rows that neither name one nor have one in their LID. */
  readonly observatory?: string;
}

export interface ImportRejection {
  readonly line: number;
  /** Which file, if each file is a row. */
  readonly file?: string;
  readonly code: RejectionCode;
  readonly message: string;
}

/** Rows read, ready for the database. */
export interface Prepared {
  readonly read: number;
  readonly batches: readonly {
    readonly source: string;
    readonly observations: PackedObservations;
  }[];
  readonly rejected: number;
  /** The reasons, for the first of them. */
  readonly rejections: readonly ImportRejection[];
}

export const REJECTIONS_TOLD = 100;

interface Source {
  readonly definition: SourceDefinition;
  readonly rules: ProductRules;
}

/** Turns rows into observations: checks them and packs those of each source together. */
export class Preparer {
  readonly #sources: readonly Source[];
  readonly #source: Source | undefined;
  readonly #observatory: string | undefined;
  #batches = new Map<Source, ObservationPacker>();
  #read = 0;
  #rejected = 0;
  #rejections: ImportRejection[] = [];

  constructor({ sources, source, observatory }: Preparation) {
    this.#sources = sources.map((definition) => ({
      definition,
      rules: new ProductRules(definition),
    }));
    this.#source = this.#sources.find(({ definition }) => definition.name === source);
    this.#observatory = observatory;
  }

  /** Rows taken since the last handover. */
  get read(): number {
    return this.#read;
  }

  take(record: FileRecord): void {
    this.#read++;
    try {
      const source = this.#sourceOf(record);
      const { definition, rules } = source;
      const observation = observationOf(
        valuesOf(record, definition),
        definition.name,
        (id) => this.#observatory ?? rules.observatory(id) ?? definition.observatories[0]!,
      );
      this.#batch(source).add(observation);
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      this.#reject(record, error);
    }
  }

  /** Hands over the rows taken. */
  prepared(): Prepared {
    const batches = [...this.#batches].map(([{ definition }, packer]) => ({
      source: definition.name,
      observations: packer.packed(),
    }));
    const prepared = {
      read: this.#read,
      batches,
      rejected: this.#rejected,
      rejections: this.#rejections,
    };
    this.#batches = new Map();
    this.#read = 0;
    this.#rejected = 0;
    this.#rejections = [];
    return prepared;
  }

  #batch(source: Source): ObservationPacker {
    const held = this.#batches.get(source);
    if (held !== undefined) return held;
    const packer = new ObservationPacker();
    this.#batches.set(source, packer);
    return packer;
  }

  /** The source that was given, which a product's own LID must not contradict; otherwise the one that the LID names. */
  #sourceOf({ values, file, broken, rejection }: FileRecord): Source {
    if (rejection !== undefined) throw rejection;
    if (broken !== undefined) throw new Rejection("UNREADABLE", broken);
    if (file === undefined && this.#source !== undefined) return this.#source;
    const lid = String(values["product_id"] ?? "");
    const told = this.#sources.find(({ rules }) => rules.fitsLid(lid));
    const source = this.#source ?? told;
    if (source === undefined) {
      throw new Rejection("WRONG_SOURCE", "Its id names no source that is known; give one.");
    }
    if (told !== undefined && told !== source) {
      throw new Rejection("WRONG_SOURCE", `Its id is of the source ${told.definition.name}.`);
    }
    if (told === undefined && source.definition.lid !== undefined && lid.startsWith("urn:")) {
      throw new Rejection(
        "WRONG_SOURCE",
        `Its id is not of an image of ${source.definition.name}.`,
      );
    }
    return source;
  }

  #reject({ line, file }: FileRecord, { code, message }: Rejection): void {
    this.#rejected++;
    if (this.#rejections.length >= REJECTIONS_TOLD) return;
    this.#rejections.push({ line, ...(file !== undefined && { file }), code, message });
  }
}

function valuesOf(
  { values, offered }: FileRecord,
  { fields }: SourceDefinition,
): FileRecord["values"] {
  if (offered === undefined) return values;
  const taken = fields.map((name) => [name, offered[name]] as const);
  return { ...values, ...Object.fromEntries(taken) };
}
