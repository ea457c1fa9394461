import { For, Show } from "solid-js";
import {
  type ElevationGroup,
  type SweepChoice,
  whereItFolds,
  whyRepeated,
} from "../logic/sweeps.ts";
import { useViewer } from "../store.ts";

/** The elevations that have the moment, lowest first; the chosen one opens if there are repeats. */
export function SweepList() {
  const viewer = useViewer();
  const chosen = () => viewer.shown()?.volume?.choice;
  const folds = () => {
    const sweep = chosen()?.sweep;
    return sweep && whereItFolds(sweep, viewer.state.moment);
  };
  const isChosen = (group: ElevationGroup) => chosen()?.wish.elevation === group.elevation;

  return (
    <fieldset class="sweeps">
      <legend>
        Elevation <span class="chosen">{viewer.groups().length} angles</span>
      </legend>
      <div class="angles">
        <For each={viewer.groups()}>
          {(group) => (
            <label title={group.choices.length > 1 ? `${group.choices.length} sweeps` : ""}>
              <input
                type="radio"
                name="elevation"
                checked={isChosen(group)}
                onChange={() => viewer.setWish(group.choices[0]!.wish)}
              />
              <span>
                {group.label}
                <Show when={group.choices.length > 1}>
                  <i aria-hidden="true" />
                </Show>
              </span>
            </label>
          )}
        </For>
      </div>
      <Show when={viewer.groups().find(isChosen)}>
        {(group) => <Repeats choices={group().choices} chosen={chosen()!.sweep.index} />}
      </Show>
      <Show when={folds()}>{(told) => <p class="note">{told()}</p>}</Show>
    </fieldset>
  );
}

function Repeats(props: { choices: SweepChoice[]; chosen: number }) {
  const viewer = useViewer();
  const reason = () => whyRepeated(props.choices);

  return (
    <Show when={props.choices.length > 1} fallback={<Single choice={props.choices[0]!} />}>
      <div class="repeats">
        <For each={props.choices}>
          {(choice) => (
            <label>
              <input
                type="radio"
                name="sweep"
                checked={choice.sweep.index === props.chosen}
                onChange={() => viewer.setWish(choice.wish)}
              />
              <span>{choice.label}</span>
              <small>{choice.detail}</small>
            </label>
          )}
        </For>
      </div>
      <p class="note">{reason()}</p>
    </Show>
  );
}

const Single = (props: { choice: SweepChoice }) => (
  <p class="note">
    {props.choice.label} · {props.choice.detail}
  </p>
);
