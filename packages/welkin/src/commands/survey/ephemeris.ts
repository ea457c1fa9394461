import { isoToMjd, observer } from "@welkin/orbits";
import { expandTimes, orbitView, type TimeRequest, targetEphemeris } from "../../survey/index.ts";
import { tellJson, tellTable } from "../../terminal.ts";
import { readOptions } from "../options.ts";
import { type EphemerisAnswer, type EphemerisQuestion, withSurvey } from "./house.ts";
import { ownTarget } from "./local.ts";
import { readWhom } from "./target.ts";
import { observerOption } from "./window.ts";

interface Options extends TimeRequest {
  readonly orbit?: string;
  readonly observer: string;
  readonly json?: boolean;
}

/** `welkin survey ephemeris`: where a target is seen, as a table or as the documented JSON. */
export async function ephemeris(name: string | undefined, options: Options): Promise<void> {
  const times = readOptions(() => expandTimes(options, isoToMjd(new Date().toISOString())));
  const from = observerOption(options.observer);
  const whom = await readWhom(name, options);
  const { target, orbit, rows } = await answered({ ...whom, observer: from.code, times });
  if (options.json) {
    tellJson({ target, orbit, observer: from.code, rows });
    return;
  }
  const source = orbit === null ? "" : `; orbit of ${orbit.source}`;
  process.stdout.write(`${target}, seen from ${from.code}${source}\n`);
  tellTable(
    ["date (UTC)", "ra", "dec", "delta", "rh", "phase", "elong", "vmag", '"/h', "3σ"],
    rows.map((row) => [
      row.date.slice(0, 19),
      row.ra.toFixed(5),
      row.dec.toFixed(5),
      row.delta.toFixed(4),
      row.rh.toFixed(4),
      row.phase.toFixed(1),
      row.elong.toFixed(1),
      row.vmag?.toFixed(1),
      Math.hypot(row.dra, row.ddec).toFixed(1),
      row.unc_a === null ? undefined : `${row.unc_a.toFixed(2)}"`,
    ]),
  );
}

/** An orbit from a file needs no service. */
async function answered(question: EphemerisQuestion): Promise<EphemerisAnswer> {
  const own = ownTarget(question);
  if (own === undefined) return await withSurvey((house) => house.ephemeris(question));
  const rows = await targetEphemeris(own, observer(question.observer), question.times);
  return { target: own.name, orbit: orbitView(own), rows };
}
