import { WelkinError } from "../errors.ts";
import type { Archives, Caller, Frame } from "./archives/index.ts";
import type { Layers } from "./query.ts";
import type { PictureQuery } from "./schema.ts";

/** Most frames in a colour picture. */
const MOST = 8;

/** Default filters for red, green and blue: those of thumbnail-service, and those of Sloan. */
const DEFAULT_FILTERS = [
  [["R", "rp"], ["V"], ["B"]],
  [["ip"], ["rp"], ["gp"]],
  [["i"], ["r"], ["g"]],
  [["I"], ["R"], ["V"]],
] as const;

/**
 * The frames of a picture: the requested one, or those for its colours, by id or by a filter of the same request. All
 * of them are looked up on behalf of the caller.
 *
 * @throws WelkinError BAD_REQUEST, FRAME_NOT_FOUND; ArchiveError
 */
export async function framesOf(
  archives: Archives,
  frame: Frame,
  query: PictureQuery,
  caller: Caller,
): Promise<{ readonly frames: readonly Frame[]; readonly layers: Layers }> {
  const { red, green, blue, color } = query;
  const channels = [red, green, blue];
  const named = channels.some((channel) => channel !== undefined);
  if (query.layers === undefined && !named && color === undefined) {
    return { frames: [frame], layers: {} };
  }
  if (query.layers !== undefined && named)
    throw bad("layers cannot be combined with red, green or blue.");
  const siblings = await siblingsOf(archives, frame, caller);
  const find = (name: string) => findFrame(archives, siblings, name, caller);
  if (query.layers !== undefined) {
    if (color === "rgb" || color === "lupton") {
      throw bad(`color=${color} takes red, green and blue; layers are blended: sum, screen, …`);
    }
    const parts = readLayers(query.layers);
    const frames = [];
    for (const { name } of parts) frames.push(await find(name));
    return { frames, layers: { colors: parts.map((part) => part.color) } };
  }
  if (named) {
    const frames = [];
    for (const channel of channels) {
      if (channel === undefined) throw bad("red, green and blue must be given together.");
      frames.push(await find(channel));
    }
    return { frames, layers: pure(color) };
  }
  return { frames: defaultFrames(siblings), layers: pure(color) };
}

/** Pure red, green and blue, for the blends that take weights. */
function pure(color: PictureQuery["color"]): Layers {
  if (color === undefined || color === "rgb" || color === "lupton") return {};
  return {
    colors: [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
  };
}

async function siblingsOf(archives: Archives, frame: Frame, caller: Caller): Promise<Frame[]> {
  const { reductionLevel } = frame;
  const options = reductionLevel === undefined ? {} : { reductionLevel };
  return archives.ofRequest(frame, options, caller);
}

async function findFrame(
  archives: Archives,
  siblings: readonly Frame[],
  name: string,
  caller: Caller,
): Promise<Frame> {
  const exact = siblings.find(({ filter }) => filter === name);
  const alike = siblings.find(({ filter }) => filter?.toLowerCase() === name.toLowerCase());
  return exact ?? alike ?? archives.find(name, caller);
}

function defaultFrames(siblings: readonly Frame[]): Frame[] {
  for (const triple of DEFAULT_FILTERS) {
    const found = triple.map((names) =>
      siblings.find(({ filter }) => (names as readonly string[]).includes(filter ?? "")),
    );
    if (found.every((each) => each !== undefined)) return found;
  }
  throw new WelkinError(
    "FRAME_NOT_FOUND",
    "The frame's request does not have three filters that make a colour picture; give red, green and blue.",
  );
}

function readLayers(text: string) {
  const parts = text.split(",").map((part) => {
    const match = /^(.+):#?([0-9a-fA-F]{6})$/.exec(part.trim());
    if (!match)
      throw bad(`layers: "${part.slice(0, 40)}" is not a frame and a colour: 123:ff8800.`);
    const hex = match[2] as string;
    const weight = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return { name: match[1] as string, color: [weight(0), weight(2), weight(4)] as const };
  });
  if (parts.length < 2 || parts.length > MOST) throw bad(`layers: 2 to ${MOST} frames.`);
  return parts;
}

function bad(message: string): WelkinError {
  return new WelkinError("BAD_REQUEST", message);
}
