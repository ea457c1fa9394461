import { timeOf } from "../names.ts";

/** Volumes of a radar are numbered from 1 to 999, and then from 1 again. */
const VOLUMES = 999;

export const volumeAfter = (number: number): number => (number % VOLUMES) + 1;

/** A chunk's name: its volume, and its place in it. */
export interface ChunkKey {
  readonly key: string;
  /** `20210729-123848`: the volume's start. */
  readonly stamp: string;
  readonly time: Date;
  /** From 1. */
  readonly number: number;
  /** Start, intermediate, end. */
  readonly kind: "S" | "I" | "E";
}

/** Reads `KLOT/230/20210729-123848-017-I`; undefined if it is not of this radar and volume. */
export function parseChunkKey(key: string, site: string, volume: number): ChunkKey | undefined {
  const prefix = `${site}/${volume}/`;
  if (!key.startsWith(prefix)) return undefined;
  const match = /^((\d{8})-(\d{6}))-(\d{3})-([SIE])$/.exec(key.slice(prefix.length));
  const [, stamp = "", date = "", clock = "", digits = "", kind] = match ?? [];
  const time = timeOf(date, clock);
  const number = Number(digits);
  if (!time || number === 0) return undefined;
  return { key, stamp, time, number, kind: kind as ChunkKey["kind"] };
}

/** A volume cannot begin tomorrow, however slow the clock here is. */
export function isToCome(time: Date, now: Date): boolean {
  return time.getTime() > now.getTime() + 24 * 3600_000;
}
