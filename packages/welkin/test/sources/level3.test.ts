import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, upload } from "../house.ts";
import { before, follow, json, noon, openFollowing, statusOf } from "./following.ts";
import { type Buckets, servers } from "./servers.ts";

const folder = resolve(process.env["WELKIN_TEST_DATA"] ?? "../shared/data", "nexrad/level3");
/** Products of one radar, named as in the public bucket. */
const NAME = /^LOT_([A-Z0-9]{3})_(\d{4})_(\d\d)_(\d\d)_(\d\d)_(\d\d)_(\d\d)$/;

interface Product {
  id: string;
  time: string;
  made: string;
  png?: string;
  geojson?: string;
  txt?: string;
}

describe.skipIf(!existsSync(folder)).each(servers)(
  "Level III from a bucket on $name",
  { timeout: 300_000 },
  ({ open }) => {
    const clock = { now: noon };
    let buckets: Buckets;
    let house: House;
    let names: string[] = [];

    beforeAll(async () => {
      names = readdirSync(folder).filter((name) => NAME.test(name));
      buckets = await open();
      for (const name of names)
        await buckets.put("level3", name, readFileSync(`${folder}/${name}`));
      const codes = new Set(names.map((name) => NAME.exec(name)?.[1]));
      house = await openFollowing(
        buckets,
        {
          WELKIN_RADAR_SITES: "KLOT",
          WELKIN_RADAR_LEVEL2: "off",
          WELKIN_RADAR_PRODUCTS: [...codes].join(","),
          WELKIN_RADAR_WINDOW: "0",
          WELKIN_RADAR_KEEP: "0",
        },
        clock,
      );
    });
    afterAll(async () => {
      await house?.close();
      await buckets?.close();
    });

    it("is taken in, drawn and listed under its name and time, each file once", async () => {
      expect(names.length).toBeGreaterThan(10);
      expect(await follow(house, "level3", "KLOT")).toBe(names.length);
      expect(await follow(house, "level3", "KLOT")).toBe(0);
      const { files, problems } = await statusOf(house, "level3");
      expect([files, problems]).toEqual([
        { waiting: 0, done: names.length, failed: 0, skipped: 0 },
        [],
      ]);
      for (const name of names) {
        const [, code = "", ...parts] = NAME.exec(name) ?? [];
        const [year, month, day, hour, minute, second] = parts;
        const named = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
        const { products } = (await json(house, `/radar/KLOT/products/${code}`)) as {
          products: Product[];
        };
        // The bucket names files by the start of the scan, or by the time the product was made.
        const found = products.find(({ time, made }) =>
          [time, made].some((each) => Math.abs(Date.parse(each) - named.getTime()) < 60_000),
        );
        expect([name, found?.time]).toEqual([name, expect.any(String)]);
        const shown = [found?.png, found?.geojson, found?.txt].filter((url) => url !== undefined);
        expect(shown.length).toBeGreaterThan(0);
        for (const url of shown) {
          const answer = await fetch(`${house.url}${url}`);
          expect([url, answer.status]).toEqual([url, 200]);
          expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(0);
        }
      }
    });

    it("keeps what is asked for again for as long as what was asked for first", async () => {
      // The first two are the same product.
      const [name = ""] = names;
      const again = await upload(house, name, readFileSync(`${folder}/${name}`));
      expect(again.result).toMatchObject({ added: false });
      const keep = new Map([["level3", 60]]);
      const { retention } = house.service.radar;
      const { signal } = new AbortController();
      const { products } = await retention.clean(before(-60), keep, signal);
      expect(products).toBe(names.length - 1);
      const list = await json(house, `/radar/KLOT/products/${NAME.exec(name)?.[1]}`);
      const { product } = again.result as { product: string };
      expect((list["products"] as Product[]).map(({ id }) => id)).toEqual([product]);
    });
  },
);
