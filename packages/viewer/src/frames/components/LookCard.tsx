import { For, Show } from "solid-js";
import type { FrameInfo, Look } from "../api.ts";
import { blends, colorMaps, intervals, orients, stretches } from "../looks.ts";
import type { FramesStore } from "../store.ts";

/** How the frame is drawn. */
export function LookCard(props: { frames: FramesStore; info: FrameInfo }) {
  const look = () => props.frames.look();
  const hasColour = () => props.info.frame.requestId !== undefined;
  const isColour = () => hasColour() && Boolean(look().color);
  const change = (name: keyof Look) => (value: string) => props.frames.change({ [name]: value });

  return (
    <details class="card" open={innerWidth > 760}>
      <summary>Picture</summary>
      <Show when={hasColour()}>
        <Choice name="Filters" options={blends} value={look().color} onChange={change("color")} />
      </Show>
      <Choice
        name="Stretch"
        options={stretches}
        value={look().stretch}
        onChange={change("stretch")}
      />
      <Choice
        name="Values"
        options={intervals}
        value={look().interval}
        onChange={change("interval")}
      />
      <Show when={!isColour()}>
        <Choice name="Colours" options={colorMaps} value={look().cmap} onChange={change("cmap")} />
      </Show>
      <Choice name="Turned" options={orients} value={look().orient} onChange={change("orient")} />
      <Show when={!isColour()}>
        <Check name="Black on white" value={look().invert} onChange={change("invert")} />
      </Show>
      <Show when={props.info.wcs}>
        <Check name="North and east" value={look().compass} onChange={change("compass")} />
        <Check name="Scale bar" value={look().scalebar} onChange={change("scalebar")} />
      </Show>
    </details>
  );
}

function Check(props: {
  name: string;
  value: string | undefined;
  onChange: (value: string) => void;
}) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={props.value === "true"}
        onChange={(event) => props.onChange(event.currentTarget.checked ? "true" : "")}
      />
      {props.name}
    </label>
  );
}

function Choice(props: {
  name: string;
  options: readonly (readonly [value: string, name: string])[];
  value: string | undefined;
  onChange: (value: string) => void;
}) {
  return (
    <label class="choice">
      <span>{props.name}</span>
      <select
        value={props.value ?? ""}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      >
        <For each={props.options}>{([value, name]) => <option value={value}>{name}</option>}</For>
      </select>
    </label>
  );
}
