import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fitsOf, skyCards, starField } from "./frames/folder.ts";
import { OcsServer } from "./frames/ocs-server.ts";
import { type House, openHouse } from "./house.ts";

const place = [150, 20] as const;
const size = [300, 200] as const;
/** East of the centre, so that left and right, up and down can be distinguished. */
const field = starField(...size, [
  [60, 150, 9000],
  [200, 40, 5000],
]);

describe("frames that not everybody may see", () => {
  const archive = new OcsServer();
  let house: House;
  const token = "abcdef";
  const secret = `Token ${token}`;
  const get = (path: string, authorization?: string) =>
    fetch(`${house.url}${path}`, authorization ? { headers: { authorization } } : {});

  beforeAll(async () => {
    await archive.start();
    house = await openHouse({ settings: { WELKIN_FRAMES_ARCHIVE: archive.url } });
    const file = await fitsOf(field, size, skyCards(place, size));
    const record = {
      ...{ id: 5, basename: "mine-e91", filename: "mine-e91.fits", configuration_type: "EXPOSE" },
      ...{ request_id: 7, reduction_level: 91, primary_optical_element: "V" },
      public_date: "2099-01-01T00:00:00Z",
    };
    archive.add({ record, file, token });
  });
  afterAll(async () => {
    await house?.close();
    await archive.stop();
  });

  it("are kept by no cache, and hidden from others though their pictures are kept here", async () => {
    for (const path of [
      "/frames/5/picture.jpg?width=90",
      "/frames/5/cutout.fits?box=1,1,20,20",
      "/frames/5/info",
      "/iiif/5/full/max/0/default.jpg",
      "/soda/sync?ID=5&CIRCLE=150+20+0.01",
    ]) {
      const mine = await get(path, secret);
      expect([path, mine.status], await mine.clone().text()).toEqual([path, 200]);
      expect(mine.headers.get("cache-control")).toBe("private, no-store");
      expect([path, (await get(path)).status]).toEqual([path, 404]);
      expect([path, (await get(path, "Token other")).status]).toEqual([path, 404]);
    }
  });
});

describe("public frames of an archive that may hide them one day", () => {
  const archive = new OcsServer();
  let house: House;

  beforeAll(async () => {
    await archive.start();
    house = await openHouse({ settings: { WELKIN_FRAMES_ARCHIVE: archive.url } });
    const record = {
      ...{ id: 6, basename: "ours-e91", filename: "ours-e91.fits", configuration_type: "EXPOSE" },
      public_date: "2020-01-01T00:00:00Z",
    };
    archive.add({ record, file: await fitsOf(field, size, skyCards(place, size)) });
  });
  afterAll(async () => {
    await house?.close();
    await archive.stop();
  });

  it("are asked for at each request, even of what never changes", async () => {
    const first = await fetch(`${house.url}/frames/6/picture.jpg?width=60`);
    const address = `${house.url}${first.headers.get("content-location")}`;
    for (let times = 0; times < 2; times++) {
      archive.seen.length = 0;
      const answer = await fetch(address);
      expect(answer.headers.get("cache-control")).toContain("immutable");
      expect(archive.asked).toEqual(["/frames/6/"]);
    }
    archive.answer("/frames/6/", (_, response) => void response.writeHead(404).end("{}"));
    expect((await fetch(address)).status).toBe(404);
  });
});
