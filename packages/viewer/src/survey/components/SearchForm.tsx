import { createEffect, createSignal, For, Show } from "solid-js";
import type { Question } from "../api.ts";
import type { SurveyStore } from "../store.ts";

/** The search: for a moving target, or a place. */
export function SearchForm(props: { survey: SurveyStore }) {
  const [moving, setMoving] = createSignal(true);
  const given = () => props.survey.question();
  createEffect(() => {
    if (given().ra && !given().target) setMoving(false);
  });
  const held = () => {
    const { sources } = props.survey;
    return sources.error ? [] : (sources.latest ?? []);
  };
  const filledSources = () => held().filter(({ count }) => count > 0);

  function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    void props.survey.ask(Object.fromEntries(fields) as Question);
  }

  return (
    <form class="survey-form" onSubmit={submit}>
      <fieldset class="tabs" aria-label="What to look for">
        <button type="button" aria-pressed={moving()} onClick={() => setMoving(true)}>
          Comet or asteroid
        </button>
        <button type="button" aria-pressed={!moving()} onClick={() => setMoving(false)}>
          Place
        </button>
      </fieldset>
      <Show
        when={moving()}
        fallback={
          <>
            <div class="pair">
              <Field
                name="ra"
                label="RA, degrees"
                value={given().ra}
                required
                inputmode="decimal"
              />
              <Field
                name="dec"
                label="Dec, degrees"
                value={given().dec}
                required
                inputmode="decimal"
              />
            </div>
            <Field
              name="radius"
              label="Radius, arcmin"
              value={given().radius}
              inputmode="decimal"
            />
          </>
        }
      >
        <Field
          name="target"
          label="Target"
          value={given().target}
          placeholder="65P, 433, Ceres, C/1995 O1 …"
          required
        />
      </Show>
      <details open={Boolean(given().start || given().stop || given().padding || given().source)}>
        <summary>More</summary>
        <div class="pair">
          <Field name="start" label="From" value={given().start} placeholder="2025-06-01" />
          <Field name="stop" label="To" value={given().stop} placeholder="2025-08-31" />
        </div>
        <label class="field">
          <span>Survey</span>
          <select name="source" value={given().source ?? ""}>
            <option value="">All</option>
            <For each={filledSources()}>
              {({ source, source_name }) => <option value={source}>{source_name}</option>}
            </For>
          </select>
        </label>
        <Show when={moving()}>
          <Field
            name="padding"
            label="Padding, arcmin"
            value={given().padding}
            inputmode="decimal"
          />
          <label class="check">
            <input
              type="checkbox"
              name="uncertainty"
              value="true"
              checked={given().uncertainty === "true"}
            />
            Search its whole 3σ region
          </label>
        </Show>
      </details>
      <button type="submit" class="primary" disabled={props.survey.state.busy}>
        Search
      </button>
    </form>
  );
}

function Field(props: {
  name: string;
  label: string;
  value: string | undefined;
  id?: string;
  placeholder?: string;
  required?: boolean;
  inputmode?: "decimal";
}) {
  return (
    <label class="field">
      <span>{props.label}</span>
      <input
        type="text"
        id={props.id}
        name={props.name}
        value={props.value ?? ""}
        placeholder={props.placeholder}
        required={props.required}
        inputmode={props.inputmode}
        autocomplete="off"
        spellcheck={false}
      />
    </label>
  );
}
