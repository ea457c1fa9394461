import { createResource, For, Show } from "solid-js";
import { api } from "../api.ts";
import type { SourceStatus } from "../api-types.ts";
import { ago } from "../logic/time.ts";

/** The sources that the service follows: how fresh they are, and what went wrong; hidden if there are none. */
export function SourcesView(props: { open: boolean }) {
  const [sources] = createResource(
    () => props.open || undefined,
    () => api.sources().catch(() => []),
  );
  const feeds = () => sources.latest ?? [];

  return (
    <Show when={feeds().length > 0}>
      <section class="sources" aria-labelledby="sources-title">
        <h3 id="sources-title">Sources</h3>
        <ul>
          <For each={feeds()}>{(feed) => <Feed feed={feed} />}</For>
        </ul>
      </section>
    </Show>
  );
}

function Feed(props: { feed: SourceStatus }) {
  const error = () => (props.feed.error?.over ? undefined : props.feed.error);
  const problems = () => props.feed.problems.filter(({ state }) => state !== "done");
  const failed = () => props.feed.files.failed + props.feed.files.skipped;

  return (
    <li>
      <p class="feed">
        <strong>{props.feed.feed}</strong> <span>{props.feed.source}</span>
        <span class="age" title={props.feed.newest}>
          {props.feed.newest ? ago(props.feed.newest, Date.now()) : "nothing yet"}
        </span>
      </p>
      <Show when={error()}>
        {(each) => (
          <p class="warn">
            {each().reason} ({ago(each().time, Date.now())})
          </p>
        )}
      </Show>
      <Show when={problems().length > 0}>
        <details>
          <summary>{failed() > 0 ? `${failed()} set aside` : "Waiting to be tried again"}</summary>
          <For each={problems()}>
            {({ file, reason }) => (
              <p>
                {file}: {reason}
              </p>
            )}
          </For>
        </details>
      </Show>
    </li>
  );
}
