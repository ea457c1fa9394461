import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fitsOf, openFolder, skyCards, starField } from "./frames/folder.ts";
import type { House } from "./house.ts";
import {
  box,
  importOrbits,
  importRows,
  isis,
  isisAt,
  isisMjd,
  settled,
} from "./survey/observations.ts";

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at as JSON
type Answer = any;

const [RA, DEC] = isisAt;

/** Cutouts of observations whose files Welkin holds itself. */
describe("observations of files that are in the frames' folder", () => {
  let house: House & { readonly folder: string };

  beforeAll(async () => {
    const data = starField(200, 200, [[100, 100, 9000]]);
    const file = await fitsOf(data, [200, 200], {
      ...skyCards([RA, DEC], [200, 200]),
      "DATE-OBS": "2019-01-01T10:15:00",
      EXPTIME: 60,
    });
    house = await openFolder({ "night/mine-1.fits": file, "night/mine-2.fits.fz": file });
    await importOrbits(house, [isis]);
    const row = { mjd_start: isisMjd, exposure: 60, fov: box(RA, DEC, 0.02) };
    await importRows(house, "local", [
      { ...row, product_id: "mine-1" },
      { ...row, product_id: "urn:x:mine-2", file_name: "mine-2.fits.fz" },
      { ...row, product_id: "elsewhere" },
    ]);
  }, 120_000);
  afterAll(async () => {
    await house?.close();
  });

  const json = async (path: string): Promise<Answer> => (await fetch(`${house.url}${path}`)).json();
  const piecesOf = (rows: Answer[]) =>
    Object.fromEntries(rows.map((row) => [row.product_id, [row.cutout_url, row.preview_url]]));

  it("have pieces from there, which are there", async () => {
    const asked = await fetch(`${house.url}/survey/searches`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ target: "42", sources: ["local"] }),
    });
    const { id }: Answer = await asked.json();
    await settled(house, id);
    const { hits } = await json(`/survey/searches/${id}/results`);
    const { ra, dec } = hits[0];
    const at = `ra=${ra.toFixed(5)}&dec=${dec.toFixed(5)}&size=5`;
    const pieces = (name: string) => [
      `/frames/${name}/cutout.fits?${at}`,
      `/frames/${name}/cutout.jpg?${at}&width=320&height=320`,
    ];
    expect(piecesOf(hits)).toEqual({
      "mine-1": pieces("mine-1"),
      "urn:x:mine-2": pieces("mine-2"),
      elsewhere: [null, null],
    });
    for (const url of pieces("mine-1")) {
      expect((await fetch(`${house.url}${url}`)).status).toBe(200);
    }
    const caught = piecesOf((await json(`/caught/${id}`)).data);
    expect(caught["mine-1"]).toEqual(pieces("mine-1").map((url) => house.url + url));
  });

  it("have them at places, too", async () => {
    const { observations } = await json(`/survey/fixed?ra=${RA}&dec=${DEC}&source=local`);
    const found = piecesOf(observations);
    expect(found["mine-1"][0]).toBe(
      `/frames/mine-1/cutout.fits?ra=${RA.toFixed(5)}&dec=${DEC.toFixed(5)}&size=5`,
    );
    expect(found["elsewhere"]).toEqual([null, null]);
    const told = piecesOf((await json(`/fixed?ra=${RA}&dec=${DEC}&sources=local`)).data);
    expect(told["urn:x:mine-2"][1]).toMatch(/^http.*\/frames\/mine-2\/cutout\.jpg\?/);
  });
});
