import { Header, openFits, parseWcs } from "@welkin/fits";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { boxOfShape } from "../src/frames/vo/box.ts";
import { readShape } from "../src/frames/vo/shapes.ts";
import { cardsOf, fitsOf, openFolder, skyCards, starField } from "./frames/folder.ts";
import type { House } from "./house.ts";

const size = [400, 300] as const;
/** Next to the seam in right ascension. */
const place = [0.02, 60] as const;
const field = starField(...size, []);

describe("SODA", () => {
  let house: House & { folder: string };
  const sync = (query: string, init?: RequestInit) =>
    fetch(`${house.url}/soda/sync${query && `?${query}`}`, init);
  const cut = async (query: string) => {
    const answer = await sync(`ID=sky&${query}`);
    expect(answer.status, await answer.clone().text()).toBe(200);
    expect(answer.headers.get("content-type")).toBe("image/fits");
    return (await openFits(new Uint8Array(await answer.arrayBuffer()))).firstImage();
  };

  beforeAll(async () => {
    house = await openFolder({
      "sky.fits": await fitsOf(field, size, skyCards(place, size, 20)),
      "lost.fits": await fitsOf(field, size),
      "a & <b>.fits": await fitsOf(field, size, skyCards([10, 10], size)),
    });
  });
  afterAll(() => house?.close());

  it.each([
    ["CIRCLE=0.02 60 0.01", 72, 73],
    ["POS=CIRCLE 0.02 60 0.01", 72, 73],
    ["POS=circle 360.02 60 0.01", 72, 73],
    ["POLYGON=0.01 59.995 0.03 59.995 0.03 60.005 0.01 60.005", 46, 49],
    ["POS=POLYGON 0.01 60.005 0.03 60.005 0.03 59.995 0.01 59.995", 46, 49],
    ["POS=RANGE 0.01 0.03 59.995 60.005", 46, 49],
    ["POS=RANGE 0.01 0.03 -Inf 60.005", 90, 400],
    ["CIRCLE=0.02 60 20", 400, 400],
    ["POS=RANGE -Inf +Inf -Inf Inf", 400, 400],
    ["", 400, 400],
  ])("cuts %s out", async (shape, least, most) => {
    const { axes } = await cut(shape.replaceAll("+", "%2B"));
    expect(axes[0]).toBeGreaterThanOrEqual(least);
    expect(axes[0]).toBeLessThanOrEqual(most);
  });

  it("holds the region asked for", async () => {
    const hdu = await cut("CIRCLE=0.02 60 0.01");
    const wcs = parseWcs(hdu.header);
    const centre = wcs?.skyToPixel(...place);
    expect(centre?.x).toBeCloseTo(((hdu.axes[0] ?? 0) + 1) / 2, 0);
    expect(centre?.y).toBeCloseTo(((hdu.axes[1] ?? 0) + 1) / 2, 0);
  });

  it("has no content where there is nothing in common", async () => {
    for (const shape of ["CIRCLE=90 10 1", "POS=RANGE 10 20 59 61", "CIRCLE=180 -60 0.1"]) {
      const answer = await sync(`ID=sky&${shape}`);
      expect([shape, answer.status, await answer.text()]).toEqual([shape, 204, ""]);
    }
  });

  it("takes parameters without regard to case, and from forms", async () => {
    expect((await sync("id=sky&circle=0.02+60+0.01")).status).toBe(200);
    const body = new URLSearchParams({ ID: "sky", CIRCLE: "0.02 60 0.01" });
    const answer = await sync("", { method: "POST", body });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/fits"]);
    // Parameters that every service must accept have no effect here, and are not errors.
    const asked = "ID=sky&CIRCLE=0.02+60+0.01&MAXREC=1&RESPONSEFORMAT=image/fits";
    expect((await sync(asked)).status).toBe(200);
  });

  it.each([
    ["", 400, /^UsageError: ID/],
    ["ID=sky&CIRCLE=1 2", 400, /^UsageError: CIRCLE/],
    ["ID=sky&CIRCLE=a b c", 400, /^UsageError/],
    ["ID=sky&CIRCLE=0 95 1", 400, /^UsageError/],
    ["ID=sky&CIRCLE=0 0 -1", 400, /^UsageError/],
    ["ID=sky&POS=BOX 1 2 3 4", 400, /^UsageError/],
    ["ID=sky&POS=RANGE 20 10 0 1", 400, /^UsageError/],
    ["ID=sky&POLYGON=1 2 3 4", 400, /^UsageError/],
    ["ID=sky&POLYGON=1 2 3 4 5", 400, /^UsageError/],
    ["ID=sky&BAND=1e-7 2e-7", 400, /^UsageError: BAND/],
    ["ID=sky&WHAT=1", 400, /^UsageError: WHAT/],
    ["ID=sky&RESPONSEFORMAT=image/jpeg", 400, /^UsageError: RESPONSEFORMAT/],
    ["ID=sky&CIRCLE=0 60 1&POS=CIRCLE 0 60 1", 400, /^MultiValuedParamNotSupported/],
    ["ID=sky&ID=lost", 400, /^MultiValuedParamNotSupported/],
    ["ID=sky&CIRCLE=0 60 1&PLANE=x", 400, /^UsageError/],
    ["ID=sky&CIRCLE=0 60 1&HDU=5", 404, /^UsageError/],
    ["ID=nobody&CIRCLE=0 60 1", 404, /^UsageError/],
    ["ID=lost&CIRCLE=0 60 1", 422, /^UsageError/],
  ])("answers %s with plain text", async (query, status, text) => {
    const answer = await sync(query);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toContain("text/plain");
    expect(await answer.text()).toMatch(text);
  });

  it("says what it can, and that it is there", async () => {
    const capabilities = await (await fetch(`${house.url}/soda/capabilities`)).text();
    expect(capabilities).toContain('standardID="ivo://ivoa.net/std/SODA#sync-1.0"');
    expect(capabilities).toContain(`${house.url}/soda/sync`);
    const availability = await (await fetch(`${house.url}/soda/availability`)).text();
    expect(availability).toContain("<vosi:available>true</vosi:available>");
  });

  it("links to what can be had of a frame, with the service described", async () => {
    const answer = await fetch(`${house.url}/datalink/links?ID=sky&ID=nobody`);
    expect(answer.headers.get("content-type")).toContain("application/x-votable+xml");
    const text = await answer.text();
    expect(text).toContain("#links-1.1");
    for (const word of ["#this", "#preview", "#thumbnail", "#cutout"]) {
      expect(text).toContain(`<TD>${word}</TD>`);
    }
    expect(text).toContain("NotFoundFault");
    expect(text).toContain('utype="adhoc:service" ID="soda-sync"');
    expect(text).toContain("ivo://ivoa.net/std/SODA#sync-1.0");
    const links = [...text.matchAll(/<TD>(http[^<]+)<\/TD>/g)].map(([, url = ""]) => url);
    expect(links.length).toBeGreaterThan(3);
    for (const url of links) {
      const linked = await fetch(url.replaceAll("&amp;", "&"));
      expect([url, linked.status]).toEqual([url, 200]);
    }
  });

  it("escapes what is in names", async () => {
    const id = encodeURIComponent("no <such> & frame");
    const text = await (await fetch(`${house.url}/datalink/links?ID=${id}`)).text();
    expect(text).toContain("<TD>no &lt;such&gt; &amp; frame</TD>");
    const bad = await fetch(`${house.url}/datalink/links?ID=sky&RESPONSEFORMAT=text/csv`);
    expect([bad.status, await bad.text()]).toEqual([400, expect.stringContaining("UsageFault")]);
  });
});

describe("the box of a shape", () => {
  const wcs = parseWcs(
    new Header(cardsOf({ NAXIS: 2, NAXIS1: 400, NAXIS2: 300, ...skyCards(place, size, 33) })),
  );
  if (!wcs) throw new Error("no coordinates");
  const image = { width: 400, height: 300 };

  it("holds every pixel of a circle, and little more", () => {
    const numbers = { min: -0.08, max: 0.08, noNaN: true };
    fc.assert(
      fc.property(
        fc.double(numbers),
        fc.double(numbers),
        fc.double({ min: 1e-4, max: 0.1, noNaN: true }),
        (dx, dy, radius) => {
          const [ra, dec] = [place[0] + 2 * dx, place[1] + dy];
          const box = boxOfShape(readShape(`CIRCLE ${ra} ${dec} ${radius}`), wcs, image);
          const centre = wcs.skyToPixel(ra, dec);
          if (!centre) throw new Error("off the map");
          const reach = radius * 3600;
          const found = { left: 401, right: 0, bottom: 301, top: 0 };
          for (let y = 1; y <= 300; y += 1) {
            for (let x = 1; x <= 400; x += 1) {
              if (Math.hypot(x - centre.x, y - centre.y) > reach - 1) continue;
              found.left = Math.min(found.left, x);
              found.right = Math.max(found.right, x);
              found.bottom = Math.min(found.bottom, y);
              found.top = Math.max(found.top, y);
            }
          }
          if (found.right === 0) return;
          expect(box).toBeDefined();
          if (!box) return;
          expect(box.x + 1).toBeLessThanOrEqual(found.left);
          expect(box.x + box.width).toBeGreaterThanOrEqual(found.right);
          expect(box.y + 1).toBeLessThanOrEqual(found.bottom);
          expect(box.y + box.height).toBeGreaterThanOrEqual(found.top);
          expect(box.x + 1).toBeGreaterThanOrEqual(Math.max(1, found.left - 4));
          expect(box.x + box.width).toBeLessThanOrEqual(Math.min(400, found.right + 4));
        },
      ),
      { numRuns: 30 },
    );
  });
});
