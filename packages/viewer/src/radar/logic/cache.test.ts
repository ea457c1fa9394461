import { expect, it } from "vitest";
import { Cache } from "./cache.ts";

it("keeps what was used last, within its size", () => {
  const cache = new Cache<number>(10);
  cache.set("a", 1, 4);
  cache.set("b", 2, 4);
  expect(cache.get("a")).toBe(1);
  cache.set("c", 3, 4);
  expect(cache.has("b")).toBe(false);
  expect([cache.get("a"), cache.get("c")]).toEqual([1, 3]);
});

it("keeps the newest even if it alone is too large, and counts a replaced value once", () => {
  const cache = new Cache<number>(10);
  cache.set("a", 1, 6);
  cache.set("a", 2, 6);
  cache.set("b", 3, 4);
  expect(cache.get("a")).toBe(2);
  cache.set("huge", 4, 99);
  expect([cache.get("huge"), cache.has("a"), cache.has("b")]).toEqual([4, false, false]);
});
