import {
  apply,
  type Matrix3,
  product,
  rotationX,
  rotationY,
  rotationZ,
  transpose,
} from "../matrix.ts";
import { besselianDate, eTerms, fk4ToFk5, withETerms, withoutETerms } from "./fk4.ts";
import { obliquity1980, obliquity2006, precession } from "./precession.ts";
import type { ReferenceFrame, SystemKind, ToIcrs } from "./system.ts";

const RADIANS = Math.PI / 180;
const MAS = RADIANS / 3_600_000;

/** ICRS to FK5 J2000.0 (Mignard & Froeschlé 2000; USNO Circular 179, §3.5). */
const ICRS_TO_FK5 = product(rotationX(19.9 * MAS), rotationY(9.1 * MAS), rotationZ(-22.9 * MAS));
const FK5_TO_ICRS = transpose(ICRS_TO_FK5);

/** FK5 J2000.0 to galactic (Blaauw et al. 1960; pole and origin carried to J2000.0 by Murray 1989). */
const FK5_TO_GALACTIC = product(
  rotationZ((180 - 122.9319185680026) * RADIANS),
  rotationY((90 - 27.12825118085622) * RADIANS),
  rotationZ(192.8594812065348 * RADIANS),
);

/** Galactic to supergalactic: pole at l = 47.37°, b = +6.32° (de Vaucouleurs et al. 1976). */
const GALACTIC_TO_SUPERGALACTIC = product(
  rotationZ(90 * RADIANS),
  rotationY((90 - 6.32) * RADIANS),
  rotationZ(47.37 * RADIANS),
);

function rotation(matrix: Matrix3): ToIcrs {
  const back = transpose(matrix);
  return { toIcrs: (v) => apply(matrix, v), fromIcrs: (v) => apply(back, v) };
}

/** RADESYS values by what they mean for equatorial coordinates (paper II §3.1, table 2). */
const EQUATORIAL: Record<string, (equinox: number) => ToIcrs> = {
  ICRS: () => rotation(product()),
  FK5: (equinox) => rotation(product(FK5_TO_ICRS, transpose(precession(equinox)))),
  "FK4-NO-E": (equinox) => fk4(equinox, false),
  FK4: (equinox) => fk4(equinox, true),
};

function fk4(equinox: number, aberrated: boolean): ToIcrs {
  // Murray's matrix is a rotation and a slight change of length; its inverse is its transpose
  // only to the first order, so the inverse is taken exactly.
  const matrix = product(FK5_TO_ICRS, fk4ToFk5(equinox));
  const back = inverse(matrix);
  const terms = eTerms(equinox);
  return {
    toIcrs: (v) => apply(matrix, aberrated ? withoutETerms(v, terms) : v),
    fromIcrs(v) {
      const [x, y, z] = apply(back, v);
      const length = Math.hypot(x, y, z);
      const bare = [x / length, y / length, z / length] as const;
      return aberrated ? withETerms(bare, terms) : bare;
    },
  };
}

function inverse([a, b, c]: Matrix3): Matrix3 {
  const cross = (u: Matrix3[0], v: Matrix3[0]) =>
    [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]] as const;
  const [bc, ca, ab] = [cross(b, c), cross(c, a), cross(a, b)];
  const determinant = a[0] * bc[0] + a[1] * bc[1] + a[2] * bc[2];
  const column = (u: Matrix3[0]) =>
    [u[0] / determinant, u[1] / determinant, u[2] / determinant] as const;
  return transpose([column(bc), column(ca), column(ab)]);
}

function equatorial({ radesys, equinox }: ReferenceFrame): ToIcrs | undefined {
  return EQUATORIAL[radesys]?.(equinox ?? 2000);
}

/** Mean ecliptic and equinox of EQUINOX: the equator of the frame, turned by the obliquity. */
function ecliptic(frame: ReferenceFrame): ToIcrs | undefined {
  const base = equatorial(frame);
  if (!base) return undefined;
  const tilt = rotationX(-obliquity(frame));
  const back = transpose(tilt);
  return {
    toIcrs: (v) => base.toIcrs(apply(tilt, v)),
    fromIcrs: (v) => apply(back, base.fromIcrs(v)),
  };
}

function obliquity({ radesys, equinox = 2000 }: ReferenceFrame): number {
  if (radesys === "ICRS") return obliquity2006(0);
  const julian = radesys === "FK5" ? equinox : 2000 + (besselianDate(equinox) - 2451545) / 365.25;
  return obliquity1980((julian - 2000) / 100);
}

/** Every celestial system that a CTYPE may begin with. Others, xxLN and xxLT, are not converted. */
export const SYSTEMS: readonly SystemKind[] = [
  { name: "equatorial", axes: ["RA", "DEC"], framed: true, conversion: equatorial },
  { name: "ecliptic", axes: ["ELON", "ELAT"], framed: true, conversion: ecliptic },
  {
    name: "galactic",
    axes: ["GLON", "GLAT"],
    framed: false,
    conversion: () => rotation(product(FK5_TO_ICRS, transpose(FK5_TO_GALACTIC))),
  },
  {
    name: "supergalactic",
    axes: ["SLON", "SLAT"],
    framed: false,
    conversion: () =>
      rotation(
        product(FK5_TO_ICRS, transpose(FK5_TO_GALACTIC), transpose(GALACTIC_TO_SUPERGALACTIC)),
      ),
  },
  {
    name: "helioecliptic",
    axes: ["HLON", "HLAT"],
    framed: false,
    conversion: () => undefined,
  },
];

/** Whether RADESYS is one of those that fix equatorial coordinates in the ICRS. */
export function isKnownFrame(radesys: string): boolean {
  return radesys in EQUATORIAL;
}
