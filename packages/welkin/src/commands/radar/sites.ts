import { listSites } from "@welkin/nexrad";
import { type Config, environment, readConfig } from "../../config.ts";
import { codeOf } from "../../errors.ts";
import { openLog } from "../../log.ts";
import type { Site } from "../../radar/schema.ts";
import { announced, openService } from "../../service.ts";
import { tellJson, tellTable } from "../../terminal.ts";
import { Client } from "../client.ts";

/** `welkin radar sites`: the built-in list of radars, or those with volumes. */
export async function sites(options: {
  readonly held?: boolean;
  readonly json?: boolean;
}): Promise<void> {
  const found = options.held
    ? await held(readConfig(environment()))
    : listSites().map(({ id, name, kind, latitude, longitude, groundHeight, feedhornHeight }) => ({
        id,
        name,
        kind,
        latitude,
        longitude,
        height: groundHeight + feedhornHeight,
      }));
  if (options.json) {
    tellJson(found);
    return;
  }
  tellTable(
    ["site", "kind", "latitude", "longitude", "metres", "name"],
    found.map((site) => [
      site.id,
      site.kind,
      site.latitude.toFixed(4),
      site.longitude.toFixed(4),
      Math.round(site.height),
      site.name,
    ]),
  );
}

async function held(config: Config): Promise<Site[]> {
  try {
    const service = await openService(config, { work: false, log: openLog(config) });
    const found = await service.radar.sites();
    await service.close();
    return found;
  } catch (error) {
    const url = codeOf(error) === "DATABASE_LOCKED" ? await announced(config) : undefined;
    if (url === undefined) throw error;
    const { sites: known } = await new Client(url, config.apiKey).get<{ sites: Site[] }>(
      "/radar/sites",
    );
    return known;
  }
}
