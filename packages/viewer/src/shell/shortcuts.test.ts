import { expect, it } from "vitest";
import { isForPage } from "./shortcuts.ts";

/** An element that answers `closest` for these selectors' parts. */
const inside = (...parts: string[]) =>
  ({
    closest: (selector: string) =>
      selector.split(", ").some((part) => parts.includes(part)) ? {} : null,
  }) as unknown as Element;

it("leaves keys to the controls that use them", () => {
  expect(isForPage(" ", inside())).toBe(true);
  expect(isForPage(" ", inside("button"))).toBe(false);
  expect(isForPage("ArrowLeft", inside("button"))).toBe(true);
  expect(isForPage("ArrowLeft", inside("input[type=range]"))).toBe(false);
  expect(isForPage("t", inside("input[type=range]"))).toBe(true);
  expect(isForPage("t", inside("select"))).toBe(false);
  expect(isForPage("t", inside("dialog[open]"))).toBe(false);
});
