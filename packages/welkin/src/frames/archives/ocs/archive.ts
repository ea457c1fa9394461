import { WelkinError } from "../../../errors.ts";
import type { Caller, Frame, FrameArchive, FrameInput } from "../archive.ts";
import { ArchiveError } from "../errors.ts";
import { HostRules } from "../web/addresses.ts";
import type { Downloads } from "../web/downloads.ts";
import { OcsClient } from "./client.ts";
import { openFile } from "./files.ts";
import { FrameList, readRecord } from "./record.ts";

/** Most pages of a list that are followed: no request has so many frames. */
const MAX_PAGES = 20;
/** Lists take an archive longer than a single frame. */
const LIST_PATIENCE = 3;

/** An OCS Science Archive, through its API. It decides who may see what: each caller's Authorization is passed to it. */
export class OcsArchive implements FrameArchive {
  readonly name = "ocs";
  readonly open = false;
  readonly #client: OcsClient;
  readonly #downloads: Downloads;
  readonly #rules: HostRules;
  readonly #silence: number;
  /** Signed URLs of files: kept apart from the frames, so that they never enter anything made from a frame. */
  readonly #addresses = new WeakMap<Frame, string>();

  /** @param options.silence Milliseconds without a byte after which the archive is given up. */
  constructor(options: {
    readonly url: string;
    readonly hosts: readonly string[];
    readonly downloads: Downloads;
    readonly silence: number;
    /** This service's own key. */
    readonly apiKey?: string | undefined;
  }) {
    this.#client = new OcsClient(options.url, options.silence, options.apiKey);
    this.#rules = new HostRules(options.hosts, this.#client.host);
    this.#downloads = options.downloads;
    this.#silence = options.silence;
  }

  async find(idOrBasename: string, caller: Caller): Promise<Frame> {
    return /^\d+$/.test(idOrBasename)
      ? this.#byId(idOrBasename.replace(/^0+(?=\d)/, ""), caller)
      : this.#byBasename(idOrBasename, caller);
  }

  async ofRequest(
    { requestId }: Frame,
    { reductionLevel }: { readonly reductionLevel?: number },
    caller: Caller,
  ): Promise<Frame[]> {
    if (requestId === undefined) return [];
    const query = new URLSearchParams({
      request_id: requestId,
      ...(reductionLevel !== undefined && { reduction_level: String(reductionLevel) }),
    });
    const frames = new Map<string, Frame>();
    const asked = new Set<string>();
    let path = this.#client.pathOf(`frames/?${query}`);
    while (path !== undefined && asked.size < MAX_PAGES) {
      asked.add(path);
      const { next, results } = this.#list(await this.#client.ask(path, caller, LIST_PATIENCE));
      for (const result of results) {
        const frame = this.#read(result);
        if (frame && !frames.has(frame.id)) frames.set(frame.id, frame);
      }
      path = next ? this.#client.pathOf(next) : undefined;
      if (next && (path === undefined || asked.has(path))) {
        throw new ArchiveError(502, "The archive's list leads to another address, or in a circle.");
      }
    }
    return [...frames.values()];
  }

  async use<Result>(
    frame: Frame,
    caller: Caller,
    signal: AbortSignal | undefined,
    work: (input: FrameInput) => Promise<Result>,
  ): Promise<Result> {
    const found = this.#addresses.has(frame) ? frame : await this.#byId(frame.id, caller);
    const address = this.#addresses.get(found);
    if (address === undefined)
      throw new ArchiveError(502, "The archive does not say where the file is.");
    const open = openFile(address, this.#rules, this.#silence);
    return this.#downloads.use(`${this.name}/${found.id}/${found.version}`, open, signal, work);
  }

  async #byId(id: string, caller: Caller): Promise<Frame> {
    const frame = this.#read(await this.#client.ask(`frames/${encodeURIComponent(id)}/`, caller));
    if (frame?.id !== id) throw new ArchiveError(502, "The archive answered with another frame.");
    return frame;
  }

  async #byBasename(basename: string, caller: Caller): Promise<Frame> {
    const path = `frames/?${new URLSearchParams({ basename_exact: basename })}`;
    const { count, results } = this.#list(await this.#client.ask(path, caller));
    if ((count ?? results.length) !== 1 || results.length !== 1) {
      throw new WelkinError("FRAME_NOT_FOUND", "The archive has no such frame.");
    }
    const frame = this.#read(results[0]);
    if (!frame) throw new ArchiveError(502, "The archive's answer is not a frame.");
    return frame;
  }

  #list(json: unknown) {
    const list = FrameList.safeParse(json);
    if (!list.success) throw new ArchiveError(502, "The archive's answer is not a list of frames.");
    return list.data;
  }

  #read(json: unknown): Frame | undefined {
    const found = readRecord(this.name, json);
    if (found?.url !== undefined) this.#addresses.set(found.frame, found.url);
    return found?.frame;
  }
}
