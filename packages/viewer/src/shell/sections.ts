import { type Accessor, createSignal, onCleanup } from "solid-js";

/**
 * The parts of the page, by the beginning of their addresses after the #. Radar has no prefix, for compatibility with
 * existing links.
 */
export const sections = [
  { id: "radar", title: "Radar", path: "" },
  { id: "frames", title: "Frames", path: "/frames" },
  { id: "survey", title: "Survey", path: "/survey" },
] as const;

export type SectionId = (typeof sections)[number]["id"];

/** The part of the page that an address names, and its parameters. */
export function readAddress(hash: string): { section: SectionId; query: URLSearchParams } {
  const text = hash.replace(/^#/, "");
  const [path = "", query = ""] = text.startsWith("/") ? text.split("?", 2) : ["", text];
  const section = sections.find((one) => one.path !== "" && one.path === path)?.id ?? "radar";
  return { section, query: new URLSearchParams(query) };
}

/** The address of a part of the page with these parameters; undefined and empty ones are left out. */
export function writeAddress(
  section: Exclude<SectionId, "radar">,
  values: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  return query.size === 0 ? `#/${section}` : `#/${section}?${query}`;
}

/** The part shown, and the address that returns to another one as it was left. */
export function createSections(): {
  readonly section: Accessor<SectionId>;
  hrefOf(id: SectionId): string;
} {
  const [section, setSection] = createSignal(readAddress(location.hash).section);
  const left = new Map<SectionId, string>();
  const onHash = (event: HashChangeEvent) => {
    left.set(section(), new URL(event.oldURL).hash);
    setSection(readAddress(location.hash).section);
  };
  addEventListener("hashchange", onHash);
  onCleanup(() => removeEventListener("hashchange", onHash));
  return {
    section,
    hrefOf: (id) => left.get(id) || `#${sections.find((one) => one.id === id)!.path}`,
  };
}
