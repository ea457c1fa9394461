import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FixtureServer, startFixture } from "./server.ts";

/**
 * The built page in a browser. Against fixtures by default; `WELKIN_TEST_URL` names a running service
 * instead, and then only what holds for any service is tested.
 */

const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
const service = process.env["WELKIN_TEST_URL"];
const isBuilt = existsSync(join(import.meta.dirname, "../dist/index.html"));
const reason = !existsSync(executablePath)
  ? `no Chromium at ${executablePath} (CHROMIUM_PATH names another)`
  : !service && !isBuilt && "the page is not built (npm run build -w packages/viewer)";
if (reason) console.warn(`The page is not tested in a browser: ${reason}.`);

/** The page tells tests when the picture that was asked for is on the map. */
const shown = (page: Page) =>
  page.waitForFunction(() => document.documentElement.dataset["shown"] !== undefined);
const clock = (page: Page) => page.locator(".time-clock time").textContent();
const otherClock = (page: Page, before: string | null) =>
  page.waitForFunction(
    (old) => document.querySelector(".time-clock time")?.textContent !== old,
    before,
  );
const radio = (page: Page, name: string) => page.getByRole("radio", { name, exact: true });

// Maps are drawn without a graphics card here: slow, on a busy machine very slow.
describe.skipIf(reason)("the page in a browser", { timeout: 120_000 }, () => {
  let browser: Browser;
  let fixture: FixtureServer | undefined;
  let url: string;
  const pages: Page[] = [];

  beforeAll(async () => {
    fixture = service ? undefined : await startFixture();
    url = service ?? fixture!.url;
    browser = await chromium.launch({
      executablePath,
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
  });

  afterAll(async () => {
    await browser?.close();
    await fixture?.close();
  });

  /** A page, and what went wrong in it: errors, and whatever the content security policy refused. */
  async function open(hash = "", options: Parameters<Browser["newPage"]>[0] = {}) {
    const page = await browser.newPage({ viewport: { width: 900, height: 640 }, ...options });
    pages.push(page);
    const problems: string[] = [];
    const foreign: string[] = [];
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(url) && !/^(blob|data):/.test(request.url())) {
        foreign.push(request.url());
      }
    });
    await page.goto(`${url}/${hash}`);
    return { page, problems, foreign };
  }

  /** Lets one more volume come. */
  function arrive() {
    fixture!.volumes += 1;
    fixture!.tell("radar.volume", { site: "KLOT" });
  }

  /** Waits until nothing was asked for a second: the neighbours are fetched ahead one after another. */
  async function quiet(page: Page) {
    for (let seen = -1; seen !== fixture!.asked.length; ) {
      seen = fixture!.asked.length;
      await page.waitForTimeout(1000);
    }
  }

  const sitesAsked = () => fixture!.asked.filter((path) => path === "/radar/sites").length;

  it("shows the newest volume's lowest reflectivity, and asks nobody else for anything", async () => {
    const { page, problems, foreign } = await open();
    await shown(page);
    expect(await radio(page, "Reflectivity").isChecked()).toBe(true);
    expect(await page.locator(".angles input").first().isChecked()).toBe(true);
    expect(problems).toEqual([]);
    expect(foreign).toEqual([]);
    await page.close();
  });

  it("draws the picture on the map", async () => {
    const { page } = await open();
    await shown(page);
    const whole = await colours(page);
    const opacity = page.getByRole("slider", { name: "Opacity" });
    await opacity.fill("0.1");
    await page.waitForTimeout(500);
    expect(await colours(page)).not.toEqual(whole);
    await page.close();
  });

  it("tells the value under the pointer", async () => {
    const { page } = await open();
    await shown(page);
    await page.mouse.move(560, 300);
    await page.getByText("From radar").waitFor();
    expect(await page.locator(".readout").textContent()).toMatch(/°[NS] \d+\.\d{3}°[EW]/);
    await page.close();
  });

  it("keeps what is shown in the address, and opens it again", async () => {
    const { page } = await open();
    await shown(page);
    await page.keyboard.press("ArrowUp");
    await page.waitForFunction(() => /sweep=[1-9]/.test(location.hash));
    const hash = new URL(page.url()).hash;
    const chosen = await page.locator(".angles input:checked + span").textContent();
    await page.close();
    const again = await open(hash);
    await shown(again.page);
    expect(await again.page.locator(".angles input:checked + span").textContent()).toBe(chosen);
    expect(new URL(again.page.url()).hash.split("&view")[0]).toBe(hash.split("&view")[0]);
    await again.page.close();
  });

  it("fits a phone", async () => {
    const { page, problems } = await open("", {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await shown(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(390);
    await page.locator(".panel-summary").tap();
    expect(await radio(page, "Reflectivity").isVisible()).toBe(true);
    expect(problems).toEqual([]);
    await page.close();
  });

  describe.skipIf(service)("with fixtures", () => {
    it("says that the weather is simulated", async () => {
      const { page } = await open();
      await shown(page);
      expect(await page.locator(".badge").textContent()).toContain("Simulated");
      await page.close();
    });

    it("steps through time and plays", async () => {
      const { page } = await open();
      await shown(page);
      const newest = await clock(page);
      const slider = page.getByRole("slider", { name: "Time of what is shown" });
      expect(await slider.getAttribute("aria-valuetext")).toMatch(/UTC.*12 of 12$/);
      await page.keyboard.press("ArrowLeft");
      await page.waitForFunction(
        (before) => document.querySelector(".time-clock time")?.textContent !== before,
        newest,
      );
      await page.keyboard.press("End");
      await page.keyboard.press("Space");
      const seen = new Set<string | null>();
      for (let i = 0; i < 40 && seen.size < 4; i += 1) {
        seen.add(await clock(page));
        await page.waitForTimeout(150);
      }
      expect(seen.size).toBeGreaterThanOrEqual(4);
      expect(await page.getByRole("button", { name: "Pause" }).count()).toBe(1);
      await page.close();
    });

    it("takes velocity from the Doppler cut", async () => {
      const { page } = await open();
      await shown(page);
      await page.keyboard.press("2");
      await page.waitForFunction(() => /sweep=1&moment=VEL/.test(location.hash));
      expect(await page.locator(".legend figcaption").textContent()).toBe("m/s");
      await page.close();
    });

    it("shows a volume that arrives, and asks once for a burst of events", async () => {
      const { page } = await open();
      await shown(page);
      await quiet(page);
      const before = await clock(page);
      const asked = sitesAsked();
      arrive();
      for (let i = 0; i < 5; i += 1) fixture!.tell("radar.volume", { site: "KMKX" });
      await otherClock(page, before);
      expect(sitesAsked()).toBe(asked + 1);
      await page.close();
    });

    it("asks for nothing while nothing is new", async () => {
      const { page } = await open();
      await shown(page);
      await quiet(page);
      const asked = fixture!.asked.length;
      await page.waitForTimeout(1500);
      expect(fixture!.asked.slice(asked)).toEqual([]);
      await page.close();
    });

    it("catches up after its stream of events broke off", async () => {
      const { page } = await open();
      await shown(page);
      await quiet(page);
      const before = await clock(page);
      fixture!.breakStreams();
      arrive();
      await otherClock(page, before);
      await page.close();
    });

    it("goes on to a growing volume once it has what is shown", async () => {
      const { page } = await open();
      await shown(page);
      await page.keyboard.press("ArrowUp");
      await page.waitForFunction(() => /sweep=2&/.test(location.hash));
      const before = await clock(page);
      fixture!.growing = 2;
      arrive();
      const count = `${fixture!.volumes - 1} of ${fixture!.volumes}`;
      await page.locator(".track-head").getByText(count).waitFor();
      expect(await clock(page)).toBe(before);
      fixture!.growing = 4;
      fixture!.tell("radar.volume", { site: "KLOT" });
      await otherClock(page, before);
      await page.getByText("The radar is still at it").waitFor();
      expect(await page.locator(".angles input").count()).toBe(2);
      fixture!.growing = undefined;
      fixture!.tell("radar.volume", { site: "KLOT" });
      await page.getByText("14 angles").waitFor();
      await page.close();
    });

    it("takes a file, follows its job and shows what came of it", async () => {
      const { page, problems } = await open();
      await shown(page);
      const before = await clock(page);
      await page
        .locator("input[type=file]")
        .first()
        .setInputFiles({ name: "KLOT.ar2v", mimeType: "", buffer: Buffer.alloc(1000) });
      await page.getByText("Done").waitFor();
      await otherClock(page, before);
      expect(problems).toEqual([]);
      await page.close();
    });

    it("shows a product with its classes, at the same time, and goes back", async () => {
      const { page, problems } = await open();
      await shown(page);
      await page.keyboard.press("Home");
      await page.keyboard.press("ArrowRight");
      await page.getByRole("button", { name: "Classes" }).click();
      await radio(page, "Digital Hydrometeor Classification N0H").check({ force: true });
      await page.waitForFunction(() => /product=N0H&id=20260604T225608Z/.test(location.hash));
      expect(await page.locator(".classes li").count()).toBe(3);
      expect(await page.locator(".sweeps").count()).toBe(0);
      await page.mouse.move(560, 300);
      await page.locator(".classes li.here").waitFor();
      expect(await page.locator(".reading").textContent()).toContain("Light or moderate rain");
      await page.getByRole("button", { name: "Later" }).click();
      await page.waitForFunction(() => /id=20260604T230108Z/.test(location.hash));
      await radio(page, "Reflectivity").check({ force: true });
      await page.waitForFunction(() => /volume=20260604T230108Z.*moment=REF/.test(location.hash));
      expect(problems).toEqual([]);
      await page.close();
    });

    it("marks storms, tells of them, and leaves them out", async () => {
      const { page } = await open(
        "#site=KLOT&volume=20260604T230608Z-c0ffee0b&view=8/41.3/-88.0843",
      );
      await shown(page);
      await quiet(page);
      const map = (await page.locator(".map").boundingBox())!;
      const toCell = (beside: number) =>
        page.mouse.move(map.x + map.width / 2 + beside, map.y + map.height / 2);
      await toCell(0);
      const label = page.locator(".storm-label");
      expect(await label.textContent()).toBe("Storm cell A0Moving from 250° at 35 kt");
      await page.getByLabel("Storms").uncheck();
      await toCell(1);
      await label.waitFor({ state: "detached" });
      await page.close();
    });

    it("opens what is to be read", async () => {
      const { page } = await open();
      await shown(page);
      await page.getByRole("button", { name: "Text", exact: true }).click();
      await radio(page, "Free Text Message FTM").check({ force: true });
      await page.getByText("RADAR WILL BE DOWN").waitFor();
      expect(await page.locator(".legend").count()).toBe(0);
      await page.getByRole("button", { name: "Close the text" }).click();
      expect(await page.locator(".reader").count()).toBe(0);
      await page.close();
    });

    it("shows a radar of which only products are held", async () => {
      fixture!.onlyProducts = true;
      const { page, problems } = await open();
      await shown(page);
      fixture!.onlyProducts = false;
      // It is real, and so comes before the simulated one.
      expect(await page.locator(".moments").count()).toBe(0);
      expect(await page.locator(".site-id").textContent()).toBe("KMKX");
      await page.waitForFunction(() => /site=KMKX&product=N0H/.test(location.hash));
      expect(problems).toEqual([]);
      await page.close();
    });

    it("tells how fresh the sources are, where there are any", async () => {
      const { page } = await open();
      await shown(page);
      await page.keyboard.press("?");
      await page.getByRole("heading", { name: "Help" }).waitFor();
      expect(await page.locator(".sources").count()).toBe(0);
      await page.keyboard.press("Escape");
      await page.getByRole("heading", { name: "Help" }).waitFor({ state: "hidden" });
      const time = new Date(Date.now() - 5 * 60_000).toISOString();
      fixture!.sources = [
        {
          source: "level3",
          feed: "KLOT",
          newest: time,
          error: { time, reason: "The bucket answered 403.", over: false },
          files: { waiting: 0, done: 7, failed: 1, skipped: 0 },
          problems: [
            { file: "LOT_N0B_2026", state: "failed", reason: "It is empty.", tries: 3, time },
          ],
        },
      ];
      await page.keyboard.press("?");
      await page.getByText("The bucket answered 403. (5 min ago)").waitFor();
      await page.getByText("1 set aside").click();
      await page.getByText("LOT_N0B_2026: It is empty.").waitFor();
      fixture!.sources = [];
      await page.close();
    });

    it("says in plain words that nothing is held", async () => {
      const held = fixture!.volumes;
      fixture!.volumes = 0;
      const { page } = await open();
      await page.getByRole("heading", { name: "No radar volumes yet" }).waitFor();
      expect(await page.locator(".empty").textContent()).toContain("welkin radar ingest");
      fixture!.volumes = held;
      fixture!.tell("radar.volume", { site: "KLOT" });
      await shown(page);
      await page.close();
    });

    it("says in plain words that the service is away", async () => {
      const page = await browser.newPage();
      // Away until somebody presses: the page also asks again by itself, and would win at times.
      let away = true;
      await page.exposeFunction("pressed", () => {
        away = false;
      });
      await page.addInitScript(
        'addEventListener("pointerdown", () => globalThis.pressed(), { capture: true })',
      );
      await page.route("**/radar/**", (route) => (away ? route.abort() : route.continue()));
      await page.goto(url);
      await page.getByText("The service does not answer").waitFor();
      await page.getByRole("button", { name: "Try again" }).click();
      await shown(page);
      await page.close();
    });
  });
});

/** The map's middle as pixels: enough to tell whether a picture is drawn there. */
const colours = async (page: Page) =>
  (await page.screenshot({ clip: { x: 440, y: 200, width: 200, height: 200 } })).toString("base64");
