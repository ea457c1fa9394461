/** A visitor's choices, remembered for next time. */
export interface Preferences {
  opacity: number;
  smooth: boolean;
  speed: number;
  loop: boolean;
  /** Whether storms are marked on the map, if products report them. */
  storms: boolean;
  /** Colour table by moment or product code, if it is not the default. */
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

/** The stored preferences; defaults if storage is blocked or contains nonsense. */
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
    // Storage is blocked or full: the page works without remembering.
  }
}
