import type { Archives, Caller, Frame } from "../archives/index.ts";
import { isFits } from "./checks.ts";
import { Refusal } from "./refusal.ts";

/** Filters for red, green and blue. */
const filters = [["R", "rp"], ["V"], ["B"]] as const;

/** Reduction level of sky images calibrated by the pipeline. */
const REDUCTION_LEVEL = 91;

/**
 * The red, visual and blue frames of a frame's request.
 *
 * @throws Refusal 404; ArchiveError
 */
export async function colorFrames(
  archives: Archives,
  frame: Frame,
  caller: Caller,
): Promise<Frame[]> {
  const options = { reductionLevel: REDUCTION_LEVEL };
  const siblings = (await archives.ofRequest(frame, options, caller)).filter(isFits);
  const found = filters.map((names) =>
    siblings.find(({ filter }) => (names as readonly string[]).includes(filter ?? "")),
  );
  if (found.every((one) => one !== undefined)) return found;
  throw new Refusal(404, "RVB frames not found");
}
