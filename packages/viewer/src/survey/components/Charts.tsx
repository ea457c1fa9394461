import "uplot/dist/uPlot.min.css";
import { createEffect, on, onCleanup, onMount } from "solid-js";
import uPlot from "uplot";
import { useTheme } from "../../shell/theme.ts";
import type { Curves } from "../api.ts";
import { skyPath } from "../sky-path.ts";
import { dayOfSeconds, secondsOf } from "../times.ts";

const height = 200;

/** The target's predicted brightness, and its path on the sky. */
export function Charts(props: { curves: Curves }) {
  return (
    <div class="charts">
      <figure>
        <figcaption>Predicted magnitude, and the limit of each exposure</figcaption>
        <Chart
          data={lightData(props.curves)}
          options={{
            scales: { y: { dir: -1 } },
            axes: [{ values: (_plot, times) => times.map((time) => dayOfSeconds(time)) }, {}],
            series: [
              {},
              { label: "V", ...dots("--accent") },
              { label: "limit", ...dots("--faint") },
            ],
          }}
        />
      </figure>
      <figure>
        <figcaption>Path on the sky, degrees, east to the left</figcaption>
        <Chart
          data={skyPath(props.curves.sky_motion)}
          options={{
            scales: { x: { time: false, dir: -1 } },
            series: [{ label: "RA" }, { label: "Dec", ...dots("--accent") }],
          }}
        />
      </figure>
    </div>
  );
}

function lightData({ light_curve: light }: Curves): uPlot.AlignedData {
  return [light.mjd.map(secondsOf), light.vmag, light.maglimit];
}

const color = (name: string) => () =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function dots(name: string): Partial<uPlot.Series> {
  const stroke = color(name);
  return {
    stroke,
    paths: () => null,
    points: { show: true, size: 5, stroke, fill: stroke },
  } as Partial<uPlot.Series>;
}

function Chart(props: {
  data: uPlot.AlignedData;
  options: Pick<uPlot.Options, "axes" | "scales" | "series">;
}) {
  const { theme } = useTheme();
  let element!: HTMLDivElement;

  onMount(() => {
    const line = { stroke: color("--quiet"), grid: { stroke: color("--edge"), width: 1 } };
    const plot = new uPlot(
      {
        width: element.clientWidth,
        height,
        ...props.options,
        axes: [
          // Dates are wide: only as many as fit.
          { ...line, ticks: { show: false }, size: 30, space: 100, ...props.options.axes?.[0] },
          { ...line, ticks: { show: false }, size: 54 },
        ] as uPlot.Axis[],
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
        legend: { markers: { width: 3 } },
        cursor: { drag: { x: false, y: false } },
      },
      props.data,
      element,
    );
    const sized = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height }));
    sized.observe(element);
    createEffect(
      on(
        () => props.data,
        (data) => plot.setData(data),
        { defer: true },
      ),
    );
    createEffect(on(theme, () => plot.redraw(false), { defer: true }));
    onCleanup(() => {
      sized.disconnect();
      plot.destroy();
    });
  });

  return <div ref={element} class="chart" />;
}
