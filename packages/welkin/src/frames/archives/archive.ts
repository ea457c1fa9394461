/** A frame as an archive lists it: one file of one exposure. */
export interface Frame {
  /** Name of the archive that has it. */
  readonly archive: string;
  /** Its name there, fit to be part of a key in the store. */
  readonly id: string;
  /** The file's name without `.fits`, `.fits.fz` or a similar extension. */
  readonly basename: string;
  readonly filename: string;
  /** Changes when the bytes do; fit to be part of a key in the store. */
  readonly version: string;
  /** Size of the file in bytes, if the archive says. */
  readonly size?: number;
  readonly proposalId?: string;
  /** EXPOSE, BIAS, SPECTRUM …, upper case. */
  readonly configurationType?: string;
  readonly requestId?: string;
  readonly reductionLevel?: number;
  readonly filter?: string;
  readonly observedAt?: Date;
  /** Seconds. */
  readonly exposure?: number;
  readonly target?: string;
  readonly instrument?: string;
  readonly site?: string;
  readonly telescope?: string;
  /** When it becomes visible to everybody; frames without one are public. */
  readonly publicDate?: Date;
  /** Corners on the sky as right ascension and declination, ICRS degrees; not closed. */
  readonly footprint?: readonly (readonly [ra: number, dec: number])[];
  /** The archive's own record, without links: upstream's checks read it. Absent if there is no such record. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/**
 * Who asks. The header goes to the archive and nowhere else: it is neither stored nor logged, so it must not come
 * into job data, keys or errors.
 */
export interface Caller {
  readonly authorization?: string;
}

/** A frame's bytes as a local file, readable while the work runs; never to be modified. */
export interface FrameInput {
  readonly path: string;
}

/**
 * Where frames are. Every request asks it first, whether or not its picture is stored: the archive decides what a
 * caller may see. If it hides nothing, immutable data need not be asked about twice.
 */
export interface FrameArchive {
  readonly name: string;
  /** Whether everybody may see everything in it. */
  readonly open: boolean;
  /**
   * @throws WelkinError FRAME_NOT_FOUND, also for what the caller may not see; ArchiveError
   */
  find(idOrBasename: string, caller: Caller): Promise<Frame>;
  /** The frames of the same request, in the archive's order; empty for a frame without a request. @throws ArchiveError */
  ofRequest(
    frame: Frame,
    options: { readonly reductionLevel?: number },
    caller: Caller,
  ): Promise<Frame[]>;
  /**
   * Runs `work` while the frame's file is available locally. Frames are usually found first and used next, so `use`
   * itself asks the archive only if necessary.
   *
   * @throws ArchiveError, WelkinError FRAME_NOT_FOUND, FRAME_TOO_LARGE, and errors of `work`
   */
  use<Result>(
    frame: Frame,
    caller: Caller,
    signal: AbortSignal | undefined,
    work: (input: FrameInput) => Promise<Result>,
  ): Promise<Result>;
}
