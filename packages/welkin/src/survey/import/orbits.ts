import { OrbitError, parseCometLine, parseMpcorbLine, parseOrbitJson } from "@welkin/orbits";
import { designationOf } from "../targets/names.ts";
import type { NamedOrbit, OrbitCatalog } from "../targets/orbits.ts";
import type { FileRecord } from "./record.ts";
import { fileLines } from "./records.ts";

/** The outcome of a file's orbits. */
export interface OrbitReport {
  readonly read: number;
  readonly added: number;
  readonly rejected: number;
  readonly rejections: readonly {
    readonly line: number;
    readonly code: string;
    readonly message: string;
  }[];
}

const BATCH = 2000;
const REJECTIONS_TOLD = 100;
const ALIASES = 50;
const NAME_LIMIT = 200;
/** MPCORB.DAT begins with a text that describes it and ends with a line of dashes. */
const PREFACE_END = /^-{20}/;
const PREFACE_LINES = 100;

/**
 * Stores the orbits of a file: MPCORB or comet elements from the Minor Planet Center, or JSON as accepted by `--orbit`.
 */
export async function importOrbits(
  catalog: OrbitCatalog,
  path: string,
  source: string,
  progress?: (read: number) => void,
): Promise<OrbitReport> {
  const rejections: OrbitReport["rejections"][number][] = [];
  const report = { read: 0, added: 0, rejected: 0, rejections };
  let batch: NamedOrbit[] = [];
  const flush = async () => {
    await catalog.add(batch, source);
    report.added += batch.length;
    batch = [];
    progress?.(report.read);
  };
  for await (const record of withoutPreface(fileLines(path))) {
    report.read++;
    try {
      batch.push(orbitOf(record));
    } catch (error) {
      if (!(error instanceof OrbitError)) throw error;
      report.rejected++;
      const { code, message } = error;
      if (rejections.length < REJECTIONS_TOLD)
        rejections.push({ line: record.line, code, message });
    }
    if (batch.length >= BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  return report;
}

function orbitOf({ values, text, broken }: FileRecord): NamedOrbit {
  if (broken !== undefined) throw new OrbitError("bad-json", broken);
  if (text === undefined) {
    const orbit = parseOrbitJson(values);
    const designation = designationOf(orbit.name) ?? orbit.name;
    return { orbit, designation, aliases: aliasesOf(values["aliases"]) };
  }
  try {
    const { designation, ...orbit } = parseMpcorbLine(text);
    return { orbit, designation };
  } catch (error) {
    const comet = cometOf(text);
    if (comet === undefined) throw error;
    return comet;
  }
}

/** Other designations of the same object, which JSON may contain. */
function aliasesOf(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  const texts = list.filter((one): one is string => typeof one === "string");
  return texts
    .filter((text) => text.length <= NAME_LIMIT && !text.includes("\0"))
    .slice(0, ALIASES);
}

function cometOf(text: string): NamedOrbit | undefined {
  try {
    const { designation, ...orbit } = parseCometLine(text);
    return { orbit, designation };
  } catch (error) {
    if (error instanceof OrbitError) return undefined;
    throw error;
  }
}

async function* withoutPreface(records: AsyncIterable<FileRecord>): AsyncGenerator<FileRecord> {
  const first: FileRecord[] = [];
  let begun = false;
  for await (const record of records) {
    if (begun) yield record;
    else if (PREFACE_END.test(record.text ?? "")) {
      begun = true;
      first.length = 0;
    } else if (first.push(record) > PREFACE_LINES) {
      begun = true;
      yield* first.splice(0);
    }
  }
  yield* first;
}
