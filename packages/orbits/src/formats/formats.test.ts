import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { fuzz } from "../../test/fuzz.ts";
import { AU_KM } from "../constants.ts";
import { cometaryToState } from "../elements/cometary.ts";
import { keplerianToState } from "../elements/keplerian.ts";
import { OrbitError } from "../errors.ts";
import { toBarycentric } from "../propagation/propagate.ts";
import { bodyIndex } from "../solar-system/bodies.ts";
import { defaultEphemeris } from "../solar-system/default.ts";
import type { SolarSystem } from "../solar-system/solar-system.ts";
import { parseCometLine } from "./comet-elements.ts";
import { parseMpcorbLine, unpackEpoch } from "./mpcorb.ts";
import { parseOrbitJson } from "./orbit-json.ts";
import { parseSbdb } from "./sbdb.ts";

let system: SolarSystem;
beforeAll(async () => {
  system = await defaultEphemeris();
});

/** Puts texts at columns (from 1). */
function line(...fields: [column: number, text: string][]): string {
  let out = "";
  for (const [column, text] of fields) out = out.padEnd(column - 1) + text;
  return out;
}

/** MPCORB of 2011 August 27 (K118R). */
const mpcorb = (
  number: string,
  H: string,
  M: string,
  peri: string,
  node: string,
  i: string,
  e: string,
  a: string,
  name: string,
) =>
  line(
    [1, number],
    [9, H],
    [15, "0.12"],
    [21, "K118R"],
    [27, M.padStart(9)],
    [38, peri.padStart(9)],
    [49, node.padStart(9)],
    [60, i.padStart(9)],
    [71, e],
    [81, " 0.21418654"],
    [93, a.padStart(11)],
    [108, "MPO201111"],
    [167, name],
  );

const CERES = mpcorb(
  "00001",
  " 3.34",
  "199.31747",
  "72.44742",
  "80.37910",
  "10.58595",
  "0.0785634",
  "2.7665466",
  "(1) Ceres",
);
const VESTA = mpcorb(
  "00004",
  " 3.20",
  "56.40276",
  "149.88186",
  "103.90428",
  "7.13461",
  "0.0883124",
  "2.3612165",
  "(4) Vesta",
);

describe("MPCORB lines", () => {
  it.each([
    ["1 Ceres", CERES],
    ["4 Vesta", VESTA],
  ] as const)("%s is where the packed ephemeris has it, to seven digits", (name, text) => {
    const { epoch, state } = parseMpcorbLine(text);
    expect(epoch).toBe(55800);
    const p = new Float64Array(3);
    system.position(bodyIndex(name), epoch, p, 0);
    const away = toBarycentric(state, epoch, system)
      .subarray(0, 3)
      .map((x, k) => x - p[k]!);
    expect(Math.hypot(...away) * AU_KM).toBeLessThan(200);
  });

  it("reads the rest of the line", () => {
    expect(parseMpcorbLine(CERES)).toMatchObject({
      name: "(1) Ceres",
      designation: "1",
      photometry: { model: "HG", H: 3.34, G: 0.12 },
      solution: "MPO201111",
    });
    const bare = parseMpcorbLine(CERES.slice(0, 103).replace(" 3.34", "     "));
    expect(bare).toMatchObject({ name: "1" });
    expect(bare.photometry).toBeUndefined();
  });

  it("unpacks dates", () => {
    expect(unpackEpoch("J9611")).toBe(50083);
    expect(unpackEpoch("K01AM")).toBe(52204);
    for (const bad of ["K013W", "K02DA", "L0111", "K022V", "K01D1", ""])
      expect(() => unpackEpoch(bad)).toThrow(OrbitError);
  });

  it("names the field that is wrong", () => {
    expect(() => parseMpcorbLine(CERES.replace("0.0785634", "0.078x634"))).toThrow(
      /eccentricity.*columns 71 to 79/,
    );
    expect(() => parseMpcorbLine(CERES.replace("2.7665466", "         "))).toThrow(
      /semi-major axis is missing/,
    );
    expect(() => parseMpcorbLine(CERES.slice(0, 60))).toThrow("103 columns");
    expect(() => parseMpcorbLine(CERES.replace("00001", "#####"))).toThrow("not a designation");
    expect(() => parseMpcorbLine(CERES.replace("00001", "J013S"))).toThrow("not heliocentric");
  });

  it("never throws anything but its own error", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 110 }), fc.string({ maxLength: 12 }), (at, junk) => {
        try {
          parseMpcorbLine(CERES.slice(0, at) + junk + CERES.slice(at + junk.length));
        } catch (error) {
          expect(error).toBeInstanceOf(OrbitError);
        }
      }),
      fuzz,
    );
  });
});

const HALE_BOPP = line(
  [5, "CJ95O010"],
  [15, "1997"],
  [20, "03"],
  [23, "29.6333"],
  [31, " 0.916188"],
  [42, "0.995064"],
  [52, "130.5422"],
  [62, "282.4690"],
  [72, " 89.4208"],
  [82, "20220809"],
  [92, "-2.0"],
  [97, " 4.0"],
  [103, "C/1995 O1 (Hale-Bopp)"],
  [160, "MPC106342"],
);

describe("MPC comet lines", () => {
  it("reads Hale-Bopp", () => {
    const orbit = parseCometLine(HALE_BOPP);
    expect(orbit).toMatchObject({
      name: "C/1995 O1 (Hale-Bopp)",
      designation: "C/1995 O1",
      epoch: 59800,
      photometry: { model: "comet", M1: -2, K1: 10 },
      solution: "MPC106342",
    });
    const elements = {
      e: 0.995064,
      q: 0.916188,
      i: 89.4208,
      node: 282.469,
      peri: 130.5422,
      tp: 50536.6333,
    };
    expect(orbit.state).toEqual(cometaryToState(elements, 59800));
  });

  it("reads numbered comets, fragments, and lines without an epoch or magnitude", () => {
    const numbered = `0002P       ${HALE_BOPP.slice(12, 81)}`;
    const orbit = parseCometLine(numbered);
    expect(orbit).toMatchObject({ name: "2P", designation: "2P", epoch: 50537 });
    expect(orbit.photometry).toBeUndefined();
    expect(parseCometLine(`0073P      b${HALE_BOPP.slice(12)}`).designation).toBe("73P-B");
  });

  it("names the field that is wrong", () => {
    expect(() => parseCometLine(HALE_BOPP.replace("0.995064", "0,995064"))).toThrow(/eccentricity/);
    expect(() => parseCometLine(HALE_BOPP.replace("1997 03", "1997 13"))).toThrow(/no day/);
    expect(() => parseCometLine("")).toThrow("79 columns");
    for (const satellite of ["J013S       ", "    SK03J120"])
      expect(() => parseCometLine(satellite + HALE_BOPP.slice(12))).toThrow("not heliocentric");
  });
});

/** JPL#75 of 1P/Halley. */
const HALLEY = {
  e: "0.9679359956953212",
  q: "0.5748638313743413",
  tp: "2446469.9736161465",
  om: "59.09894720612437",
  w: "112.2414314637764",
  i: "162.1905300439129",
};
const list = (o: Record<string, string>) =>
  Object.entries(o).map(([name, value]) => ({ name, value }));
const sbdb = (extra: object = {}) => ({
  signature: { version: "1.3", source: "NASA/JPL Small-Body Database (SBDB) API" },
  object: { fullname: "1P/Halley", des: "1P", kind: "cn" },
  phys_par: list({ M1: "5.5", K1: "8.", M2: "13.6", K2: "5.", PC: ".03" }),
  orbit: {
    epoch: "2439875.5",
    orbit_id: "75",
    elements: list(HALLEY),
    model_pars: list({ A1: "4.887055233121E-10", A2: "1.554720290005E-10" }),
    ...extra,
  },
});
const HALLEY_STATE = [
  -13.31029360169393, 25.41249958785733, 2.637549316318327, 0.001418949944126011,
  -0.001422475975617656, 4.131321199969281e-5,
];

describe("SBDB answers", () => {
  it("reads 1P/Halley", () => {
    const orbit = parseSbdb(sbdb());
    orbit.state.forEach((v, k) => {
      expect(Math.abs(v - HALLEY_STATE[k]!)).toBeLessThan(1e-11);
    });
    expect(orbit).toMatchObject({
      name: "1P/Halley",
      epoch: 39875,
      solution: "JPL#75",
      nongrav: { A1: 4.887055233121e-10, A2: 1.554720290005e-10, A3: 0, NM: 2.15 },
      photometry: { model: "comet", M1: 5.5, K1: 8, M2: 13.6, K2: 5, PC: 0.03 },
    });
  });

  it("takes the covariance with its own elements, and A1, A2 with it", () => {
    const labels = ["e", "q", "tp", "node", "peri", "i", "A1", "DT", "A2"];
    const sigmas = [1e-8, 1e-8, 1e-5, 1e-6, 1e-6, 1e-6, 1e-12, 1, 1e-13];
    const data = sigmas.map((s, i) => sigmas.map((_, j) => String(i === j ? s * s : 0)));
    const covariance = { labels, data, epoch: "2446480.5", elements: list(HALLEY) };
    const orbit = parseSbdb(sbdb({ covariance }));
    expect(orbit.epoch).toBe(46480);
    expect(orbit.covariance?.extra).toEqual(["A1", "A2"]);
    const m = orbit.covariance!.matrix;
    expect(m).toHaveLength(64);
    expect(m[63]).toBeCloseTo(1e-26, 30);
    // Ten days after perihelion: σx from all six, dominated by σq and σtp × speed.
    const [x] = [Math.sqrt(m[0]!)];
    expect(x).toBeGreaterThan(1e-8);
    expect(x).toBeLessThan(1e-6);
  });

  it.each([
    [null, "not an answer"],
    [{ message: "specified object was not found" }, "specified object was not found"],
    [{ orbit: {} }, "no epoch"],
    [{ orbit: { epoch: "x" } }, "not a number"],
    [{ orbit: { epoch: 2459000.5, elements: [] } }, "missing"],
  ])("refuses %j", (json, sentence) => {
    expect(() => parseSbdb(json)).toThrow(OrbitError);
    expect(() => parseSbdb(json)).toThrow(sentence);
  });
});

describe("orbit JSON", () => {
  const state = { name: "x", epoch_mjd_tdb: 39875, state_helio_icrf: HALLEY_STATE };

  it("reads a state with all its company", () => {
    const covariance = Array.from({ length: 6 }, (_, i) =>
      Array.from({ length: 6 }, (_, j) => (i === j ? 1e-16 : 0)),
    );
    const orbit = parseOrbitJson({
      ...state,
      nongrav: { A2: 1e-13, law: "inverse-square" },
      covariance,
      H: 10,
    });
    expect(orbit).toMatchObject({
      name: "x",
      state: HALLEY_STATE,
      nongrav: { A1: 0, A2: 1e-13, A3: 0, NM: 2, R0: 1 },
      photometry: { model: "HG", H: 10, G: 0.15 },
    });
    expect(orbit.covariance!.matrix[7]).toBe(1e-16);
    expect(parseOrbitJson({ ...state, H: 5, G1: 0.3, G2: 0.2 }).photometry?.model).toBe("HG1G2");
    expect(
      parseOrbitJson({ ...state, covariance_helio_ecliptic_cartesian: covariance }).covariance!
        .matrix[0],
    ).toBeCloseTo(1e-16, 24);
  });

  it("reads each kind of elements, under any of their names", () => {
    const cometary = { e: 0.5, q: 1.2, i: 10, om: 20, w: 30, tp_jd_tdb: 2460100.5 };
    const expected = cometaryToState(
      { e: 0.5, q: 1.2, i: 10, node: 20, peri: 30, tp: 60100 },
      60000,
    );
    expect(parseOrbitJson({ epoch_mjd_tdb: 60000, elements: cometary }).state).toEqual(expected);
    expect(parseOrbitJson({ elements: { ...cometary, epoch_jd_tdb: 2460000.5 } }).state).toEqual(
      expected,
    );
    const keplerian = { a: 2.4, e: 0.5, i: 10, node: 20, peri: 30, M: 40 };
    const { state: there } = parseOrbitJson({ epoch: 60000, elements: keplerian });
    expect(there).toEqual(keplerianToState(keplerian, 60000));
    const equinoctial = {
      a: 2.4,
      h: 0.5 * Math.sin((50 * Math.PI) / 180),
      k: 0.5 * Math.cos((50 * Math.PI) / 180),
      p: Math.tan((5 * Math.PI) / 180) * Math.sin((20 * Math.PI) / 180),
      q: Math.tan((5 * Math.PI) / 180) * Math.cos((20 * Math.PI) / 180),
      lambda: 90,
    };
    parseOrbitJson({ epoch: 60000, elements: equinoctial }).state.forEach((v, k) => {
      expect(v).toBeCloseTo(there[k]!, 12);
    });
    expect(parseOrbitJson(sbdb()).name).toBe("1P/Halley");
  });

  it.each([
    [7, "JSON object"],
    [{}, "epoch_mjd_tdb"],
    [{ epoch_mjd_tdb: 60000 }, "state_helio_icrf"],
    [{ ...state, state_helio_icrf: [1, 2] }, "six numbers"],
    [{ ...state, state_helio_icrf: [1, 2, 3, 4, 5, "x"] }, "not a number"],
    [{ ...state, covariance: [1] }, "6 by 6"],
    [{ ...state, nongrav: 3 }, "not an object"],
    [{ epoch: 60000, elements: { e: 0.1, a: 2, i: 1, om: 2, w: 3 } }, "mean anomaly"],
    [{ epoch: 60000, elements: { e: 2, a: 2, i: 1, om: 2, w: 3, M: 1 } }, "semi-major axis"],
  ])("refuses %j", (json, sentence) => {
    expect(() => parseOrbitJson(json)).toThrow(OrbitError);
    expect(() => parseOrbitJson(json)).toThrow(sentence);
  });

  it("never throws anything but its own error", () => {
    fc.assert(
      fc.property(
        fc.object({
          key: fc.constantFrom(
            "orbit",
            "elements",
            "epoch",
            "e",
            "q",
            "state_helio_icrf",
            "covariance",
            "nongrav",
            "H",
            "labels",
            "data",
          ),
        }),
        (json) => {
          try {
            parseOrbitJson(json);
          } catch (error) {
            expect(error).toBeInstanceOf(OrbitError);
          }
        },
      ),
      fuzz,
    );
  });
});
