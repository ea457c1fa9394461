import { Header } from "@welkin/fits";
import { expect, test } from "vitest";
import { coordinatesIn } from "./coordinates.ts";

function header(radesys: string): Header {
  return new Header()
    .set("CTYPE1", "RA---TAN")
    .set("CTYPE2", "DEC--TAN")
    .set("CDELT1", -0.1)
    .set("CDELT2", 0.1)
    .set("RADESYS", radesys);
}

test("what coordinates could not be taken at their word is told beside them", async () => {
  const { wcs, warning } = await coordinatesIn(header("FK3"));
  expect(wcs?.radesys).toBe("ICRS");
  expect(warning).toBe('Coordinates: RADESYS "FK3" is unknown: ICRS is taken.');
  expect(await coordinatesIn(header("ICRS"))).not.toHaveProperty("warning");
});
