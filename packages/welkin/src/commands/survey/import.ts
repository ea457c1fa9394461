import { stat } from "node:fs/promises";
import { WelkinError } from "../../errors.ts";
import {
  type ImportRejection,
  type ImportReport,
  openRecords,
  SourceDefinition,
} from "../../survey/index.ts";
import { tellJson, tellTable } from "../../terminal.ts";
import { wrongUse } from "../options.ts";
import { withSurvey } from "./house.ts";
import { observerOption } from "./window.ts";

interface Options {
  readonly source?: string;
  readonly orbits?: boolean;
  readonly observer?: string;
  readonly json?: boolean;
}

/** `welkin survey import`: a file's rows into the catalogue of observations, or its orbits into that of orbits. */
export async function importFile(file: string, options: Options): Promise<void> {
  if (options.orbits) return importOrbitFile(file, options);
  const { source } = options;
  const named = SourceDefinition.shape.name.optional().safeParse(source);
  if (!named.success) throw wrongUse("--source", `${source}`, `${named.error.issues[0]?.message}`);
  const observatory =
    options.observer === undefined ? undefined : observerOption(options.observer).code;
  const opened = await openRecords(file);
  if (source === undefined && opened.kind !== "labels") {
    throw new WelkinError(
      "WRONG_USE",
      "Give the source of the rows with --source NAME, or import orbits with --orbits.",
    );
  }
  const report = await withSurvey((house) =>
    house.import(file, opened, source, observatory, progressOf(options)),
  );
  if (options.json) tellJson(report);
  else tell(report);
  if (report.rejected === report.read) process.exitCode = 1;
}

async function importOrbitFile(file: string, options: Options): Promise<void> {
  const info = await stat(file).catch(() => undefined);
  if (!info?.isFile()) throw new WelkinError("NOT_FOUND", `There is no file ${file}.`);
  const report = await withSurvey((house) => house.importOrbits(file, progressOf(options)));
  if (options.json) tellJson(report);
  else {
    const { read, added, rejected, rejections } = report;
    process.stdout.write(`${read} orbits read, ${added} kept, ${rejected} rejected\n`);
    tellRejections(rejections);
  }
  if (report.rejected === report.read) process.exitCode = 1;
}

const progressOf =
  ({ json }: Options) =>
  (read: number) => {
    if (process.stderr.isTTY && !json) process.stderr.write(`\r${read} rows`);
  };

function tell({ source, sources, ...report }: ImportReport): void {
  const { read, added, held, rejected, rejections } = report;
  if (process.stderr.isTTY) process.stderr.write("\r");
  const name = source ?? (Object.keys(sources).join(", ") || "no source");
  process.stdout.write(
    `${name}: ${read} rows read, ${added} added, ${held} already held, ${rejected} rejected\n`,
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
