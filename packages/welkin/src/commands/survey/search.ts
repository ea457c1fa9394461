import { tellJson, tellTable } from "../../terminal.ts";
import { numberOption } from "../options.ts";
import { withSurvey } from "./house.ts";
import { ownTarget } from "./local.ts";
import { readWhom } from "./target.ts";
import { observerOption, type WindowOptions, windowOf } from "./window.ts";

interface Options extends WindowOptions {
  readonly orbit?: string;
  readonly observer?: string;
  readonly padding: string;
  readonly uncertainty?: boolean;
  readonly json?: boolean;
}

/** `welkin survey search`: the observations that contain a target. */
export async function search(name: string | undefined, options: Options): Promise<void> {
  const padding = numberOption("--padding", options.padding, 0, 120);
  const window = windowOf(options);
  const from = options.observer === undefined ? undefined : observerOption(options.observer).code;
  const whom = await readWhom(name, options);
  ownTarget(whom);
  const found = await withSurvey((house) =>
    house.search({
      ...{ ...whom, ...window, padding },
      uncertainty: options.uncertainty ?? false,
      observer: from,
    }),
  );
  const { target, orbit, notes, hits, searched, revision, timing } = found;
  if (options.json) {
    tellJson({ target, orbit, count: hits.length, hits, searched, revision, timing, notes });
    return;
  }
  tellTable(
    ["source", "product", "start (UTC)", "ra", "dec", "delta", "rh", "vmag", "limit"],
    hits.map((hit) => [
      hit.source,
      hit.product_id,
      hit.date.slice(0, 19),
      hit.ra.toFixed(5),
      hit.dec.toFixed(5),
      hit.delta.toFixed(3),
      hit.rh.toFixed(3),
      hit.vmag?.toFixed(1),
      hit.maglimit?.toFixed(1),
    ]),
  );
  for (const { message } of notes) process.stderr.write(`Note: ${message}\n`);
  const { total, index } = timing;
  process.stdout.write(
    `${target}: ${hits.length} of ${searched} observations, ${total.toFixed(0)} ms (index ${index.toFixed(1)} ms)\n`,
  );
}
