import { describe, expect, test } from "vitest";
import {
  join,
  KTLX,
  momentBlock,
  RADIAL_TIME,
  turn,
  volumeBlock,
  volumeHeader,
} from "../testing/radial-31.ts";
import { decodeLevel2Sync } from "./decode.ts";
import { inspectLevel2 } from "./inspect.ts";

const REF = momentBlock("REF", [0, 1, 2, 66, 255]);

describe("a volume header that lies", () => {
  const radials = turn(360, () => ({ blocks: [volumeBlock(KTLX), REF] }));
  const read = (header: Parameters<typeof volumeHeader>[0], more = radials) =>
    decodeLevel2Sync(join(volumeHeader(header), ...more));
  const measured = new Date(RADIAL_TIME);

  test.each([
    ["of 1970", 1],
    ["of a year that no calendar has", 0xffff_ffff],
    ["of no day", 0],
    ["of another year", Math.floor(RADIAL_TIME / 86_400_000) + 1 - 365],
  ])("about its date, %s, is corrected by the radials", (_name, date) => {
    const volume = read({ site: "KTLX", date });
    expect(volume.time).toEqual(measured);
    expect(() => inspectLevel2(volume)).not.toThrow();
  });

  test("with nothing to correct it, is no date that breaks a reader", () => {
    const volume = decodeLevel2Sync(volumeHeader({ site: "KTLX", date: 0xffff_ffff }));
    expect(volume.time.getTime()).toBe(0);
  });

  test("and is believed where it may be true", () => {
    const time = RADIAL_TIME - 20_000;
    expect(read({ site: "KTLX", time }).time.getTime()).toBe(time);
  });

  test.each([
    ["blank", "    "],
    ["of bytes that are no letters", "\u0001\u0002/."],
    ["of a path", "../x"],
    ["of three letters", "TLX"],
    ["of a radar far away", "KLOT"],
  ])("about its radar, %s, is corrected by the radials", (_name, site) => {
    expect(read({ site })).toMatchObject({ site: "KTLX", antenna: { source: "file" } });
  });

  test("about its radar, with nothing to correct it, leaves it unnamed", () => {
    const radials = turn(360, () => ({ site: "\0\0\0\0", blocks: [REF] }));
    expect(read({ site: "../x" }, radials).site).toBe("");
    expect(read({ site: "DEN", tape: "AR2V0008" }, radials).site).toBe("TDEN");
  });

  test("a radar that the table does not know is called as the file does", () => {
    const elsewhere = turn(360, () => ({ site: "LPXX", blocks: [volumeBlock(KTLX), REF] }));
    expect(read({ site: "LPXX" }, elsewhere)).toMatchObject({
      site: "LPXX",
      antenna: { source: "file", latitude: expect.closeTo(KTLX.latitude, 4) },
    });
  });
});
