import type { Header } from "../header/header.ts";
import { isKnownFrame } from "./systems/index.ts";
import type { ReferenceFrame } from "./systems/system.ts";

/**
 * RADESYSa and EQUINOXa, with the defaults of paper II §3.1: without RADESYS an equinox before 1984 means FK4, a
 * later one FK5, none ICRS. RADECSYS and EPOCH are their old names. Implausible values are reported in `warnings`.
 */
export function referenceFrame(
  header: Header,
  alternate: string,
  warnings: string[],
): ReferenceFrame {
  const given =
    header.string(`RADESYS${alternate}`) ??
    (alternate === "" ? header.string("RADECSYS") : undefined);
  const year =
    equinox(header, `EQUINOX${alternate}`, warnings) ??
    (alternate === "" ? equinox(header, "EPOCH", warnings) : undefined);
  const name = given?.trim().toUpperCase() ?? "";
  const known = isKnownFrame(name) || name === "GAPPT";
  const radesys = known ? name : byEquinox(year);
  if (!known && name !== "") warnings.push(`RADESYS "${name}" is unknown: ${radesys} is taken`);
  if (radesys === "ICRS" || radesys === "GAPPT") return { radesys, equinox: undefined };
  return { radesys, equinox: year ?? (radesys.startsWith("FK4") ? 1950 : 2000) };
}

function byEquinox(year: number | undefined): string {
  if (year === undefined) return "ICRS";
  return year < 1984 ? "FK4" : "FK5";
}

/** A year, sometimes written as `J2000` or `B1950`; an impossible year counts as missing. */
function equinox(header: Header, keyword: string, warnings: string[]): number | undefined {
  const text = header.string(keyword)?.trim().replace(/^[JB]/i, "");
  const year = header.number(keyword) ?? (text ? Number(text) : undefined);
  if (year === undefined) return undefined;
  if (year > 1000 && year < 3000) return year;
  warnings.push(`${keyword} = ${text ?? year} is no year: it does not count`);
  return undefined;
}
