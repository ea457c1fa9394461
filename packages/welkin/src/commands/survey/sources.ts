import { mjdToIso } from "@welkin/orbits";
import { WelkinError } from "../../errors.ts";
import { SourceDefinition } from "../../survey/index.ts";
import { tellJson, tellTable } from "../../terminal.ts";
import { readInput } from "../files.ts";
import { withSurvey } from "./house.ts";

/** `welkin survey sources`: the known sources and their observations; or adds a source. */
export async function sources(options: {
  readonly add?: string;
  readonly json?: boolean;
}): Promise<void> {
  const added = options.add === undefined ? undefined : await readDefinition(options.add);
  const found = await withSurvey(async (house) => {
    if (added) await house.define(added);
    return await house.sources();
  });
  if (options.json) {
    tellJson(found);
    return;
  }
  const day = (mjd: number | null) => (mjd === null ? undefined : mjdToIso(mjd).slice(0, 10));
  tellTable(
    ["source", "from", "observations", "nights", "first", "last", "name"],
    found.map((source) => [
      source.source,
      source.observatories.join(" "),
      source.count,
      source.nights,
      day(source.mjd_first),
      day(source.mjd_last),
      source.source_name,
    ]),
  );
}

async function readDefinition(file: string): Promise<SourceDefinition> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(await readInput(file)));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new WelkinError("BAD_REQUEST", `${file} is not JSON: ${error.message}`, { cause: error });
  }
  const read = SourceDefinition.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new WelkinError("BAD_REQUEST", `${file}: ${issue?.path.join(".")}: ${issue?.message}`);
}
