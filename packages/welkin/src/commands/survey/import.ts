import { basename } from "node:path";
import { observer } from "@welkin/orbits";
import { WelkinError } from "../../errors.ts";
import {
  type ImportRejection,
  type ImportReport,
  openRecords,
  SourceDefinition,
  type Survey,
} from "../../survey/index.ts";
import { tellJson, tellTable } from "../../terminal.ts";
import { withSurvey } from "./house.ts";

interface Options {
  readonly source?: string;
  readonly orbits?: boolean;
  readonly observer?: string;
  readonly json?: boolean;
}

/** `welkin survey import`: the rows of a file into the catalogue of observations, or its orbits into that of orbits. */
export async function importFile(file: string, options: Options): Promise<void> {
  if (options.orbits) return importOrbitFile(file, options);
  const { source } = options;
  const { kind, records } = await openRecords(file);
  if (source === undefined && kind !== "labels") {
    throw new WelkinError(
      "WRONG_USE",
      "Say of which source the rows are: --source NAME; or --orbits.",
    );
  }
  const observatory = options.observer === undefined ? undefined : observer(options.observer).code;
  const progress = progressOf(options);
  const report = await withSurvey(async (survey) => {
    if (source !== undefined) await makeSource(survey, source, observatory);
    const settings = { progress, ...(observatory !== undefined && { observatory }) };
    return survey.import(source, records, settings);
  });
  if (options.json) tellJson(report);
  else tell(report);
  if (report.read > 0 && report.rejected === report.read) process.exitCode = 1;
}

async function importOrbitFile(file: string, options: Options): Promise<void> {
  const report = await withSurvey((survey) =>
    survey.importOrbits(file, basename(file), progressOf(options)),
  );
  if (options.json) tellJson(report);
  else {
    const { read, added, rejected, rejections } = report;
    process.stdout.write(`${read} orbits read, ${added} kept, ${rejected} rejected\n`);
    tellRejections(rejections);
  }
  if (report.read > 0 && report.rejected === report.read) process.exitCode = 1;
}

const progressOf =
  ({ json }: Options) =>
  (read: number) => {
    if (process.stderr.isTTY && !json) process.stderr.write(`\r${read} rows`);
  };

/** A source that is not known yet is made, where it is said from where it looks. */
async function makeSource(survey: Survey, name: string, observatory: string | undefined) {
  if (observatory === undefined || (await survey.sources.all()).has(name)) return;
  const read = SourceDefinition.safeParse({ name, title: name, observatories: [observatory] });
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new WelkinError("WRONG_USE", `--source ${name}: ${issue?.message}`);
  }
  await survey.sources.define(read.data);
}

function tell({ source, sources, ...report }: ImportReport): void {
  const { read, added, held, rejected, rejections } = report;
  if (process.stderr.isTTY) process.stderr.write("\r");
  const name = source ?? (Object.keys(sources).join(", ") || "no source");
  process.stdout.write(
    `${name}: ${read} rows read, ${added} added, ${held} held already, ${rejected} rejected\n`,
  );
  tellRejections(rejections);
}

function tellRejections(rejections: readonly (Omit<ImportRejection, "code"> & { code: string })[]) {
  if (rejections.length === 0) return;
  tellTable(
    ["row", "why", ""],
    rejections.map(({ line, file, code, message }) => [file ?? line, code, message]),
  );
}
