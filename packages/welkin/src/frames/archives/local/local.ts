import { LRUCache } from "lru-cache";
import { SingleFlight } from "../../../engines/single-flight.ts";
import { codeOf, WelkinError } from "../../../errors.ts";
import type { Caller, Frame, FrameArchive, FrameInput } from "../archive.ts";
import { type FileCatalog, frameOf } from "./catalog.ts";
import type { FileFacts } from "./facts.ts";
import { type FoundFile, rowOf } from "./rows.ts";
import type { FileRow } from "./tables.ts";

/** The source of a local archive's files: a folder or a bucket. */
export interface LocalFiles {
  list(signal: AbortSignal): AsyncIterable<FoundFile | UnreadFolder>;
  /** The file as it is now, undefined if it is gone; if checking is expensive, the file as it is known. */
  look?(key: string): Promise<FoundFile | undefined>;
  facts(file: FoundFile, signal: AbortSignal): Promise<FileFacts>;
  use<Result>(
    file: FoundFile,
    signal: AbortSignal | undefined,
    work: (input: FrameInput) => Promise<Result>,
  ): Promise<Result>;
}

/** A folder that cannot be read: what was known of its files is kept. */
export interface UnreadFolder {
  /** Its path, which ends in a slash. */
  readonly folder: string;
  readonly error: Error;
}

const RECENT_MS = 2000;

/** The result of a scan. */
export interface Scanned {
  readonly listed: number;
  readonly read: number;
  readonly setAside: number;
  readonly removed: number;
}

/** Rows stored or removed at a time. */
const BATCH = 500;
const SOON_MS = 500;

/** An archive of files that nobody else catalogues: their facts are read from their headers. Everybody may see them. */
export class LocalArchive implements FrameArchive {
  readonly name: string;
  readonly open = true;
  readonly #files: LocalFiles;
  readonly #catalog: FileCatalog;
  readonly #reading = new SingleFlight<FileRow | undefined>();
  /** Recently requested rows: a frame that is being viewed is requested again and again. */
  readonly #recent = new LRUCache<string, FileRow>({ max: 500, ttl: RECENT_MS });

  constructor(name: string, files: LocalFiles, catalog: FileCatalog) {
    this.name = name;
    this.#files = files;
    this.#catalog = catalog;
  }

  async find(idOrBasename: string, _caller?: Caller): Promise<Frame> {
    return frameOf(await this.#row(idOrBasename));
  }

  async ofRequest(
    { requestId }: Frame,
    { reductionLevel }: { readonly reductionLevel?: number },
  ): Promise<Frame[]> {
    if (requestId === undefined) return [];
    return (await this.#catalog.ofRequest(this.name, requestId, reductionLevel)).map(frameOf);
  }

  async use<Result>(
    frame: Frame,
    _caller: Caller,
    signal: AbortSignal | undefined,
    work: (input: FrameInput) => Promise<Result>,
  ): Promise<Result> {
    const row = await this.#row(frame.id);
    if (row.version !== frame.version) {
      throw new WelkinError("UNAVAILABLE", "The frame's file has just changed; ask again.");
    }
    return this.#files.use(fileOf(row), signal, work);
  }

  /** Reads new and changed files, sets aside unreadable ones, and forgets those that are gone. */
  async scan(signal: AbortSignal, progress: (read: number) => void = () => {}): Promise<Scanned> {
    const known = await this.#catalog.versions(this.name);
    const gone = new Set(known.keys());
    let [listed, read, setAside] = [0, 0, 0];
    let rows: ReturnType<typeof rowOf>[] = [];
    let kept = Date.now();
    const keep = async () => {
      await this.#catalog.put(rows);
      rows = [];
      kept = Date.now();
    };
    for await (const file of this.#files.list(signal)) {
      if ("folder" in file) {
        for (const key of gone) if (key.startsWith(file.folder)) gone.delete(key);
        rows.push(this.#rowOfFolder(file));
        setAside++;
        continue;
      }
      listed++;
      gone.delete(file.key);
      if (known.get(file.key) === file.version) continue;
      const row = await this.#rowOf(file, signal);
      rows.push(row);
      read++;
      if (row.reason !== null) setAside++;
      // When reading is slow, results are shown early.
      if (rows.length >= BATCH || Date.now() - kept > SOON_MS) await keep();
      progress(read);
    }
    await keep();
    const keys = [...gone];
    for (let i = 0; i < keys.length; i += BATCH) {
      await this.#catalog.remove(this.name, keys.slice(i, i + BATCH));
    }
    return { listed, read, setAside, removed: keys.length };
  }

  /** The row of a listed file, as the file is now. */
  async #row(idOrBasename: string): Promise<FileRow> {
    // No file has a name that the database cannot store.
    const asked = idOrBasename.includes("\0") ? undefined : await this.#known(idOrBasename);
    const row = asked && (await this.#fresh(asked));
    if (row !== asked) this.#recent.delete(idOrBasename);
    if (row && row.reason === null) return row;
    throw new WelkinError("FRAME_NOT_FOUND", "No such frame is listed.");
  }

  async #known(idOrBasename: string): Promise<FileRow | undefined> {
    const recent = this.#recent.get(idOrBasename);
    if (recent) return recent;
    const row = await this.#catalog.find(this.name, idOrBasename);
    if (row) this.#recent.set(idOrBasename, row);
    return row;
  }

  async #fresh(row: FileRow): Promise<FileRow | undefined> {
    if (!this.#files.look) return row;
    const file = await this.#files.look(row.key);
    if (file?.version === row.version) return row;
    return this.#reading.run(row.key, async () => {
      if (file) return this.#read(file, new AbortController().signal);
      await this.#catalog.remove(this.name, [row.key]);
      return undefined;
    });
  }

  async #read(file: FoundFile, signal: AbortSignal): Promise<FileRow> {
    const row = await this.#rowOf(file, signal);
    await this.#catalog.put([row]);
    return row as FileRow;
  }

  #rowOfFolder({ folder, error }: UnreadFolder): ReturnType<typeof rowOf> {
    const file = { key: folder, size: 0, modified: new Date(0), version: UNREAD };
    return rowOf(this.name, file, { reason: reasonOf(error) });
  }

  async #rowOf(file: FoundFile, signal: AbortSignal): Promise<ReturnType<typeof rowOf>> {
    try {
      return rowOf(this.name, file, { facts: await this.#files.facts(file, signal) });
    } catch (error) {
      signal.throwIfAborted();
      const code = codeOf(error) ?? "";
      const reason = reasonOf(error as Error);
      // Faults of the file itself last until it changes; other problems may go away.
      if (ofTheFile.test(code)) return rowOf(this.name, file, { reason });
      if (ofItsPlace.test(code)) return rowOf(this.name, { ...file, version: UNREAD }, { reason });
      throw error;
    }
  }
}

const ofTheFile = /^((FITS|BZIP2|ZLIB|Z)_|FRAME_TOO_LARGE|POOL_CRASHED)/;
const ofItsPlace = /^(FRAME_NOT_FOUND|E[A-Z]+)$/;

/** The version of a file that could not be read: the next scan tries it again. */
const UNREAD = "unread";

function reasonOf({ message }: Error): string {
  // File system errors end with the full path.
  return message
    .replace(/, \w+ '.*'$/s, "")
    .toWellFormed()
    .replaceAll("\0", "")
    .slice(0, 500);
}

function fileOf({ key, size, modified, version }: FileRow): FoundFile {
  return { key, size: Number(size), modified, version };
}
