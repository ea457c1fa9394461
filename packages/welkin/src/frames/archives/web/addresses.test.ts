import { lookup } from "node:dns";
import { describe, expect, it } from "vitest";
import { HostRules, isPublic } from "./addresses.ts";

describe("addresses", () => {
  it.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fd00::1",
    "::ffff:127.0.0.1",
    "::ffff:a00:1",
    "64:ff9b::a00:1",
    "2002:a00:1::",
    "::127.0.0.1",
    "::ffff:0:127.0.0.1",
    "3fff::1",
    "localhost",
    "",
  ])("%s is not public", (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it.each(["8.8.8.8", "172.15.0.1", "172.32.0.1", "52.218.0.1", "2600:1f13::1", "::ffff:8.8.8.8"])(
    "%s is public",
    (address) => {
      expect(isPublic(address)).toBe(true);
    },
  );
});

describe("hosts that may be asked", () => {
  const passes = (rules: HostRules, url: string) => {
    try {
      rules.check(new URL(url));
      return true;
    } catch {
      return false;
    }
  };

  it("are public ones, and the archive's own with its port", () => {
    const rules = new HostRules([], "127.0.0.1:9500");
    expect(passes(rules, "http://127.0.0.1:9500/x")).toBe(true);
    expect(passes(rules, "http://127.0.0.1:9501/x")).toBe(false);
    expect(passes(rules, "http://[::1]/x")).toBe(false);
    expect(passes(rules, "http://2130706433/x")).toBe(false);
    expect(passes(rules, "https://bucket.s3.amazonaws.com/x")).toBe(true);
  });

  it("are those that are named, and no others", () => {
    const rules = new HostRules(["minio", "*.amazonaws.com", "10.0.0.5"]);
    expect(passes(rules, "http://minio:9000/x")).toBe(true);
    expect(passes(rules, "http://10.0.0.5/x")).toBe(true);
    expect(passes(rules, "https://b.s3.amazonaws.com/x")).toBe(true);
    expect(passes(rules, "https://amazonaws.com.example.org/x")).toBe(false);
    expect(passes(rules, "https://example.org/x")).toBe(false);
  });

  it("are connected to at public addresses only, unless they are named", async () => {
    const named = new HostRules(["localhost"]).lookupFor(new URL("http://localhost/x"));
    expect(named).toBeUndefined();
    const checked = new HostRules([]).lookupFor(new URL("http://localhost/x"));
    const resolves = await new Promise((resolve) => lookup("localhost", (e) => resolve(!e)));
    expect(resolves).toBe(true);
    for (const all of [true, false]) {
      const error = await new Promise((resolve) =>
        checked?.("localhost", { all }, (reason) => resolve(reason)),
      );
      expect(error).toMatchObject({ host: "localhost" });
    }
  });
});
