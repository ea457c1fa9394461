/** One way in which the Minor Planet Center packs a kind of designation. */
export interface DesignationForm {
  /** The kind of object, for messages and for callers. */
  kind:
    | "numbered asteroid"
    | "provisional asteroid"
    | "survey asteroid"
    | "numbered comet"
    | "provisional comet"
    | "numbered satellite"
    | "provisional satellite";
  /** The packed text, or undefined when `text` is not of this form. */
  pack(text: string): string | undefined;
  /** The readable text, or undefined when `packed` is not of this form. */
  unpack(packed: string): string | undefined;
}

/** Centuries 18, 19, 20 are I, J, K. */
export function packYear(year: number): string | undefined {
  const century = Math.floor(year / 100) - 18;
  if (century < 0 || century > 2) return undefined;
  return "IJK"[century]! + String(year % 100).padStart(2, "0");
}

export function unpackYear(text: string): number {
  return (18 + "IJK".indexOf(text[0]!)) * 100 + Number(text.slice(1));
}
