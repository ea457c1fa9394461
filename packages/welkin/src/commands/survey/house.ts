import type { EphemerisRow } from "@welkin/orbits";
import { environment, readConfig } from "../../config.ts";
import { codeOf } from "../../errors.ts";
import { openLog } from "../../log.ts";
import { announced, openService } from "../../service.ts";
import type {
  Hit,
  ImportReport,
  Intersection,
  MovingResult,
  Note,
  ObservationView,
  OpenedRecords,
  OrbitReport,
  OrbitView,
  SourceDefinition,
  sourceView,
} from "../../survey/index.ts";
import { Client } from "../client.ts";
import { localHouse } from "./local.ts";
import { remoteHouse } from "./remote.ts";

/** Which observations are searched. MJD UTC. */
export interface Window {
  readonly from?: number;
  readonly to?: number;
  readonly sources: readonly string[];
}

/** The target: a name, or an orbit and its name. */
export interface Whom {
  readonly name: string | undefined;
  /** An orbit file's text, and the file's name. */
  readonly orbit: { readonly text: string; readonly file: string } | undefined;
}

export interface SearchQuestion extends Window, Whom {
  readonly padding: number;
  readonly uncertainty: boolean;
  readonly observer: string | undefined;
}

export interface SearchAnswer {
  readonly target: string;
  readonly orbit: OrbitView | null;
  /** Caveats for readers of the answer. */
  readonly notes: readonly Note[];
  readonly hits: readonly Hit[];
  readonly searched: number;
  readonly revision: number;
  readonly timing: MovingResult["timing"];
}

export interface FixedQuestion extends Window {
  readonly intersection: Intersection;
  readonly place:
    | { readonly ra: number; readonly dec: number; readonly radius: number }
    | { readonly polygon: string };
}

export interface EphemerisQuestion extends Whom {
  readonly observer: string;
  readonly times: readonly number[];
}

export interface EphemerisAnswer {
  readonly target: string;
  readonly orbit: OrbitView | null;
  readonly rows: readonly EphemerisRow[];
}

export type SourceView = ReturnType<typeof sourceView>;

type Progress = (read: number) => void;

/** The survey domain as commands need it: on this machine's data folder, or through the service that has it open. */
export interface SurveyHouse {
  search(question: SearchQuestion): Promise<SearchAnswer>;
  fixed(question: FixedQuestion): Promise<readonly ObservationView[]>;
  ephemeris(question: EphemerisQuestion): Promise<EphemerisAnswer>;
  /** @param source Undefined if each row's LID says. */
  import(
    file: string,
    opened: OpenedRecords,
    source: string | undefined,
    observatory: string | undefined,
    progress: Progress,
  ): Promise<ImportReport>;
  importOrbits(file: string, progress: Progress): Promise<OrbitReport>;
  sources(): Promise<readonly SourceView[]>;
  define(source: SourceDefinition): Promise<void>;
}

/**
 * Uses the survey domain of this machine's data folder: through the service that runs on it, if there is one, and
 * otherwise on the folder itself.
 */
export async function withSurvey<Result>(
  use: (house: SurveyHouse) => Promise<Result>,
): Promise<Result> {
  const config = readConfig(environment());
  let service: Awaited<ReturnType<typeof openService>>;
  try {
    service = await openService(config, { work: false, log: openLog(config) });
  } catch (error) {
    const url = codeOf(error) === "DATABASE_LOCKED" ? await announced(config) : undefined;
    if (url === undefined) throw error;
    return await use(remoteHouse(new Client(url, config.apiKey)));
  }
  try {
    return await use(localHouse(service.survey));
  } finally {
    await service.close();
  }
}
