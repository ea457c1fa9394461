import { type Accessor, createSignal, onCleanup } from "solid-js";

/** The parts of the page, by what their addresses begin with after the #. Radar has no word, as ever. */
export const sections = [
  { id: "radar", title: "Radar", path: "" },
  { id: "frames", title: "Frames", path: "/frames" },
  { id: "survey", title: "Survey", path: "/survey" },
] as const;

export type SectionId = (typeof sections)[number]["id"];

/** Which part of the page an address names, and what it says to that part. */
export function readAddress(hash: string): { section: SectionId; query: URLSearchParams } {
  const text = hash.replace(/^#/, "");
  const [path = "", query = ""] = text.startsWith("/") ? text.split("?", 2) : ["", text];
  const section = sections.find((one) => one.path !== "" && one.path === path)?.id ?? "radar";
  return { section, query: new URLSearchParams(query) };
}

/** The address of a part of the page that says this to it; what is undefined or empty is left out. */
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

/** The part that is shown, and the address with which another one is returned to: as it was left. */
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
