import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fitsOf, openFolder, skyCards, starField } from "./frames/folder.ts";
import type { House } from "./house.ts";

const size = [240, 200] as const;

/** A fixed star, and one that moves 20″ east each time; each exposure points elsewhere and is rotated. */
const exposures = [0, 1, 2].map((i) => ({
  cards: {
    ...skyCards([80 + 0.002 * i, 10 - 0.001 * i], size, 25 * i),
    "DATE-OBS": `2026-05-20T2${i}:00:00`,
    FILTER: "V",
  },
  moving: [80 + (20 * i) / 3600 / Math.cos((10 * Math.PI) / 180), 10] as const,
}));

describe("blinked frames", () => {
  let house: House & { folder: string };
  const get = (query: string) => fetch(`${house.url}/frames/blink?${query}`);
  /** Where each picture is brightest, relative to its centre: pixels to the right and down. */
  const bright = async (query: string) => {
    const answer = await get(query);
    expect(answer.status, await answer.clone().text()).toBe(200);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const {
      pages = 1,
      width = 0,
      pageHeight = 0,
    } = await sharp(bytes, { animated: true }).metadata();
    const places = [];
    for (let page = 0; page < pages; page++) {
      const data = await sharp(bytes, { page }).removeAlpha().greyscale().raw().toBuffer();
      let best = 0;
      for (let i = 0; i < data.length; i++) if ((data[i] ?? 0) > (data[best] ?? 0)) best = i;
      places.push([(best % width) - width / 2, Math.floor(best / width) - pageHeight / 2] as const);
    }
    return { places, width, height: pageHeight, type: answer.headers.get("content-type") };
  };

  beforeAll(async () => {
    const { parseWcs, Header } = await import("@welkin/fits");
    const { cardsOf } = await import("./frames/folder.ts");
    const files: Record<string, Uint8Array> = {};
    for (const [i, { cards, moving }] of exposures.entries()) {
      const at = parseWcs(new Header(cardsOf({ NAXIS: 2, NAXIS1: 240, NAXIS2: 200, ...cards })));
      const pixel = at?.skyToPixel(...moving);
      if (!pixel) throw new Error("off the map");
      const data = starField(...size, [[pixel.x - 1, pixel.y - 1, 20_000]], i + 1);
      files[`e${i}.fits`] = await fitsOf(data, size, cards);
    }
    files["lost.fits"] = await fitsOf(starField(...size, []), size);
    house = await openFolder(files);
  });
  afterAll(() => house?.close());

  const look = "interval=minmax&labels=false&width=120&height=120";

  it("are laid on each other by the sky: what moves, moves", async () => {
    const { places, type } = await bright(`frames=e0,e1,e2&ra=80&dec=10&size=2&${look}`);
    expect(type).toBe("image/gif");
    // 1″ per pixel, east to the left.
    expect(places.map(([x]) => Math.round(x / 5) * 5 + 0)).toEqual([0, -20, -40]);
    for (const [, y] of places) expect(Math.abs(y)).toBeLessThan(3);
  });

  it("follow a target's positions", async () => {
    const positions = exposures.map(({ moving: [ra, dec] }) => `${ra},${dec}`).join(";");
    const { places, width, type } = await bright(
      `frames=e0,e1,e2&positions=${positions}&size=1&format=webp&${look}`,
    );
    expect([type, width]).toEqual(["image/webp", 120]);
    for (const place of places) for (const side of place) expect(Math.abs(side)).toBeLessThan(5);
  });

  it("show all of the first where no place is asked for", async () => {
    const { width, height, places } = await bright("frames=e0,e1&interval=minmax&labels=false");
    expect([width, height]).toEqual([240, 200]);
    expect(places).toHaveLength(2);
  });

  it("have labels, marks, and their own pace", async () => {
    const answer = await get(
      "frames=e0,e1&ra=80&dec=10&size=2&fps=4&mark=1&compass=1&scalebar=1&cmap=viridis",
    );
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect((await sharp(bytes, { animated: true }).metadata()).delay).toEqual([250, 250]);
  });

  it.each([
    ["frames=e0", 400],
    [`frames=${Array.from({ length: 61 }, () => "e0").join(",")}`, 400],
    ["frames=e0,,e1", 400],
    ["frames=e0,e1&positions=80,10&size=1", 400],
    ["frames=e0,e1&positions=80,10;81&size=1", 400],
    ["frames=e0,e1&ra=80&dec=10", 400],
    ["frames=e0,e1&ra=80&dec=10&size=300pix", 400],
    ["frames=e0,e1&ra=80&size=1", 400],
    ["frames=e0,e1&width=5000", 400],
    ["frames=e0,e1&fps=0", 400],
    ["frames=e0,nobody", 404],
    ["frames=e0,lost", 422],
    ["frames=lost,e0", 422],
  ])("answer %.40s with a problem", async (query, status) => {
    const answer = await get(query);
    expect(await answer.json()).toMatchObject({ status, code: expect.any(String) });
  });
});
