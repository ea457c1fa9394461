import { jdToMjd, mjdToIso } from "@welkin/orbits";

/** Answers in the format of JPL's services; the numbers are from Horizons' answers in 2021 and later. */

const rule = "*".repeat(79);

interface Elements {
  readonly epoch: number;
  readonly e: number;
  readonly q: number;
  readonly tp: number;
  readonly om: number;
  readonly w: number;
  readonly i: number;
}

/** An object known to the fake services. */
export interface FakeObject {
  readonly name: string;
  readonly designation: string;
  readonly record: number;
  readonly solution: string;
  readonly elements: Elements;
  readonly nongrav?: Readonly<Record<string, number>>;
  readonly physical?: Readonly<Record<string, number>>;
  readonly comet?: boolean;
  readonly covariance?: readonly (readonly number[])[];
  readonly aliases?: readonly string[];
}

export const ceres: FakeObject = {
  name: "1 Ceres (A801 AA)",
  designation: "1",
  record: 1,
  solution: "JPL#48",
  elements: {
    epoch: 2458849.5,
    e: 0.07687465013145245,
    q: 2.556401146697176,
    tp: 2458240.1791309435,
    om: 80.3011901917491,
    w: 73.80896808746482,
    i: 10.59127767086216,
  },
  physical: { H: 3.33, G: 0.12 },
  aliases: ["A899 OF", "1943 XB"],
  covariance: Array.from({ length: 6 }, (_, row) =>
    Array.from({ length: 6 }, (_, column) => (row === column ? 1e-16 : 0)),
  ),
};

/** Two apparitions of one comet: the newest solution, and that of an earlier apparition. */
export const encke: FakeObject = {
  name: "2P/Encke",
  designation: "2P",
  record: 90000091,
  solution: "JPL#K273/20",
  comet: true,
  elements: {
    epoch: 2460147.5,
    e: 0.8469532425568865,
    q: 0.3395910296522707,
    tp: 2460240.026674769,
    om: 334.0240655739339,
    w: 187.2820411908973,
    i: 11.33709697552753,
  },
  nongrav: { A1: 2.041002176702e-10, A2: 2.635817800183e-12, A3: 0 },
  physical: { M1: 15.6, k1: 4.5 },
};

export const enckeBefore: FakeObject = {
  ...encke,
  record: 90000090,
  solution: "JPL#K232/4",
  elements: {
    epoch: 2459752.5,
    e: 0.8485141889848308,
    q: 0.3362300806790429,
    tp: 2460239.018948225,
    om: 334.3120522286535,
    w: 187.0124965530834,
    i: 11.50170416921873,
  },
  nongrav: { A1: 3.368033468723e-10, A2: 8.548115729354e-12, A3: 0 },
};

/** SBDB's answer about one object, with its covariance. */
export function sbdbOne(object: FakeObject): string {
  const { elements, nongrav = {}, physical = {}, covariance } = object;
  const named = (values: object) =>
    Object.entries(values).map(([name, value]) => ({ name, value: String(value), sigma: null }));
  const { epoch, ...rest } = elements;
  return JSON.stringify({
    signature: { source: "NASA/JPL Small-Body Database (SBDB) API", version: "1.3" },
    object: {
      fullname: object.name,
      des: object.designation,
      kind: object.comet ? "cn" : "an",
      spkid: "20000001",
      orbit_id: object.solution.replace("JPL#", ""),
      des_alt: (object.aliases ?? []).map((des) => ({ des })),
    },
    orbit: {
      orbit_id: object.solution.replace("JPL#", ""),
      epoch: String(epoch),
      elements: named(rest),
      model_pars: named(nongrav),
      ...(covariance && {
        covariance: {
          epoch: String(epoch),
          labels: ["e", "q", "tp", "node", "peri", "i"],
          data: covariance.map((row) => row.map(String)),
          elements: named(rest),
        },
      }),
    },
    phys_par: named(object.comet ? { M1: physical["M1"], K1: physical["k1"] } : physical),
  });
}

export const sbdbSeveral = JSON.stringify({
  signature: { source: "NASA/JPL Small-Body Database (SBDB) API", version: "1.3" },
  code: "300",
  list: [
    { pdes: "9134", name: "9134 Encke (4822 P-L)" },
    { pdes: "2P", name: "2P/Encke" },
  ],
});

export const sbdbNone = JSON.stringify({
  signature: { source: "NASA/JPL Small-Body Database (SBDB) API", version: "1.3" },
  moreInfo: "https://ssd-api.jpl.nasa.gov/doc/sbdb.html",
  message: "specified object was not found",
  code: "200",
});

const begin = ["API VERSION: 1.2", "API SOURCE: NASA/JPL Horizons API", ""];

function head(object: FakeObject): string[] {
  const { elements: x, nongrav = {}, physical = {}, comet } = object;
  return [
    rule,
    `JPL/HORIZONS                  ${object.name.padEnd(29)}2021-Sep-22 17:02:28`,
    `Rec #:${String(object.record).padStart(8)} (+COV) Soln.date: 2021-Apr-13_11:04:44   # obs: 1075 (1995-2021)`,
    " ",
    "IAU76/J2000 helio. ecliptic osc. elements (au, days, deg., period=Julian yrs):",
    " ",
    `  EPOCH=  ${x.epoch} ! 2020-Jan-01.00 (TDB)         Residual RMS= .24563`,
    `   EC= ${x.e}  QR= ${x.q}   TP= ${x.tp}`,
    `   OM= ${x.om}    W=  ${x.w}   IN= ${x.i}`,
    "   A= 2.769289292143484    MA= 130.3159688200986   ADIST= 2.982177437589792",
    `   DAN= 2.69515            DDN= 2.81323            L= 153.8445988`,
    "   B= 10.1666388           MOID= 1.59231997        TP= 2018-May-01.6791309435",
    " ",
    ...(comet
      ? [
          "Comet physical (GM= km^3/s^2; RAD= km):",
          "   GM= n.a.                RAD= 2.4",
          `   M1=  ${physical["M1"]}      M2=  n.a.     k1=  ${physical["k1"]}.     k2=  n.a.      PHCOF=  n.a.`,
          "Comet non-gravitational force model (AMRAT=m^2/kg;A1-A3=au/d^2;DT=days;R0=au):",
          "   AMRAT=  0.                                      DT=  0.",
          `   A1= ${nongrav["A1"]?.toExponential().toUpperCase()}  A2= ${nongrav["A2"]?.toExponential().toUpperCase()}  A3= 0.`,
          " Non-standard or simulated/proxy model:",
          "   ALN=  .1112620426   NK=  4.6142   NM=  2.15     NN=  5.093    R0=  2.808",
          "",
          "COMET comments ",
        ]
      : [
          "Asteroid physical parameters (km, seconds, rotational period in hours):",
          "   GM= 62.6284             RAD= 469.7              ROTPER= 9.07417",
          `   H= ${physical["H"]}                 G= ${physical["G"]}                 B-V= .713`,
          "                           ALBEDO= .090            STYP= C",
          " ",
          "ASTEROID comments: ",
        ]),
    `1: soln ref.= ${object.solution}, OCC=0           radar(60 delay, 0 Dop.)`,
    rule,
  ];
}

/** Horizons' answer about an object, without a table. */
export function horizonsObject(object: FakeObject): string {
  return [...begin, ...head(object), ""].join("\n");
}

export interface FakeRow {
  readonly mjd: number;
  readonly ra: number;
  readonly dec: number;
  readonly dra: number;
  readonly ddec: number;
  readonly vmag: number;
  readonly rh: number;
  readonly delta: number;
  readonly elong: number;
  readonly phase: number;
  readonly sunPa: number;
  readonly motionPa: number;
  readonly ellipse: readonly [a: number, b: number, theta: number] | null;
  readonly anomaly: number;
}

/** An observer table in CSV, with the columns of the quantities 1,3,9,19,20,23,24,27,36,37,41. */
export function horizonsTable(
  object: FakeObject,
  rows: readonly FakeRow[],
  planets = "DE441",
): string {
  const magnitudes = object.comet ? "    T-mag,   N-mag," : "    APmag,  S-brt,";
  const names = ` Date__(UT)__HR:MN:SC.fff, Date_________JDUT, , , R.A._(ICRF), DEC_(ICRF),  dRA*cosD, d(DEC)/dt,${magnitudes}                r,       rdot,             delta,     deldot,     S-O-T,/r,     S-T-O,    PsAng,   PsAMV,  RA_3sigma, DEC_3sigma,  SMAA_3sig, SMIA_3sig,   Theta, Area_3sig,  Tru_Anom,`;
  const line = (row: FakeRow) => {
    const [a, b, theta] = row.ellipse?.map((value) => value.toFixed(5)) ?? ["n.a.", "n.a.", "n.a."];
    const date = mjdToIso(row.mjd)
      .replace("T", " ")
      .replace(
        /^(\d{4})-(\d\d)-/,
        (_, y, m) =>
          `${y}-${"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")[Number(m) - 1]}-`,
      );
    return ` ${date}, ${(row.mjd + 2400000.5).toFixed(9)},*,m,   ${row.ra.toFixed(9)},    ${row.dec.toFixed(9)},  ${row.dra},  ${row.ddec},    ${row.vmag},  ${object.comet ? "n.a." : "6.999"},   ${row.rh},  0.1744491,  ${row.delta},-21.9390512,   ${row.elong},/L,   ${row.phase},   ${row.sunPa},  ${row.motionPa},      0.000,      0.000,    ${a},   ${b}, ${theta}, 0.0000000,    ${row.anomaly},`;
  };
  return [
    ...begin,
    ...head(object),
    "",
    "",
    rule,
    "Ephemeris / API_USER Wed Sep 22 17:02:28 2021 Pasadena, USA      / Horizons    ",
    rule,
    `Target body name: ${object.name.padEnd(32)}{source: ${object.solution}}`,
    `Center body name: Earth (399)                     {source: ${planets}}`,
    "Center-site name: GEOCENTRIC",
    rule,
    "Table format    : Comma Separated Values (spreadsheet)",
    "*".repeat(names.length),
    names,
    "*".repeat(names.length),
    "$$SOE",
    ...rows.map(line),
    "$$EOE",
    "*".repeat(names.length),
    "Column meaning:",
    " ",
  ].join("\n");
}

export const noMatches = [
  ...begin,
  rule,
  "JPL/DASTCOM            Small-body Index Search Results     2021-May-11 07:53:26",
  "",
  " Comet AND asteroid index search:",
  "",
  "    DES = 9999P;",
  "",
  " Matching small-bodies: ",
  "No matches found.",
  rule,
].join("\n");

export const smallBodies = [
  ...begin,
  rule,
  "JPL/DASTCOM            Small-body Index Search Results     2021-May-11 07:53:26",
  "",
  " Comet AND asteroid index search:",
  "",
  "    DES = 141P;",
  "",
  " Matching small-bodies: ",
  "",
  "    Record #  Epoch-yr  >MATCH DESIG<  Primary Desig  Name  ",
  "    --------  --------  -------------  -------------  -------------------------",
  "    90001032    2011    141P           141P            Machholz 2",
  "    90001033    2019    141P           141P            Machholz 2",
  "    90001034    1994    141P-A         141P-A          Machholz 2",
  "",
  " (3 matches. To SELECT, enter record # (integer), followed by semi-colon.)",
  rule,
].join("\n");

export const majorBodies = [
  ...begin,
  rule,
  'Multiple major-bodies match string "MARS*"',
  " ",
  "  ID#      Name                               Designation  IAU/aliases/other   ",
  "  -------  ---------------------------------- -----------  ------------------- ",
  "        4  Mars Barycenter                                                      ",
  "      499  Mars                                                                 ",
  " ",
  "   Number of matches =  2. Use ID# to make unique selection.",
  rule,
].join("\n");

/** Geocentric ephemeris of Ceres, as given by Horizons (JPL#48). */
export const ceresRows: readonly FakeRow[] = [
  {
    mjd: jdToMjd(2459740.5),
    ra: 101.73343,
    dec: 26.78554,
    dra: 64.31742,
    ddec: -1.85528,
    vmag: 8.741,
    rh: 2.603715306632,
    delta: 3.51731638211972,
    elong: 21.9691,
    phase: 8.3884,
    sunPa: 85.235,
    motionPa: 264.706,
    ellipse: [8e-5, 2e-5, -85.755],
    anomaly: 315.3658,
  },
  {
    mjd: jdToMjd(2459750.5),
    ra: 106.56175,
    dec: 26.59903,
    dra: 65.04421,
    ddec: -4.03596,
    vmag: 8.672,
    rh: 2.59811211126,
    delta: 3.55351777391857,
    elong: 16.8989,
    phase: 6.5293,
    sunPa: 84.1,
    motionPa: 263.1,
    ellipse: null,
    anomaly: 318.1,
  },
];
