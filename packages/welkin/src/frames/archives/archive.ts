/** A frame as an archive lists it: one file of one exposure. */
export interface Frame {
  /** Name of the archive that has it. */
  readonly archive: string;
  /** Its name there, fit to be part of a key in the store. */
  readonly id: string;
  /** The file's name without `.fits`, `.fits.fz` and the like. */
  readonly basename: string;
  readonly filename: string;
  /** Changes when the bytes do; fit to be part of a key in the store. */
  readonly version: string;
  /** Bytes of the file, where the archive tells. */
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
  /** From when on everybody may see it; frames without are public. */
  readonly publicDate?: Date;
  /** Corners on the sky as right ascension and declination, ICRS degrees; not closed. */
  readonly footprint?: readonly (readonly [ra: number, dec: number])[];
  /** What the archive itself says, without links: upstream's checks read it. Absent where there is no such record. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/**
 * Who asks. The header goes to the archive and nowhere else: it is neither kept nor logged, so it must not come into job
 * data, keys or errors.
 */
export interface Caller {
  readonly authorization?: string;
}

/** A frame's bytes as a file of this machine, to be read while the work runs; never to be changed. */
export interface FrameInput {
  readonly path: string;
}

/**
 * Where frames are. Every request asks it first, whether or not its picture is kept: what a caller may see is the
 * archive's to say. Where it hides nothing, what never changes need not be asked about twice.
 */
export interface FrameArchive {
  readonly name: string;
  /** Whether everybody may see all of it. */
  readonly open: boolean;
  /**
   * @throws WelkinError FRAME_NOT_FOUND, also for what the caller may not see; ArchiveError
   */
  find(idOrBasename: string, caller: Caller): Promise<Frame>;
  /** The frames of the same request, in the archive's order; empty for a frame of none. @throws ArchiveError */
  ofRequest(
    frame: Frame,
    options: { readonly reductionLevel?: number },
    caller: Caller,
  ): Promise<Frame[]>;
  /**
   * Runs `work` while the frame's file is here. Frames that are found first and used next are the rule: `use` itself asks
   * the archive only where it has to.
   *
   * @throws ArchiveError, WelkinError FRAME_NOT_FOUND, FRAME_TOO_LARGE, and what `work` throws
   */
  use<Result>(
    frame: Frame,
    caller: Caller,
    signal: AbortSignal | undefined,
    work: (input: FrameInput) => Promise<Result>,
  ): Promise<Result>;
}
