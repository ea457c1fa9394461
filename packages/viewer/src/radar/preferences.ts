/** What a visitor chose and finds again next time. */
export interface Preferences {
  opacity: number;
  smooth: boolean;
  speed: number;
  loop: boolean;
  /** Whether storms are marked on the map, where products tell of them. */
  storms: boolean;
  /** Colour table by moment or product code, where it is not its own. */
  tables: Record<string, string>;
}

const key = "welkin.preferences";

const defaults: Preferences = {
  opacity: 0.85,
  smooth: false,
  speed: 1,
  loop: true,
  storms: true,
  tables: {},
};

/** The kept preferences; the defaults where storage is barred or holds nonsense. */
export function readPreferences(): Preferences {
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(key) ?? "{}") as object) };
  } catch {
    return { ...defaults };
  }
}

export function writePreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(key, JSON.stringify(preferences));
  } catch {
    // Storage is barred or full: the page works without a memory.
  }
}
