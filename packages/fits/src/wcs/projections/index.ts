import { COD, COE, COO, COP } from "./conic.ts";
import { CAR, CEA, CYP, MER } from "./cylindrical.ts";
import { HPX, XPH } from "./healpix.ts";
import { AZP, SIN, SZP } from "./perspective.ts";
import { BON, PCO } from "./polyconic.ts";
import type { ProjectionKind } from "./projection.ts";
import { AIT, MOL, PAR, SFL } from "./pseudocylindrical.ts";
import { CSC, QSC, TSC } from "./quadcube.ts";
import { AIR, ARC, STG, TAN, ZEA, ZPN } from "./zenithal.ts";

/** Every projection that a CTYPE may name. To add one, add an object to this list. */
export const PROJECTIONS: readonly ProjectionKind[] = [
  ...[AZP, SZP, TAN, STG, SIN, ARC, ZPN, ZEA, AIR],
  ...[CYP, CEA, CAR, MER],
  ...[SFL, PAR, MOL, AIT],
  ...[COP, COE, COD, COO],
  ...[BON, PCO],
  ...[TSC, CSC, QSC],
  ...[HPX, XPH],
];
