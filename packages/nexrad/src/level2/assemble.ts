import { NexradError } from "../errors.ts";
import { findSite, findSiteByLetters } from "../sites.ts";
import type { Budget } from "./budget.ts";
import { isPossible } from "./bytes.ts";
import type { VolumeHeader } from "./container.ts";
import type { SweepEntry } from "./index-table.ts";
import { type Message, readMessages } from "./messages.ts";
import { readPattern } from "./pattern.ts";
import {
  endsVolume,
  type RadialConstants,
  type RadialFormat,
  type RadialHeader,
  startsSweep,
} from "./radial.ts";
import { RADIAL_FORMATS } from "./radial-formats.ts";
import { patternNumberOf, readStatus } from "./status.ts";
import { MAX_RADIALS, planOf, SweepBuilder } from "./sweep.ts";
import type { Antenna, CoveragePattern, MomentName, RdaStatus, Sweep, Volume } from "./volume.ts";

/** The requested part of a volume. */
export interface Selection {
  /** Indices of sweeps; all if absent. */
  readonly sweeps?: ReadonlySet<number>;
  readonly moments?: ReadonlySet<MomentName>;
  /** Sweeps known beforehand, if only their records are given. */
  readonly known?: readonly SweepEntry[];
  /** ICAO identifier for a volume that has none. */
  readonly site?: string;
}

/** Maximum number of errors kept; a damaged file can have thousands alike. */
const MAX_ERRORS = 64;
/** No volume has more than 32 cuts; a restarted one may have some twice. */
const MAX_SWEEPS = 256;

/** Takes decompressed records in order and assembles a volume. */
export class VolumeAssembler {
  readonly #selection: Selection;
  readonly #budget: Budget;
  readonly #errors: NexradError[] = [];
  readonly #sweeps: Sweep[] = [];
  #current: SweepBuilder | undefined;
  #previous: Sweep | undefined;
  /** Sweeps begun so far, requested or not. */
  #begun = 0;
  #finished = -1;
  /** Whether a sweep was built before the pattern arrived, or without one. */
  #builtWithout = false;
  #ended = false;
  #lastRecord = 0;
  #format: RadialFormat | undefined;
  #pattern: CoveragePattern | undefined;
  #status: RdaStatus | undefined;
  #statusPattern: number | undefined;
  #constants: RadialConstants = {};
  #site = "";
  #firstTime: number | undefined;

  constructor(selection: Selection, budget: Budget) {
    this.#selection = selection;
    this.#budget = budget;
  }

  /** Whether everything requested is complete, so that later records need not be read. */
  get satisfied(): boolean {
    const { sweeps } = this.#selection;
    return sweeps !== undefined && this.#finished >= Math.max(...sweeps);
  }

  /** Whether a sweep is open, which the next record may continue. */
  take(record: number, bytes: Uint8Array): void {
    this.#lastRecord = record;
    try {
      for (const message of readMessages(bytes)) this.#takeMessage(message, record);
    } catch (error) {
      this.report(error, record);
    }
  }

  /** Records an error that costs a record, a radial or a moment, but not the volume. */
  report(error: unknown, record?: number): void {
    if (!(error instanceof NexradError) || error.code === "LEVEL2_TOO_LARGE") throw error;
    if (this.#errors.length >= MAX_ERRORS) return;
    this.#errors.push(
      record === undefined || error.where.record !== undefined
        ? error
        : new NexradError(
            error.code,
            `${error.message} (record ${record})`,
            { ...error.where, record },
            { cause: error },
          ),
    );
  }

  /** The following records do not come right after the last. */
  break(): void {
    this.#finishSweep();
  }

  #takeMessage(message: Message, record: number): void {
    const format = RADIAL_FORMATS.get(message.type);
    if (format) {
      try {
        this.#takeRadial(format, message, record);
      } catch (error) {
        this.report(error, record);
      }
    } else if (message.type === 5 || message.type === 7) {
      this.#pattern ??= readPattern(message);
    } else if (message.type === 2) {
      this.#status ??= readStatus(message);
      this.#statusPattern ??= patternNumberOf(message);
    }
  }

  #takeRadial(format: RadialFormat, message: Message, record: number): void {
    const header = format.header(message);
    const current = this.#current;
    if (
      !current ||
      startsSweep(header.status) ||
      header.elevationNumber !== current.elevationNumber ||
      current.headers.length >= MAX_RADIALS
    ) {
      this.#finishSweep();
      this.#beginSweep(format, message, header, record);
    }
    const sweep = this.#current!;
    const moments = sweep.wanted
      ? format.moments(message, this.#selection.moments, (error) => this.report(error, record))
      : [];
    sweep.add(header, moments, record);
    this.#ended = endsVolume(header.status);
    if (sweep.ended) this.#finished = Math.max(this.#finished, sweep.index);
  }

  #beginSweep(format: RadialFormat, message: Message, header: RadialHeader, record: number): void {
    const { sweeps, known } = this.#selection;
    // First, since it may fail: a radial that begins nothing does not count.
    const constants = format.constants(message);
    const index = known
      ? (known.find(
          (entry) =>
            entry.elevationNumber === header.elevationNumber && entry.startTime === header.time,
        )?.index ?? -1)
      : this.#begun++;
    if (index >= MAX_SWEEPS) {
      throw new NexradError("LEVEL2_CORRUPT", `More than ${MAX_SWEEPS} sweeps in one volume`);
    }
    this.#format ??= format;
    this.#constants = { ...constants, ...this.#constants };
    this.#site ||= header.site;
    this.#firstTime ??= header.time;
    const wanted = index >= 0 && (sweeps === undefined || sweeps.has(index));
    this.#current = new SweepBuilder(index, wanted, header, constants, record, this.#budget);
  }

  #finishSweep(): void {
    const current = this.#current;
    if (!current || current.headers.length === 0) return;
    this.#current = undefined;
    this.#finished = Math.max(this.#finished, current.index);
    if (!current.wanted) return;
    const sweep = current.build(this.#pattern, this.#previous, (error) => this.report(error));
    this.#builtWithout ||= this.#pattern === undefined;
    this.#previous = sweep;
    this.#sweeps.push(sweep);
    if (!sweep.complete) {
      this.report(
        new NexradError(
          "LEVEL2_INCOMPLETE",
          `Sweep ${sweep.index} is not whole: ${sweep.radials} radials of ${360 / sweep.azimuthSpacing}`,
          { record: sweep.records.last },
        ),
      );
    }
  }

  /** The sweeps, updated from the pattern if it came after them. */
  #planned(): Sweep[] {
    const pattern = this.#pattern;
    if (!pattern || !this.#builtWithout) return this.#sweeps;
    return this.#sweeps.map((sweep) => ({ ...sweep, ...planOf(pattern, sweep) }));
  }

  /**
   * The volume.
   *
   * @param all - whether all records were given, so that missing parts are missing from the input.
   * @throws NexradError the first of the errors, if nothing at all could be read.
   */
  finish(header: VolumeHeader | undefined, all: boolean): Volume {
    this.#finishSweep();
    const nothing = !this.#format && !this.#pattern && !this.#status;
    if (nothing && this.#errors[0]) throw this.#errors[0];
    if (all && !this.#ended) {
      this.report(
        new NexradError(
          "LEVEL2_INCOMPLETE",
          this.#format === undefined
            ? "The volume has no radials"
            : "The volume stops before the radar ended it",
          { record: this.#lastRecord },
        ),
      );
    }
    const { antenna: own } = this.#constants;
    const site = siteOf([header?.site, this.#site, this.#selection.site], own);
    const antenna = locate(site, own);
    const vcp = this.#pattern?.number ?? this.#constants.vcp ?? this.#statusPattern;
    return {
      format: "level2",
      version: header?.version ?? "",
      site,
      time: new Date(timeOf(header?.time, this.#firstTime)),
      ...(antenna && { antenna }),
      ...(this.#format && { messageType: this.#format.messageType }),
      ...(vcp !== undefined && { vcp }),
      ...(this.#pattern && { pattern: this.#pattern }),
      ...(this.#status && { status: this.#status }),
      sweeps: this.#planned(),
      ...(this.#errors.length > 0 && { incomplete: this.#errors }),
    };
  }
}

/** If the volume header is further than this, two days, from the first radial, it is wrong. */
const MAX_LEAD = 2 * 86_400_000;

/** The header's time if plausible, else the first radial's. */
function timeOf(header: number | undefined, radial: number | undefined): number {
  const own = header !== undefined && isPossible(header) ? header : undefined;
  const measured = radial !== undefined && isPossible(radial) ? radial : undefined;
  if (own === undefined || measured === undefined) return own ?? measured ?? 0;
  return Math.abs(own - measured) > MAX_LEAD ? measured : own;
}

/** The first identifier whose site is at the volume's position; else the first valid one. */
function siteOf(
  written: readonly (string | undefined)[],
  own: Omit<Antenna, "source"> | undefined,
): string {
  const ids = written.flatMap((text) => identify(text?.trim().toUpperCase() ?? ""));
  const near = ids.find((id) => own && findSite(id) && isPlausible(own, findSite(id)));
  const [first = ""] = ids;
  return findSite(first) && near !== undefined ? near : first;
}

/** An identifier, from its full form or its last three letters; none from anything else. */
function identify(text: string): string[] {
  if (/^[A-Z][A-Z0-9]{3}$/.test(text)) return [text];
  const site = /^[A-Z][A-Z0-9]{2}$/.test(text) ? findSiteByLetters(text) : undefined;
  return site ? [site.id] : [];
}

/** A volume's own position further than this (degrees) from its site's listed position is implausible. */
const MAX_DISTANCE = 1;

/** The volume's own position if plausible, else the table's. */
function locate(site: string, own: Omit<Antenna, "source"> | undefined): Antenna | undefined {
  const listed = findSite(site);
  if (own && isPlausible(own, listed)) return { ...withoutRepeatedHeight(own), source: "file" };
  if (!listed) return undefined;
  const { latitude, longitude, groundHeight, feedhornHeight } = listed;
  return { latitude, longitude, groundHeight, feedhornHeight, source: "table" };
}

function isPlausible(
  own: Omit<Antenna, "source">,
  listed: { latitude: number; longitude: number } | undefined,
): boolean {
  const { latitude, longitude } = own;
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return false;
  if (latitude === 0 && longitude === 0) return false;
  if (!listed) return true;
  const eastward = Math.abs(longitude - listed.longitude) % 360;
  return (
    Math.abs(latitude - listed.latitude) <= MAX_DISTANCE &&
    Math.min(eastward, 360 - eastward) <= MAX_DISTANCE
  );
}

/** Terminal radars give the antenna's height above sea level in both fields. */
function withoutRepeatedHeight(own: Omit<Antenna, "source">): Omit<Antenna, "source"> {
  const repeated = own.feedhornHeight === own.groundHeight && own.groundHeight > 0;
  return repeated ? { ...own, feedhornHeight: 0 } : own;
}
