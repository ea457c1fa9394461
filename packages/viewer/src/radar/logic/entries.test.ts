import { expect, it } from "vitest";
import { entryTime, mergeEntries } from "./entries.ts";

const entry = (minute: number, version = "a") => ({
  id: `${minute}${version}`,
  time: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
});

const ids = (entries: { id: string }[]) => entries.map(({ id }) => id).join(" ");

it("mergeEntries adds the new, replaces the grown and keeps the older", () => {
  const line = [entry(0), entry(5), entry(10)];
  const page = [entry(15), entry(10, "b"), entry(5)];
  expect(ids(mergeEntries(line, page))).toBe("0a 5a 10b 15a");
  expect(ids(mergeEntries([], page))).toBe("5a 10b 15a");
  expect(ids(mergeEntries(line, []))).toBe("0a 5a 10a");
});

it("entryTime reads the time in an entry's name", () => {
  expect(entryTime("20210625T075154Z-cb1c389e")).toBe("2021-06-25T07:51:54.000Z");
  expect(entryTime("20210625T075959Z-cb1c389e", 1)).toBe("2021-06-25T08:00:00.000Z");
});
