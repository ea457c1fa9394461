import { onCleanup } from "solid-js";

/** The action of each key, by `KeyboardEvent.key`. */
export type Shortcuts = Record<string, () => void>;

/** Elements that use keys themselves. */
const typing = "input:not([type=range]), select, textarea, [contenteditable]";
const ranged = "input[type=range], [role=radiogroup], [role=listbox], [data-arrows]";
const pressed = "button, a, summary, input[type=checkbox]";

/** Whether the page may handle a key pressed on this element. */
export function isForPage(key: string, target: Element): boolean {
  if (target.closest("dialog[open]") || target.closest(typing)) return false;
  if (target.closest(ranged)) return !/^(Arrow|Home|End|Page)/.test(key);
  if (target.closest(pressed)) return key !== " " && key !== "Enter";
  return true;
}

export function createShortcuts(shortcuts: Shortcuts): void {
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.target instanceof Element) || !isForPage(event.key, event.target)) return;
    const action = shortcuts[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
  addEventListener("keydown", onKey);
  onCleanup(() => removeEventListener("keydown", onKey));
}
