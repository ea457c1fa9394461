import { describe, expect, it } from "vitest";
import { readRequest } from "./request.ts";

describe("a request to the Image API, of an image larger than any answer", () => {
  const image = { width: 20_000, height: 10_000 };
  const read = (size: string, region = "full") =>
    readRequest(image, { region, size, rotation: "0", file: "default.jpg" });

  it.each([
    ["max", 4096, 2048, "full/max/0/default.jpg"],
    ["^max", 4096, 2048, "full/max/0/default.jpg"],
    ["!9000,9000", 4096, 2048, "full/max/0/default.jpg"],
    ["^!9000,1024", 2048, 1024, "full/2048,1024/0/default.jpg"],
    ["4096,", 4096, 2048, "full/max/0/default.jpg"],
    ["pct:20", 4000, 2000, "full/4000,2000/0/default.jpg"],
  ])("%s is %i × %i", (size, width, height, canonical) => {
    const asked = read(size);
    expect(asked.size).toEqual({ width, height });
    expect(asked.canonical).toBe(canonical);
    // A canonical request redirects to itself.
    const [, again = ""] = canonical.split("/");
    expect(read(again).canonical).toBe(canonical);
  });

  it.each(["5000,", ",4097", "pct:100", "5000,5000", "^5000,"])("%s is too large", (size) => {
    expect(() => read(size)).toThrow("at most 4096");
  });
});
