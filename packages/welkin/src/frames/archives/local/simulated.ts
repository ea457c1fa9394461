import type { Pool } from "../../../engines/pool/index.ts";
import { WelkinError } from "../../../errors.ts";
import {
  type Exposure,
  exposureOf,
  exposures,
  FILE_BYTES,
  simulateFrameTask,
} from "../../simulator/index.ts";
import type { Downloads } from "../web/downloads.ts";
import type { FileFacts } from "./facts.ts";
import type { LocalFiles } from "./local.ts";
import type { FoundFile } from "./rows.ts";

/** Changes when the simulator draws a different sky. */
const VERSION = "1";

/** The files of the simulated survey: listed as if they existed, each made on request. */
export function simulatedFiles(pool: Pool, downloads: Downloads): LocalFiles {
  return {
    async *list() {
      for (const exposure of exposures()) yield fileOf(exposure);
    },
    facts: async ({ key }) => factsOf(known(key)),
    use: ({ key, version }, signal, work) =>
      downloads.use(
        `simulated/${key}/${version}`,
        async (aborted) => {
          const { id } = known(key);
          const bytes = await pool.run(simulateFrameTask, id, { signal: aborted });
          if (bytes === undefined) throw missing();
          return { size: bytes.byteLength, body: pieces(bytes) };
        },
        signal,
        work,
      ),
  };
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function known(key: string): Exposure {
  const exposure = exposureOf(key.replace(/\.fits$/, ""));
  if (exposure === undefined) throw missing();
  return exposure;
}

const missing = () =>
  new WelkinError("FRAME_NOT_FOUND", "The simulated survey has no such exposure.");

const timeOf = ({ mjd }: Exposure) => new Date((mjd - 40_587) * 86_400_000);

function fileOf(exposure: Exposure): FoundFile {
  return {
    key: exposure.filename,
    size: FILE_BYTES,
    modified: timeOf(exposure),
    version: VERSION,
  };
}

function factsOf(exposure: Exposure): FileFacts {
  const { pointing, corners } = exposure;
  return {
    hdus: 1,
    hdu: 0,
    width: pointing.size,
    height: pointing.size,
    planes: 1,
    bitpix: 16,
    observedAt: timeOf(exposure).toISOString(),
    exposure: exposure.exposure,
    filter: exposure.filter,
    target: `Simulated field ${exposure.field}`,
    instrument: "Simulated camera",
    telescope: "Simulated 0.5 m",
    requestId: String(exposure.request),
    configurationType: "EXPOSE",
    projection: "TAN",
    pixelScale: pointing.scale * 3600,
    centre: [pointing.ra, pointing.dec],
    footprint: corners,
  };
}
