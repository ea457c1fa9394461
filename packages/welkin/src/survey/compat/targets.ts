/** What CATCH takes a target's designation to be. */
export type TargetType = "comet" | "asteroid" | "interstellar object";

const provisional = "(?:18|19|20)\\d\\d (?:[A-Z]{1,2}[1-9]\\d{0,2}|[A-Z][A-Z])(?![A-Z])";
const fragment = "(?:-[A-Z]{1,2})?";

/** Of several that fit, the first counts; what follows a designation (a name) is cut off. */
const patterns: readonly (readonly [TargetType, RegExp])[] = [
  // 65P, 73P-B, 65P/Gunn; C/1995 O1, P/2001 YX127 (LINEAR)
  ["comet", new RegExp(`^(?:[1-9]\\d*[PD]${fragment}|[PDCX]/${provisional}${fragment})`)],
  [
    "asteroid",
    new RegExp(
      `^(?:${[
        `${provisional}$`,
        // (1) Ceres
        "\\([1-9]\\d*\\)",
        "[1-9]\\d*$",
        `A/${provisional}$`,
        // Packed: AK21E040, J95X00A, PLS2040
        "A[IJK]\\d\\d[A-Z][0-9A-z]{2}[0a-z]$",
        "\\d{4} (?:P-L|T-[123])$",
        "[IJK]\\d\\d[A-Z][0-9A-Za-z]\\d[A-Z]$",
        "(?:PL|T[123])S\\d{4}$",
      ].join("|")})`,
    ),
  ],
  ["interstellar object", /^(?:[1-9]\d*I|\d{4}I$)/],
];

export interface CatchTarget {
  readonly type: TargetType;
  readonly name: string;
}

/** A designation as CATCH reads it; nothing where it is none, as with bare names. */
export function readTarget(text: string): CatchTarget | undefined {
  const trimmed = text.trim();
  for (const [type, pattern] of patterns) {
    const found = pattern.exec(trimmed);
    if (found) return { type, name: found[0].trim().replace(/^\(+/, "").replace(/\)+$/, "") };
  }
  return undefined;
}
