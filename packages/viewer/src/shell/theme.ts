import {
  type Accessor,
  createContext,
  createEffect,
  createMemo,
  createSignal,
  onCleanup,
  useContext,
} from "solid-js";

export type Theme = "light" | "dark";

/** The current theme, and how to switch to the other one. */
export interface ThemeSwitch {
  readonly theme: Accessor<Theme>;
  toggle(): void;
}

export const ThemeContext = createContext<ThemeSwitch>();

export function useTheme(): ThemeSwitch {
  const found = useContext(ThemeContext);
  if (!found) throw new Error("There is no theme here");
  return found;
}

const key = "welkin.theme";

/** Whether a media query matches, as it changes. */
export function createMedia(query: string): () => boolean {
  const media = matchMedia(query);
  const [matches, setMatches] = createSignal(media.matches);
  const onChange = () => setMatches(media.matches);
  media.addEventListener("change", onChange);
  onCleanup(() => media.removeEventListener("change", onChange));
  return matches;
}

/** Follows the system until the visitor chooses; marks the document with the theme for the styles. */
export function createTheme(): ThemeSwitch {
  const prefersDark = createMedia("(prefers-color-scheme: dark)");
  const [chosen, choose] = createSignal(kept());
  const theme = createMemo<Theme>(() => chosen() ?? (prefersDark() ? "dark" : "light"));
  createEffect(() => {
    document.documentElement.dataset["theme"] = theme();
  });
  return {
    theme,
    toggle() {
      const other = theme() === "dark" ? "light" : "dark";
      choose(other);
      keep(other);
    },
  };
}

function kept(): Theme | undefined {
  try {
    const text = localStorage.getItem(key);
    return text === "light" || text === "dark" ? text : undefined;
  } catch {
    return undefined;
  }
}

function keep(theme: Theme): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // Storage is blocked or full: the page works without remembering.
  }
}
