import { For, Show } from "solid-js";
import { inWords } from "../../shell/http.ts";
import { surveyApi } from "../api.ts";
import type { SurveyStore } from "../store.ts";
import { dayOf } from "../times.ts";

/** The surveys, and the number of observations of each. */
export function SourceList(props: { survey: SurveyStore }) {
  const { sources } = props.survey;
  const filled = () =>
    (sources.error ? [] : (sources.latest ?? [])).filter(({ count }) => count > 0);

  return (
    <div class="survey-sources">
      <h2>Surveys held</h2>
      <Show when={sources.error}>{(error) => <p class="note">{inWords(error())}</p>}</Show>
      <Show when={!sources.error}>
        <Show
          when={filled().length > 0}
          fallback={
            <Show when={!sources.loading}>
              <p class="note">
                None yet. Add observations from a terminal:{" "}
                <code>npx welkin survey import FILE --source NAME</code>
              </p>
            </Show>
          }
        >
          <ul>
            <For each={filled()}>
              {(source) => (
                <li>
                  <strong>{source.source_name}</strong>
                  <span>
                    {counted(source.count, "exposure")}, {counted(source.nights, "night")}
                  </span>
                  <Show when={source.mjd_first !== null && source.mjd_last !== null}>
                    <span>
                      {dayOf(source.mjd_first!)} to {dayOf(source.mjd_last!)}
                    </span>
                  </Show>
                  <details>
                    <summary>Sky coverage</summary>
                    <a
                      href={surveyApi.coverage(source.source, 1440)}
                      target="_blank"
                      rel="noopener"
                    >
                      <img
                        class="coverage"
                        src={surveyApi.coverage(source.source, 288)}
                        alt={`Map of the whole sky: how often ${source.source_name} observed each place`}
                        loading="lazy"
                        decoding="async"
                      />
                    </a>
                  </details>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </Show>
    </div>
  );
}

const counted = (count: number, what: string) =>
  `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
