import { describe, expect, it } from "vitest";
import { ago, clock, day, localClock, offset, timeTicks } from "./time.ts";

it("tells times in UTC whatever the visitor's zone", () => {
  expect(clock("2021-06-25T07:51:54Z")).toBe("07:51:54");
  expect(clock("2021-06-25T07:51:54Z", false)).toBe("07:51");
  expect(day("2021-06-25T00:00:00Z")).toBe("25 Jun 2021");
});

it("tells the local time, unless it is UTC", () => {
  expect(localClock("2021-06-25T07:51:54Z", "Asia/Tokyo")).toMatch(/^16:51 /);
  expect(localClock("2021-06-25T07:51:54Z", "UTC")).toBeUndefined();
});

it("tells offsets and ages", () => {
  expect(offset("2021-06-25T07:51:54Z", "2021-06-25T07:54:04Z")).toBe("+2:10");
  expect(offset("2021-06-25T07:51:54Z", "2021-06-25T07:51:49Z")).toBe("−0:05");
  const now = Date.parse("2026-01-01T00:00:00Z");
  expect(ago("2025-12-31T23:59:30Z", now)).toBe("just now");
  expect(ago("2025-12-31T23:56:00Z", now)).toBe("4 min ago");
  expect(ago("2025-12-31T03:00:00Z", now)).toBe("21 h ago");
  expect(ago("2025-12-01T00:00:00Z", now)).toBe("31 d ago");
  expect(ago("2021-06-25T07:51:54Z", now)).toBe("4 y ago");
});

describe("timeTicks", () => {
  const times = Array.from({ length: 24 }, (_, hour) =>
    new Date(Date.UTC(2026, 5, 4, 12 + hour)).toISOString(),
  );

  it("spaces ticks evenly from end to end and marks midnight", () => {
    const ticks = timeTicks(times, 1000);
    expect(ticks.map(({ at }) => at)).toEqual(times.map((_, index) => index / 23));
    expect(ticks.findIndex(({ midnight }) => midnight)).toBe(12);
  });

  it("keeps labels apart", () => {
    const at = timeTicks(times, 300, 60)
      .filter(({ label }) => label !== undefined)
      .map((tick) => tick.at * 300);
    expect(at.length).toBe(5);
    for (const [index, x] of at.slice(1).entries())
      expect(x - at[index]!).toBeGreaterThanOrEqual(60);
  });

  it("puts a lone volume in the middle", () => {
    expect(timeTicks(times.slice(0, 1), 300)).toEqual([
      { at: 0.5, midnight: false, label: "12:00" },
    ]);
  });
});
