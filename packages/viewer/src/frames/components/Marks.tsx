import { Show } from "solid-js";
import { barOf, compassOf, type Turn } from "../turn.ts";

/** The directions of north and east on the screen. */
export function Compass(props: {
  wcs: { readonly northAngle: number; readonly parity: string };
  turn: Turn;
}) {
  const compass = () => compassOf(props.wcs, props.turn);
  return (
    <svg class="compass" viewBox="-32 -32 64 64" role="img" aria-label="North and east">
      <Arrow degrees={compass().north} name="N" />
      <Arrow degrees={compass().east} name="E" />
    </svg>
  );
}

/** From the centre, in degrees counter-clockwise from up. */
function Arrow(props: { degrees: number; name: string }) {
  const at = (length: number) => {
    const angle = (props.degrees * Math.PI) / 180;
    return { x: -length * Math.sin(angle), y: -length * Math.cos(angle) };
  };
  return (
    <>
      <line x1="0" y1="0" x2={at(19).x} y2={at(19).y} />
      <text x={at(26).x} y={at(26).y}>
        {props.name}
      </text>
    </>
  );
}

/** The length of an arc on the screen. */
export function ScaleBar(props: { arcsecAPixel: number; most: number }) {
  return (
    <Show when={barOf(props.arcsecAPixel, props.most)}>
      {(bar) => (
        <p class="scale-bar">
          <i style={{ width: `${bar().pixels}px` }} />
          {bar().name}
        </p>
      )}
    </Show>
  );
}
