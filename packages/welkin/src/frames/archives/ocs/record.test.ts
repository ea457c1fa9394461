import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRecord } from "./record.ts";

const runs = Number(process.env["WELKIN_FUZZ_RUNS"] ?? 300);

const record = {
  id: 76_000_001,
  basename: "tfn0m419-sq32-20240426-0097-e91",
  filename: "tfn0m419-sq32-20240426-0097-e91.fits.fz",
  url: "https://bucket.s3.amazonaws.com/abc/x.fits.fz?X-Amz-Signature=secret",
  configuration_type: "EXPOSE",
  proposal_id: "LCO2024A-001",
  request_id: 3_512_345,
  reduction_level: 91,
  primary_optical_element: "rp",
  observation_date: "2024-04-26T23:59:58.123000Z",
  exposure_time: 30.5,
  target_name: "M 51",
  instrument_id: "sq32",
  site_id: "tfn",
  telescope_id: "0m4a",
  public_date: "2025-04-26T23:59:58Z",
  area: {
    type: "Polygon",
    coordinates: [
      [
        [-158, 47],
        [-157, 47],
        [-157, 48],
        [-158, 48],
        [-158, 47],
      ],
    ],
  },
  version_set: [
    { id: 1, created: "2024-04-27T00:10:00Z", md5: "aaaa", key: "k1", url: "https://x/old" },
    { id: 2, created: "2024-04-28T00:10:00Z", md5: "bbbb", key: "k2", url: "https://x/new" },
  ],
};

describe("a record of an OCS archive", () => {
  it("is read whole", () => {
    const found = readRecord("ocs", record);
    expect(found?.url).toBe(record.url);
    expect(found?.frame).toMatchObject({
      ...{ archive: "ocs", id: "76000001", basename: record.basename, filename: record.filename },
      ...{ version: "bbbb", proposalId: "LCO2024A-001", configurationType: "EXPOSE" },
      ...{ requestId: "3512345", reductionLevel: 91, filter: "rp", exposure: 30.5 },
      observedAt: new Date("2024-04-26T23:59:58.123Z"),
      publicDate: new Date("2025-04-26T23:59:58Z"),
      footprint: [
        [202, 47],
        [203, 47],
        [203, 48],
        [202, 48],
      ],
    });
  });

  it("keeps no links", () => {
    const text = JSON.stringify(readRecord("ocs", record)?.frame);
    expect(text).not.toContain("https://");
    expect(text).not.toContain("secret");
  });

  it("is read by its old names, times without a zone as UTC", () => {
    const { frame } =
      readRecord("ocs", {
        ...{ id: 7, filename: "x.fits", OBSTYPE: "expose", PROPID: "P", REQNUM: "5", RLEVEL: 91 },
        ...{ FILTER: "V", DATE_OBS: "2016-01-02T03:04:05", EXPTIME: "12.5", OBJECT: "M 1" },
      }) ?? {};
    expect(frame).toMatchObject({
      ...{ configurationType: "EXPOSE", proposalId: "P", requestId: "5", reductionLevel: 91 },
      ...{ filter: "V", exposure: 12.5, target: "M 1", basename: "x" },
      observedAt: new Date("2016-01-02T03:04:05Z"),
    });
  });

  it("has a version without being told one, which does not follow the signature", () => {
    const version = (url: string) =>
      readRecord("ocs", { id: 1, filename: "x", url })?.frame.version;
    expect(version("https://x/a?sig=1")).toBe(version("https://x/a?sig=2"));
    expect(version("https://x/a?sig=1")).not.toBe(version("https://x/b?sig=1"));
  });

  it.each([null, 1, "x", [], {}, { id: null }, { id: -1 }, { id: 1.5 }, { id: "../x" }])(
    "is not %j",
    (json) => {
      expect(readRecord("ocs", json)).toBeUndefined();
    },
  );

  it("is never more than it says, whatever it says", () => {
    const anything = fc.oneof(fc.jsonValue(), fc.double(), fc.string({ unit: "binary" }));
    const names = Object.keys(record);
    const odd = fc.dictionary(fc.constantFrom(...names, "OBSTYPE", "REQNUM", "RLEVEL"), anything);
    fc.assert(
      fc.property(odd, (fields) => {
        const found = readRecord("ocs", { id: 5, ...fields });
        if (!found) return;
        expect(found.frame.id).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(found.frame.version).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/);
      }),
      { numRuns: runs },
    );
  });
});
