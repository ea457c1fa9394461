import { createContext, For, type JSX, Show, useContext } from "solid-js";
import { HelpIcon, MoonIcon, SunIcon } from "./icons.tsx";
import { type createSections, sections } from "./sections.ts";
import { useTheme } from "./theme.ts";

export const SectionsContext = createContext<ReturnType<typeof createSections>>();

/** The head of every part of the page: its name, the parts, the part's own contents, theme and help. */
export function TopBar(props: {
  /**
   * Skip links for keyboard users: the id of an element that takes the focus, a name, and a function that reveals the
   * element if it may be hidden.
   */
  skips: readonly (readonly [id: string, name: string, show?: () => void])[];
  /** Indicates that the data shown is simulated. */
  badge?: JSX.Element;
  tools?: JSX.Element;
  onHelp: () => void;
}) {
  const { theme, toggle } = useTheme();
  const parts = useContext(SectionsContext)!;

  return (
    <header class="topbar">
      <ul class="skips">
        <For each={props.skips}>
          {([id, name, show]) => (
            <li>
              <button
                type="button"
                onClick={() => {
                  show?.();
                  document.getElementById(id)?.focus();
                }}
              >
                {name}
              </button>
            </li>
          )}
        </For>
      </ul>
      <h1 class="wordmark">
        <Mark />
        <span class="wide-only">Welkin</span>
      </h1>
      <nav class="sections" aria-label="Sections">
        <For each={sections}>
          {({ id, title }) => (
            <a href={parts.hrefOf(id)} aria-current={parts.section() === id ? "page" : undefined}>
              {title}
            </a>
          )}
        </For>
      </nav>
      {props.badge}
      <div class="topbar-tools">
        {props.tools}
        <button
          type="button"
          class="tool"
          onClick={toggle}
          aria-label={theme() === "dark" ? "Use the light theme" : "Use the dark theme"}
          title="Light or dark (t)"
        >
          <Show when={theme() === "dark"} fallback={<MoonIcon />}>
            <SunIcon />
          </Show>
        </button>
        <button
          type="button"
          class="tool"
          onClick={props.onHelp}
          aria-label="Help"
          title="Help (?)"
        >
          <HelpIcon />
        </button>
      </div>
    </header>
  );
}

const Mark = () => (
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <path d="M4 24a12 12 0 0 1 24 0" />
    <path d="M10 24a6 6 0 0 1 12 0" />
    <path d="M16 24 24.5 9.5" />
    <path d="M3 24h26" />
  </svg>
);
