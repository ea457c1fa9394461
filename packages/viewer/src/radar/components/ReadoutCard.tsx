import { Show } from "solid-js";
import type { Value } from "../api-types.ts";
import { bearing, kilometres, metres, position } from "../logic/position.ts";
import type { Readout } from "../readout.ts";

const states: Record<Exclude<Value["state"], "value">, string> = {
  "below threshold": "No echo",
  "range folded": "Range folded",
  "out of range": "Out of range",
  "no data": "No data",
};

/** What is under the pointer. */
export function ReadoutCard(props: { readout: Readout }) {
  const inRange = () => {
    const value = props.readout.value();
    return value?.state === "out of range" ? undefined : value;
  };
  return (
    <Show when={props.readout.point()}>
      {(point) => (
        <section class="readout" aria-label="Under the pointer" aria-live="off">
          <Show when={props.readout.isValued()}>
            <p class="reading">
              <Show when={props.readout.value()} fallback="–">
                {(value) => <Reading value={value()} />}
              </Show>
            </p>
          </Show>
          <dl>
            <Show when={inRange()}>
              {(value) => (
                <>
                  <dt>From radar</dt>
                  <dd>
                    {bearing(value().azimuth)}, {kilometres(rangeOf(value()))}
                  </dd>
                  <Show when={value().beamHeight}>
                    {(height) => (
                      <>
                        <dt>Beam at</dt>
                        <dd>{metres(height())}</dd>
                      </>
                    )}
                  </Show>
                </>
              )}
            </Show>
            <dt class="wide-only">Position</dt>
            <dd class="position">{position(point().lon, point().lat)}</dd>
          </dl>
        </section>
      )}
    </Show>
  );
}

const Reading = (props: { value: Value }) => (
  <Show
    when={props.value.state === "value"}
    fallback={<em>{states[props.value.state as "no data"]}</em>}
  >
    {props.value.text}
  </Show>
);

const rangeOf = (value: Value) => ("range" in value ? value.range : value.groundRange);
