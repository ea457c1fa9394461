import { For, Show } from "solid-js";
import { isHeld, useViewer } from "../store.ts";

export function SitePicker() {
  const viewer = useViewer();
  const held = () => viewer.state.sites.filter(isHeld);

  return (
    <div class="site">
      <label class="site-choice">
        <span class="site-id">{viewer.site()?.id}</span>
        <span class="site-name">{viewer.site()?.name}</span>
        <Show when={held().length > 1}>
          <span class="chevron" aria-hidden="true" />
        </Show>
        <select
          aria-label="Radar site"
          disabled={held().length < 2}
          value={viewer.state.site}
          onChange={(event) => void viewer.openSite(event.currentTarget.value)}
        >
          <For each={held().toSorted((a, b) => a.id.localeCompare(b.id))}>
            {(site) => (
              <option value={site.id} selected={site.id === viewer.state.site}>
                {site.id} {site.name}
                {site.simulated ? " (simulated)" : ""}
              </option>
            )}
          </For>
        </select>
      </label>
    </div>
  );
}
