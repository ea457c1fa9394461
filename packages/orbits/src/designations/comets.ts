import { packCycle, unpackCycle } from "./asteroids.ts";
import { type DesignationForm, packYear, unpackYear } from "./form.ts";

/** Periodic, defunct and interstellar objects have four-digit numbers; a fragment's letters follow in lower case. */
export const numberedComet: DesignationForm = {
  kind: "numbered comet",
  pack(text) {
    const m = /^([1-9]\d{0,3})([PDI])(?:-([A-Z]{1,2}))?$/.exec(text);
    if (m === null) return undefined;
    return m[1]!.padStart(4, "0") + m[2] + (m[3] ?? "").toLowerCase();
  },
  unpack(packed) {
    const m = /^(\d{4})([PDI]) *([a-z]{0,2})$/.exec(packed);
    if (m === null || m[1] === "0000") return undefined;
    return `${Number(m[1])}${m[2]}${m[3] === "" ? "" : `-${m[3]!.toUpperCase()}`}`;
  },
};

/**
 * C/1995 O1 is CJ95O010: kind, year, half month, order of two characters, and a last one that is 0, a fragment's
 * lower-case letter, or the second capital of a designation given as for an asteroid (C/2015 ER61 is CK15E61R). The
 * kind may be missing, as in the seven-column form.
 */
export const provisionalComet: DesignationForm = {
  kind: "provisional comet",
  pack(text) {
    const m =
      /^([PCDXIA])\/(\d{4}) ([A-HJ-Y])(?:([1-9]\d{0,2})(?:-([A-Z]))?|([A-HJ-Z])([1-9]\d{0,2})?)$/.exec(
        text,
      );
    if (m === null) return undefined;
    const year = packYear(Number(m[2]));
    const order = Number(m[4] ?? m[7] ?? 0);
    if (year === undefined || order > 619) return undefined;
    return `${m[1]}${year}${m[3]}${packCycle(order)}${m[6] ?? m[5]?.toLowerCase() ?? "0"}`;
  },
  unpack(packed) {
    const m = /^([PCDXIA]?)([IJK]\d\d)([A-HJ-Y])([0-9A-Za-z]\d)([0a-zA-HJ-Z])$/.exec(packed);
    if (m === null) return undefined;
    const [, kind, year, half, order, last] = m as unknown as string[] as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const count = unpackCycle(order);
    const start = `${kind === "" ? "" : `${kind}/`}${unpackYear(year)} ${half}`;
    if (/[A-Z]/.test(last)) return kind === "" ? undefined : `${start}${last}${count || ""}`;
    if (count === 0) return undefined;
    return `${start}${count}${last === "0" ? "" : `-${last.toUpperCase()}`}`;
  },
};
