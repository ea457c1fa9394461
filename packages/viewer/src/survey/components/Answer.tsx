import { For, Match, Show, Switch } from "solid-js";
import { fixedUrl } from "../api.ts";
import type { SurveyStore } from "../store.ts";
import { Charts } from "./Charts.tsx";
import { HitCard } from "./HitCard.tsx";

/** The results: in words, as plots, and each observation. */
export function Answer(props: { survey: SurveyStore }) {
  const { state, sources } = props.survey;
  /** Only of the simulated survey is it certain that 65P can be found in it. */
  const isSimulated = () =>
    !sources.error &&
    (sources.latest ?? []).some(({ source, count }) => source === "simulated" && count > 0);
  const download = (format: string) =>
    state.search
      ? `${state.search.links.results}?format=${format}`
      : fixedUrl(state.asked ?? {}, { format });

  return (
    <Switch>
      <Match when={state.asked === undefined}>
        <div class="survey-empty">
          <h2>Was it there, and did anybody look?</h2>
          <p>
            Name a comet, an asteroid or a place, and see every exposure of the surveys held here
            that it falls in.
          </p>
          <Show when={isSimulated()}>
            <button
              type="button"
              class="primary"
              onClick={() => void props.survey.ask({ target: "65P" })}
            >
              Try comet 65P
            </button>
          </Show>
        </div>
      </Match>
      <Match when={state.asked}>
        {(asked) => (
          <>
            <header class="survey-head">
              <h2>{state.search?.target ?? asked().target ?? `${asked().ra} ${asked().dec}`}</h2>
              <p aria-live="polite">
                <Show when={state.busy} fallback={<Found survey={props.survey} />}>
                  {state.note || "Looking"}…
                </Show>
              </p>
              <Show when={state.busy}>
                <progress value={state.progress} max={1} />
              </Show>
              <Show when={state.trouble}>
                <p class="trouble" role="alert">
                  {state.trouble}
                </p>
              </Show>
              <For each={state.search?.notes ?? []}>
                {({ message }) => <p class="note">{message}</p>}
              </For>
              <Show when={state.hits.length > 0}>
                <p class="links">
                  <a href={download("csv")}>CSV</a>
                  <a href={download("votable")}>VOTable</a>
                  <a href={download("json")}>JSON</a>
                </p>
              </Show>
            </header>
            <Show when={state.curves && state.hits.length > 1 && state.curves}>
              {(curves) => <Charts curves={curves()} />}
            </Show>
            <ul class="hits">
              <For each={state.hits}>{(hit) => <HitCard hit={hit} />}</For>
            </ul>
            <Show when={state.next}>
              <button type="button" class="primary" onClick={() => void props.survey.more()}>
                More
              </button>
            </Show>
          </>
        )}
      </Match>
    </Switch>
  );
}

function Found(props: { survey: SurveyStore }) {
  const { state } = props.survey;
  const many = (count: number) =>
    count === 1 ? "one exposure" : `${count.toLocaleString("en")} exposures`;
  const searched = () => state.search?.searched;
  return (
    <Show when={!state.trouble || state.hits.length > 0}>
      In {many(state.count ?? state.hits.length)}
      <Show when={searched()}>{(all) => ` of ${all().toLocaleString("en")}`}</Show>
      <Show when={state.next && state.count === undefined}>, and more</Show>.
    </Show>
  );
}
