import { type EphemerisRow, mjdToIso } from "@welkin/orbits";

/** A table as the database keeps it: rows of numbers. */
export interface KeptTable {
  readonly rows: readonly (readonly (number | null)[])[];
  readonly solution: string | null;
  readonly version: string;
}

const fields = [
  "mjd",
  "ra",
  "dec",
  "dra",
  "ddec",
  "delta",
  "rh",
  "drh",
  "phase",
  "elong",
  "true_anomaly",
  "sangle",
  "vangle",
  "vmag",
  "unc_a",
  "unc_b",
  "unc_theta",
] as const;
/** Columns whose unknown values are null rather than NaN. */
const nullable = new Set<string>(["vmag", "unc_a", "unc_b", "unc_theta"]);

export function packed(row: EphemerisRow): (number | null)[] {
  return fields.map((name) => (Number.isNaN(row[name]) ? null : row[name]));
}

export function unpacked(values: readonly (number | null)[]): EphemerisRow {
  const row = fields.map((name, i) => [
    name,
    values[i] ?? (nullable.has(name) ? null : Number.NaN),
  ]);
  const date = mjdToIso(values[0]!).replace("T", " ");
  return { date, ...Object.fromEntries(row) } as EphemerisRow;
}
