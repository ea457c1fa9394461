import { WelkinError } from "../errors.ts";

/** A place in a list ordered from new to old: the item after which the next page begins. */
export interface Cursor {
  readonly time: Date;
  readonly id: string;
}

export function writeCursor({ time, id }: Cursor): string {
  return `${time.getTime()}_${id}`;
}

/** @throws WelkinError BAD_REQUEST */
export function readCursor(text: string): Cursor {
  const [ms, id] = text.split("_");
  const time = new Date(Number(ms));
  if (id === undefined || Number.isNaN(time.getTime())) {
    throw new WelkinError("BAD_REQUEST", "cursor: not one that this service gave.");
  }
  return { time, id };
}
