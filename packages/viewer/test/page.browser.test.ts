import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { initialVolumes } from "./fixture.ts";
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
if (reason && process.env["WELKIN_TEST_BROWSER"] === "required") throw new Error(reason);
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
const hash = (page: Page) => page.evaluate(() => location.hash);

/** Keeps every text that an element has had from now on: what stays for a moment only is not missed. */
const remember = (page: Page, selector: string) =>
  page.evaluate((wanted) => {
    const seen = new Set<string>();
    const look = () => {
      const text = document.querySelector(wanted)?.textContent;
      if (text) seen.add(text);
    };
    const options = { subtree: true, childList: true, characterData: true };
    new MutationObserver(look).observe(document.body, options);
    Object.assign(globalThis, { seen });
    look();
  }, selector);
/** Waits until so many texts that hold this one have been there. */
const hasHad = (page: Page, text: string, count = 1) =>
  page.waitForFunction(
    ([wanted, least]) =>
      [...(globalThis as unknown as { seen: Set<string> }).seen].filter((one) =>
        one.includes(wanted),
      ).length >= least,
    [text, count] as const,
  );

/** Maps are drawn without a graphics card here: slow, on a busy machine very slow. */
const timeout = 110_000;

// What a page does by itself may come before or after whatever a test does: states are waited for, never moments.
describe.skipIf(reason)("the page in a browser", { timeout: 240_000 }, () => {
  let browser: Browser;
  let fixture: FixtureServer | undefined;
  let url: string;
  /** How much had been asked for when the last page was opened. */
  let askedBefore = 0;

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

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    if (!fixture) return;
    const volumes = Math.max(fixture.volumes, initialVolumes);
    Object.assign(fixture, { volumes, growing: undefined, onlyProducts: false, sources: [] });
  });

  async function newPage(options: Parameters<Browser["newPage"]>[0] = {}) {
    const page = await browser.newPage({ viewport: { width: 900, height: 640 }, ...options });
    page.setDefaultTimeout(timeout);
    return page;
  }

  /** A page, and what went wrong in it: errors, and whatever the content security policy refused. */
  async function open(hash = "", options: Parameters<Browser["newPage"]>[0] = {}) {
    const page = await newPage(options);
    askedBefore = fixture?.asked.length ?? 0;
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

  const asked = () => fixture!.asked.slice(askedBefore);
  const sitesAsked = () => asked().filter((path) => path === "/radar/sites").length;

  /**
   * Waits until a page has all that it begins with: sites are asked for at first, and again once it hears what is new;
   * after that the neighbours of what is shown may still be fetched ahead, each once.
   */
  async function settled(page: Page) {
    await shown(page);
    await expect.poll(sitesAsked, { timeout }).toBe(2);
    for (let seen = -1; seen !== fixture!.asked.length; ) {
      seen = fixture!.asked.length;
      await page.waitForTimeout(1000);
    }
  }

  it("shows the newest volume's lowest reflectivity, and asks nobody else for anything", async () => {
    const { page, problems, foreign } = await open();
    await shown(page);
    expect(await radio(page, "Reflectivity").isChecked()).toBe(true);
    expect(await page.locator(".angles input").first().isChecked()).toBe(true);
    expect(problems).toEqual([]);
    expect(foreign).toEqual([]);
  });

  it("draws the picture on the map", async () => {
    const { page } = await open();
    await shown(page);
    const opacity = page.getByRole("slider", { name: "Opacity" });
    // The ground comes by itself, too: what matters is what goes with the opacity, and comes back with it.
    await expect
      .poll(
        async () => {
          await opacity.fill("1");
          const whole = await steady(page);
          await opacity.fill("0.1");
          const faint = await steady(page);
          await opacity.fill("1");
          return faint !== whole && (await steady(page)) === whole;
        },
        { timeout, interval: 0 },
      )
      .toBe(true);
  });

  it("tells the value under the pointer", async () => {
    const { page } = await open();
    await shown(page);
    await page.mouse.move(560, 300);
    await page.getByText("From radar").waitFor();
    expect(await page.locator(".readout").textContent()).toMatch(/°[NS] \d+\.\d{3}°[EW]/);
  });

  it("keeps what is shown in the address, and opens it again", async () => {
    const { page } = await open();
    await shown(page);
    await page.keyboard.press("ArrowUp");
    await page.waitForFunction(() => /sweep=[1-9]/.test(location.hash));
    const address = await hash(page);
    const chosen = await page.locator(".angles input:checked + span").textContent();
    const again = await open(address);
    await shown(again.page);
    expect(await again.page.locator(".angles input:checked + span").textContent()).toBe(chosen);
    expect((await hash(again.page)).split("&view")[0]).toBe(address.split("&view")[0]);
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
    await radio(page, "Reflectivity").waitFor();
    expect(problems).toEqual([]);
  });

  describe.skipIf(service)("with fixtures", () => {
    it("says that the weather is simulated", async () => {
      const { page } = await open();
      await shown(page);
      expect(await page.locator(".badge").textContent()).toContain("Simulated");
    });

    it("steps through time and plays", async () => {
      const { page } = await open();
      await shown(page);
      const newest = await clock(page);
      const slider = page.getByRole("slider", { name: "Time of what is shown" });
      expect(await slider.getAttribute("aria-valuetext")).toMatch(/UTC.*12 of 12$/);
      await page.keyboard.press("ArrowLeft");
      await otherClock(page, newest);
      await page.keyboard.press("End");
      await remember(page, ".time-clock time");
      await page.keyboard.press("Space");
      await hasHad(page, ":", 4);
      expect(await page.getByRole("button", { name: "Pause" }).count()).toBe(1);
    });

    it("takes velocity from the Doppler cut", async () => {
      const { page } = await open();
      await shown(page);
      await page.keyboard.press("2");
      await page.waitForFunction(() => /sweep=1&moment=VEL/.test(location.hash));
      expect(await page.locator(".legend figcaption").textContent()).toBe("m/s");
    });

    it("shows a volume that arrives, and asks once for a burst of events", async () => {
      const { page } = await open();
      await settled(page);
      const before = await clock(page);
      arrive();
      for (let i = 0; i < 5; i += 1) fixture!.tell("radar.volume", { site: "KMKX" });
      await otherClock(page, before);
      expect(sitesAsked()).toBe(3);
    });

    it("asks for nothing while nothing is new", async () => {
      const { page } = await open();
      await settled(page);
      const before = asked();
      await page.waitForTimeout(1500);
      const since = asked().slice(before.length);
      // The page's own files (its icon) the browser may look at again when it likes.
      const again = since.filter((path) => !path.startsWith("/assets/") && before.includes(path));
      expect(again).toEqual([]);
    });

    it("catches up after its stream of events broke off", async () => {
      const { page } = await open();
      await settled(page);
      const before = await clock(page);
      fixture!.breakStreams();
      arrive();
      await otherClock(page, before);
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
      await page.getByText("The radar is still scanning").waitFor();
      expect(await page.locator(".angles input").count()).toBe(2);
      fixture!.growing = undefined;
      fixture!.tell("radar.volume", { site: "KLOT" });
      await page.getByText("14 angles").waitFor();
    });

    it("takes a file, follows its job and shows what came of it", async () => {
      const { page, problems } = await open();
      await shown(page);
      const before = await clock(page);
      await remember(page, ".toasts");
      await page
        .locator("input[type=file]")
        .first()
        .setInputFiles({ name: "KLOT.ar2v", mimeType: "", buffer: Buffer.alloc(1000) });
      await hasHad(page, "Done");
      await otherClock(page, before);
      expect(problems).toEqual([]);
    });

    it("keeps what is wrong with each of several files until it was read", async () => {
      const { page } = await open();
      await shown(page);
      const text = { mimeType: "", buffer: Buffer.from("hello") };
      await page
        .locator("input[type=file]")
        .first()
        .setInputFiles(["a.txt", "b.txt", "c.txt", "d.txt"].map((name) => ({ name, ...text })));
      const failed = page.locator(".toast.warn");
      await failed.getByText("And 1 more failed").waitFor();
      expect(await failed.allTextContents()).toEqual([
        ...["a.txt", "b.txt", "c.txt"].map((name) => `${name}It is neither of the two.`),
        "And 1 more failed",
      ]);
      await failed.first().getByRole("button", { name: "Dismiss" }).click();
      await failed.getByText("d.txt").waitFor();
      expect(await failed.count()).toBe(3);
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
    });

    it("marks storms, tells of them, and leaves them out", async () => {
      const { page } = await open(
        "#site=KLOT&volume=20260604T230608Z-c0ffee0b&view=8/41.3/-88.0843",
      );
      await settled(page);
      const map = (await page.locator(".map").boundingBox())!;
      /** At zoom 8, in tiles of 512 pixels, the contour is so many pixels east of the cell. */
      const toContour = ((88.0843 - 87.9) / 360) * 512 * 2 ** 8;
      let beside = 0;
      /** What the label says as the pointer moves over a place; storms may be drawn after it got there. */
      const toldAt = async (east: number) => {
        beside = 1 - beside;
        await page.mouse.move(map.x + map.width / 2 + east + beside, map.y + map.height / 2);
        return (await page.locator(".storm-label").allTextContents()).join();
      };
      const told = () => toldAt(0);
      await expect.poll(told, { timeout }).toBe("Storm cell A0Moving from 250° at 35 kt");
      await expect.poll(() => toldAt(toContour), { timeout }).toBe("Contour30 dBZ");
      await page.getByLabel("Storms").uncheck();
      await expect.poll(told, { timeout }).toBe("");
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
    });

    it("shows a radar of which only products are held", async () => {
      fixture!.onlyProducts = true;
      const { page, problems } = await open();
      await shown(page);
      // It is real, and so comes before the simulated one.
      expect(await page.locator(".moments").count()).toBe(0);
      expect(await page.locator(".site-id").textContent()).toBe("KMKX");
      await page.waitForFunction(() => /site=KMKX&product=N0H/.test(location.hash));
      expect(problems).toEqual([]);
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
      await page.getByText(/^The bucket answered 403\. \(\d+ min ago\)$/).waitFor();
      await page.getByText("1 set aside").click();
      await page.getByText("LOT_N0B_2026: It is empty.").waitFor();
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
    });

    it("says in plain words that the service is away", async () => {
      const page = await newPage();
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
    });
  });
});

/** The map's middle as pixels, once they stay the same for a while. */
async function steady(page: Page): Promise<string> {
  for (let last = "", same = 0; ; ) {
    const clip = { x: 440, y: 200, width: 200, height: 200 };
    const pixels = (await page.screenshot({ clip })).toString("base64");
    same = pixels === last ? same + 1 : 0;
    if (same === 3) return pixels;
    last = pixels;
    await page.waitForTimeout(100);
  }
}
