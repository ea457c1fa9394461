import { expect, test } from "vitest";
import { findSite, findSiteByLetters, listSites } from "./sites.ts";

test("every site has a place that can be, under an identifier of its own", () => {
  const sites = listSites();
  expect(sites.length).toBe(207);
  expect(new Set(sites.map((site) => site.id)).size).toBe(207);
  for (const site of sites) {
    expect(site.id).toMatch(/^[A-Z]{4}$/);
    expect(site.name).not.toBe("");
    expect(site.latitude).toBeGreaterThan(7);
    expect(site.latitude).toBeLessThan(72);
    expect(Math.abs(site.longitude)).toBeLessThanOrEqual(180);
    expect(site.groundHeight).toBeGreaterThan(0);
    expect(site.groundHeight).toBeLessThan(3500);
  }
});

test("a site is found in either case; an unknown one is not", () => {
  expect(findSite("klot")).toMatchObject({ id: "KLOT", kind: "WSR-88D", name: "Chicago, IL" });
  expect(findSite("TORD")?.kind).toBe("TDWR");
  // San Juan's WSR-88D begins with T like the terminal radars.
  expect(findSite("TJUA")?.kind).toBe("WSR-88D");
  // The one of them on another side of the Atlantic.
  expect(findSite("LPLA")).toMatchObject({ latitude: 38.73028, longitude: -27.32167 });
  expect(findSite("XSIM")).toBeUndefined();
  expect(findSite("")).toBeUndefined();
});

test("a site is found by its last three letters; two may share them", () => {
  expect(findSiteByLetters("LOT")?.id).toBe("KLOT");
  expect(findSiteByLetters("AHG")?.id).toBe("PAHG");
  expect(findSiteByLetters("DEN")?.id).toBe("TDEN");
  expect(findSiteByLetters("IAD", "WSR-88D")).toBeUndefined();
  expect(findSiteByLetters("XXX")).toBeUndefined();
});
