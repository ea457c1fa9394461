import { Show } from "solid-js";
import { writeAddress } from "../../shell/sections.ts";
import type { Hit } from "../api.ts";
import { minuteOf } from "../times.ts";

/** One exposure: a picture of the target's place, its position, and the predicted brightness. */
export function HitCard(props: { hit: Hit }) {
  const hit = () => props.hit;
  // Pictures on other servers are not shown: the page contacts only its own service.
  const isOurs = () => hit().preview_url?.startsWith("/") ?? false;
  const faint = () =>
    hit().vmag !== undefined &&
    hit().vmag !== null &&
    hit().maglimit !== null &&
    hit().vmag! > hit().maglimit!;

  return (
    <li class="hit">
      <Show
        when={isOurs()}
        fallback={
          <Show when={hit().preview_url} fallback={<span class="no-preview" />}>
            {(url) => (
              <a class="no-preview" href={url()} target="_blank" rel="noopener noreferrer">
                Preview
              </a>
            )}
          </Show>
        }
      >
        <a href={writeAddress("frames", { id: hit().product_id })} title="Open this frame">
          <img
            src={hit().preview_url!}
            alt={`${hit().product_id}, around the target`}
            loading="lazy"
            decoding="async"
            width="160"
            height="160"
          />
        </a>
      </Show>
      <div class="hit-facts">
        <strong>{minuteOf(hit().mjd_start)}</strong>
        <span>
          {hit().source_name}
          <Show when={hit().filter}> · {hit().filter}</Show>
          <Show when={hit().exposure}> · {hit().exposure} s</Show>
        </span>
        <Show when={hit().ra !== undefined && hit().dec !== undefined}>
          <span>
            {hit().ra!.toFixed(5)}° {hit().dec!.toFixed(5)}°
          </span>
        </Show>
        <Show when={hit().rh !== undefined && hit().delta !== undefined}>
          <span>
            r {hit().rh!.toFixed(2)} au, Δ {hit().delta!.toFixed(2)} au
          </span>
        </Show>
        <Show when={hit().vmag !== undefined && hit().vmag !== null}>
          <span>
            V {hit().vmag!.toFixed(1)}
            <Show when={hit().maglimit !== null}>, limit {hit().maglimit!.toFixed(1)}</Show>
            <Show when={faint()}>: too faint</Show>
          </span>
        </Show>
        <span class="hit-name" title={hit().product_id}>
          {hit().product_id}
        </span>
        <span class="links">
          <Show when={hit().archive_url}>
            {(url) => (
              <a href={url()} rel="noopener noreferrer">
                Frame
              </a>
            )}
          </Show>
          <Show when={hit().cutout_url}>
            {(url) => (
              <a href={url()} rel="noopener noreferrer">
                Cutout
              </a>
            )}
          </Show>
        </span>
      </div>
    </li>
  );
}
