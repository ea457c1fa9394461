import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openFits, readWcs, type Wcs } from "@welkin/fits";
import { type Browser, chromium, type Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { fitsOf, skyCards } from "./frames/folder.ts";
import { type ArchivedFrame, OcsServer } from "./frames/ocs-server.ts";
import { type House, openHouse } from "./house.ts";

/** Frames and surveys as a visitor sees them: the built page on a whole service, with its simulated sky. */

const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
const built = fileURLToPath(new URL("../../viewer/dist/index.html", import.meta.url));
const reason = !existsSync(executablePath)
  ? `no Chromium at ${executablePath} (CHROMIUM_PATH names another)`
  : !existsSync(built) && "the page is not built (npm run build)";
if (reason && process.env["WELKIN_TEST_BROWSER"] === "required") throw new Error(reason);
if (reason) console.warn(`Frames and surveys are not tested in a browser: ${reason}.`);

/** On a busy machine, pictures requested earlier are drawn first. */
const timeout = 110_000;

// What the page does by itself may happen before or after anything a test does: tests wait for states, never for
// moments.
describe.skipIf(reason)("the sky in a browser", { timeout: 240_000 }, () => {
  let house: House;
  const { open, isDrawn } = useBrowser(() => house);

  beforeAll(async () => {
    house = await openHouse({ settings: { WELKIN_SIMULATE: "on", WELKIN_THREADS: "2" } });
    await house.service.frames.start();
    await house.service.survey.simulate("on");
  });

  afterAll(() => house?.close());

  const hasPixels = (selector: string) => (page: Page) =>
    page.waitForFunction((wanted) => {
      const image = document.querySelector<HTMLImageElement>(wanted);
      return image?.complete && image.naturalWidth > 0;
    }, selector);

  it("finds a comet, with a picture of each hit", async () => {
    const { page, errors } = await open("#/survey");
    await page.getByLabel("Target").fill("65P");
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await page.locator(".hit").first().waitFor();
    const hits = await page.locator(".hit").count();
    expect(hits).toBeGreaterThan(30);
    await page.locator(".survey-head").getByText(`${hits} exp`).waitFor();
    await hasPixels(".hit img")(page);
    await expect.poll(() => page.locator(".chart canvas").count(), { timeout }).toBe(2);
    expect(page.url()).toContain("target=65P");

    await page.locator(".hit a").first().click();
    await isDrawn(page);
    expect(await page.locator(".frame-file").textContent()).toMatch(/^sim-2025/);
    expect(errors).toEqual([]);
  });

  it("says in plain words that nobody knows a target", async () => {
    const { page } = await open("#/survey?target=Nobody%20at%20all");
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").textContent()).toContain("Nobody at all");
  });

  it("finds what was exposed at a place", async () => {
    const { page, errors } = await open("#/survey?ra=280&dec=-30.5");
    await page.locator(".hit").first().waitFor();
    expect(await page.getByLabel("RA, degrees").inputValue()).toBe("280");
    expect(errors).toEqual([]);
  });

  it("lists frames, and draws one in another way", async () => {
    const { page, errors } = await open("#/frames");
    await page.locator(".frame-grid button").first().waitFor();
    await hasPixels(".frame-grid img")(page);
    await isDrawn(page);
    await page.getByRole("button", { name: "Blink" }).click();
    await page.locator(".blink-film img").waitFor();
    expect(await page.locator(".blink-film img").getAttribute("alt")).toMatch(/^\d frames/);
    await page.getByRole("button", { name: "Close" }).click();
    await page.locator(".blink").waitFor({ state: "detached" });

    // The wait begins before the request: the answer may come at once.
    const picture = page.waitForResponse((response) => response.url().includes("color=lupton"));
    await page.getByLabel("Filters").selectOption("lupton");
    expect((await picture).status()).toBe(200);
    await page.waitForFunction(() => location.hash.includes("color=lupton"));

    await page.getByRole("searchbox").fill("no-such-frame");
    await page.getByText("No frames are listed under this name").waitFor();
    await page.getByRole("searchbox").press("Enter");
    await page.getByText("This frame cannot be shown").waitFor();
    expect(errors.filter((text) => !text.includes("404"))).toEqual([]);
  });

  it("leads to the list and back by keyboard on a phone, where it is hidden", async () => {
    const { page } = await open("#/frames");
    await page.setViewportSize({ width: 390, height: 844 });
    const list = page.locator("#frame-list");
    await isDrawn(page);
    await list.waitFor({ state: "hidden" });
    const follow = async (name: string) => {
      await page.getByRole("button", { name, exact: true }).focus();
      await page.keyboard.press("Enter");
    };
    const focused = (id: string) =>
      page.waitForFunction((wanted) => document.activeElement?.id === wanted, id);
    await follow("To the list of frames");
    await list.waitFor();
    await focused("frame-list");
    await follow("To the frame");
    await list.waitFor({ state: "hidden" });
    await focused("frame-stage");
  });
});

describe.skipIf(reason)("frames of an archive in a browser", { timeout: 240_000 }, () => {
  const [width, height] = [60, 40];
  /** Bright at the lower left; otherwise each pixel has a value of its own. */
  const pixels = Float32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return (x < width / 2 && y < height / 2 ? 50_000 : 0) + x + 100 * y;
  });
  const sky = skyCards([150, 20], [width, height], 30);
  const skies = [
    skyCards([150, 20], [width, height]),
    skyCards([150, 20], [width, height], 100),
    { ...sky, CD1_1: -Number(sky["CD1_1"]), CD2_1: -Number(sky["CD2_1"]) },
  ];
  const token = "a-token-that-nobody-else-has";
  const hidden = 9;
  const archive = new OcsServer();
  const wcs: (Wcs | undefined)[] = [];
  let house: House;
  const { open, isDrawn } = useBrowser(() => house);

  beforeAll(async () => {
    await archive.start();
    for (const [i, cards] of skies.entries()) {
      const file = await fitsOf(pixels, [width, height], cards);
      const fits = await openFits(file);
      wcs.push(await readWcs(fits, fits.firstImage()));
      archive.add(frame(i + 1, file));
      if (i === 0) archive.add(frame(hidden, file, token));
    }
    house = await openHouse({ settings: { WELKIN_FRAMES_ARCHIVE: archive.url } });
  });

  afterAll(async () => {
    await house?.close();
    await archive.stop();
  });

  function frame(id: number, file: Uint8Array, secret?: string): ArchivedFrame {
    const basename = `frame-${id}`;
    const version_set = [{ id, md5: id.toString().repeat(32), extension: ".fits" }];
    const record = { id, basename, filename: `${basename}.fits`, version_set, request_id: 7 };
    return { record, file, ...(secret !== undefined && { token: secret }) };
  }

  /** What the page says about a point on the screen, and its brightness, 0 to 255. */
  async function readAt(page: Page, x: number, y: number) {
    await page.mouse.move(x, y);
    await page.locator(".sky-value").waitFor();
    await page.locator(".sky-place").waitFor();
    const [, place = "", pixel = ""] = await page.locator(".sky-readout p").allTextContents();
    const [ra = Number.NaN, dec = Number.NaN] = numbers(place);
    const [column = Number.NaN, row = Number.NaN, value = Number.NaN] = numbers(pixel);
    const shot = await page.screenshot({ clip: { x, y, width: 1, height: 1 } });
    const { data } = await sharp(shot).greyscale().raw().toBuffer({ resolveWithObject: true });
    return { ra, dec, column, row, value, brightness: data[0] ?? 0 };
  }

  const numbers = (text: string) =>
    [...text.replaceAll("−", "-").matchAll(/-?\d+(\.\d+)?/g)].map(([number]) => Number(number));

  it.each([
    [1, ""],
    [1, "up"],
    [2, ""],
    [2, "up"],
    [2, "none"],
    [3, ""],
    [3, "up"],
    [3, "none"],
  ])("tells where the pointer is and what is there: frame %d, turned %j", async (id, orient) => {
    const { page, errors } = await open(`#/frames?id=${id}&interval=minmax&orient=${orient}`);
    await isDrawn(page);
    const box = (await page.locator(".sky").boundingBox())!;
    const at = (right: number, down: number) => [
      Math.round(box.x + box.width * right),
      Math.round(box.y + box.height * down),
    ];
    const corners = [at(0.4, 0.41), at(0.6, 0.41), at(0.4, 0.59), at(0.6, 0.59)];
    const found = [];
    for (const [x = 0, y = 0] of corners) {
      // A bright point has a matching value, once it is drawn.
      const told = async () => {
        const read = await readAt(page, x, y);
        return read.value >= 50_000 === read.brightness > 200;
      };
      await expect.poll(told, { timeout }).toBe(true);
      const read = await readAt(page, x, y);
      const [column, row] = [(read.value % 100) + 1, Math.floor((read.value % 50_000) / 100) + 1];
      expect(Math.abs(read.column - column)).toBeLessThan(0.56);
      expect(Math.abs(read.row - row)).toBeLessThan(0.56);
      // The page writes pixels to a tenth: a twentieth of an arc second either way.
      const truth = wcs[id - 1]!.pixelToSky(read.column, read.row)!;
      const east = (read.ra - truth.ra) * 3600 * Math.cos((truth.dec * Math.PI) / 180);
      expect(Math.hypot(east, (read.dec - truth.dec) * 3600)).toBeLessThan(0.09);
      found.push(read);
    }
    expect(found.some(({ value }) => value >= 50_000)).toBe(true);
    expect(found.some(({ value }) => value < 50_000)).toBe(true);
    const [upperLeft, upperRight, lowerLeft] = found;
    if (orient !== "none") {
      expect(upperLeft!.dec).toBeGreaterThan(lowerLeft!.dec);
      expect(upperLeft!.ra).toBeGreaterThan(upperRight!.ra);
    }
    // Exactly up: left and right are equally far north.
    if (orient === "up") expect(upperLeft!.dec).toBeCloseTo(upperRight!.dec, 4);
    expect(errors).toEqual([]);
  });

  it("shows a frame that is not everybody's to who has a token, and tells it to nobody else", async () => {
    const { page, errors } = await open(`#/frames?id=${hidden}`);
    const asked: { url: string; authorization: string | undefined }[] = [];
    page.on("request", (request) =>
      asked.push({ url: request.url(), authorization: request.headers()["authorization"] }),
    );
    const give = async (text: string) => {
      await page.getByLabel("Archive token").fill(text);
      await page.getByRole("button", { name: "Use it" }).click();
    };
    await page.getByText("one that is not public").waitFor();
    await give("another-token");
    await page.getByText("nor visible with this token").waitFor();
    asked.length = 0;
    await give(token);
    await isDrawn(page);
    // Tiles, one whole picture, and values.
    const picture = page.waitForResponse((answer) => answer.url().includes("stretch=histogram"));
    await page.getByLabel("Stretch").selectOption("histogram");
    expect((await picture).status()).toBe(200);
    const box = (await page.locator(".sky").boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.locator(".sky-value").waitFor();
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "JPEG" }).click();
    expect((await download).suggestedFilename()).toBe(`frame-${hidden}.jpg`);

    const wanted = asked.filter(({ url }) => /^http.*\/(frames|iiif)\/9\b/.test(url));
    expect(wanted.some(({ url }) => url.includes("/iiif/"))).toBe(true);
    expect(wanted.some(({ url }) => url.includes("/picture.jpg"))).toBe(true);
    expect(wanted.every(({ authorization }) => /^Token \S+$/.test(authorization ?? ""))).toBe(true);
    expect(asked.filter(({ url }) => url.includes(token))).toEqual([]);
    expect(page.url()).not.toContain(token);
    expect(errors.filter((text) => !text.includes("404"))).toEqual([]);

    await page.getByRole("button", { name: "Token given" }).click();
    await page.getByRole("button", { name: "Forget the current one" }).click();
    await page.getByText("one that is not public").waitFor();
    // Public frames need no token.
    await page.getByRole("searchbox").fill("1");
    await page.getByRole("searchbox").press("Enter");
    await isDrawn(page);
    expect(archive.seen.at(-1)?.authorization).toBeUndefined();
  });
});

/** A browser for the tests of a block, and how a part of the page is opened in it. */
function useBrowser(house: () => House) {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath,
      args: ["--headless", "--no-sandbox", "--disable-gpu"],
    });
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  /** Opens a part of the page, and records its errors. */
  async function open(hash: string): Promise<{ page: Page; errors: string[] }> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(timeout);
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.goto(`${house().url}/${hash}`);
    return { page, errors };
  }
  const isDrawn = (page: Page) => page.locator(".sky[data-drawn]").waitFor();
  return { open, isDrawn };
}
