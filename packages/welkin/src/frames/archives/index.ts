import { WelkinError } from "../../errors.ts";
import type { Caller, Frame, FrameArchive } from "./archive.ts";

export type { Caller, Frame, FrameArchive, FrameInput } from "./archive.ts";
export { ArchiveError } from "./errors.ts";

/** All configured archives as one. */
export class Archives {
  readonly #archives: readonly FrameArchive[];

  /** @param archives In the order in which they are asked: local ones first, since they answer at once. */
  constructor(archives: readonly FrameArchive[]) {
    this.#archives = archives;
  }

  get names(): string[] {
    return this.#archives.map(({ name }) => name);
  }

  /** The archive of a frame. */
  of({ archive: name }: Pick<Frame, "archive">): FrameArchive {
    const archive = this.#archives.find((one) => one.name === name);
    if (!archive) throw new WelkinError("FRAME_NOT_FOUND", `There is no archive ${name}.`);
    return archive;
  }

  /** Whether everybody may see everything at these frames' sources. */
  areOpen(frames: readonly Frame[]): boolean {
    return frames.every((frame) => this.of(frame).open);
  }

  /**
   * The frame with this id or basename in the first archive that has it.
   *
   * @throws WelkinError FRAME_NOT_FOUND; ArchiveError
   */
  async find(idOrBasename: string, caller: Caller): Promise<Frame> {
    for (const archive of this.#archives) {
      try {
        return await archive.find(idOrBasename, caller);
      } catch (error) {
        if (!(error instanceof WelkinError) || error.code !== "FRAME_NOT_FOUND") throw error;
      }
    }
    const reason =
      this.#archives.length === 0 ? "No archive is configured." : "No such frame is listed.";
    throw new WelkinError("FRAME_NOT_FOUND", reason);
  }

  ofRequest(
    frame: Frame,
    options: { readonly reductionLevel?: number },
    caller: Caller,
  ): Promise<Frame[]> {
    return this.of(frame).ofRequest(frame, options, caller);
  }

  use: FrameArchive["use"] = (frame, caller, signal, work) =>
    this.of(frame).use(frame, caller, signal, work);
}
