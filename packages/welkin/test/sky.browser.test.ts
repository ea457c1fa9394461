import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type House, openHouse } from "./house.ts";

/** Frames and surveys as a visitor sees them: the built page on a whole service, with its simulated sky. */

const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
const built = fileURLToPath(new URL("../../viewer/dist/index.html", import.meta.url));
const reason = !existsSync(executablePath)
  ? `no Chromium at ${executablePath} (CHROMIUM_PATH names another)`
  : !existsSync(built) && "the page is not built (npm run build)";
if (reason && process.env["WELKIN_TEST_BROWSER"] === "required") throw new Error(reason);
if (reason) console.warn(`Frames and surveys are not tested in a browser: ${reason}.`);

/** On a busy machine pictures that were asked for before are drawn first. */
const timeout = 110_000;

// What the page does by itself may come before or after whatever a test does: states are waited for, never moments.
describe.skipIf(reason)("the sky in a browser", { timeout: 240_000 }, () => {
  let house: House;
  let browser: Browser;

  beforeAll(async () => {
    house = await openHouse({ settings: { WELKIN_SIMULATE: "on", WELKIN_THREADS: "2" } });
    await house.service.frames.start();
    await house.service.survey.simulate("on");
    browser = await chromium.launch({
      executablePath,
      args: ["--headless", "--no-sandbox", "--disable-gpu"],
    });
  });

  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  /** Opens a part of the page; what goes wrong in it is kept. */
  async function open(hash: string): Promise<{ page: Page; errors: string[] }> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(timeout);
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.goto(`${house.url}/${hash}`);
    return { page, errors };
  }

  const isDrawn = (page: Page) => page.locator(".sky[data-drawn]").waitFor();

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

    // Waited for before it is asked for: it may be there at once.
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
});
