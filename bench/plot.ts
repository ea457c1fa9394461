/** Draws measured ratios as SVG, both axes logarithmic, panels side by side. */

export interface Curve {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Panel {
  readonly title: string;
  readonly unit: string;
  readonly curves: readonly Curve[];
}

const [WIDTH, HEIGHT] = [420, 320];
const [LEFT, TOP, RIGHT, BOTTOM] = [56, 40, 16, 48];
const COLORS = ["#8a94a3", "#d2691e"];

export function drawPlot(panels: readonly Panel[]): string {
  const values = panels.flatMap(({ curves }) =>
    curves.flatMap(({ points }) => points.map(([, y]) => y)),
  );
  const low = 10 ** Math.floor(Math.log10(Math.min(...values)));
  const high = 10 ** Math.ceil(Math.log10(Math.max(...values)));
  const drawn = panels.map((panel, i) => drawPanel(panel, i * WIDTH, low, high));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH * panels.length} ${HEIGHT}" font-family="sans-serif" font-size="11"><title>Time of an index search against the number of fields, and of years</title>
<rect width="100%" height="100%" fill="#ffffff"/>
${drawn.join("\n")}
</svg>
`;
}

function drawPanel(
  { title, unit, curves }: Panel,
  offset: number,
  low: number,
  high: number,
): string {
  const xs = curves.flatMap(({ points }) => points.map(([x]) => x));
  const [first, last] = [Math.min(...xs), Math.max(...xs)];
  const across = (x: number) =>
    LEFT + ((WIDTH - LEFT - RIGHT) * Math.log(x / first)) / Math.log(last / first);
  const up = (y: number) =>
    HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * Math.log(y / low)) / Math.log(high / low);
  const rows = powers(low, high).map(
    (y) =>
      `<path d="M${LEFT} ${up(y).toFixed(1)}H${WIDTH - RIGHT}" stroke="#e3e6ea"/><text x="${LEFT - 6}" y="${(up(y) + 4).toFixed(1)}" text-anchor="end" fill="#555">${label(y)}×</text>`,
  );
  const ticks = (last / first > 20 ? powers(first, last) : [1, 2, 3, 5, 10]).map(
    (x) =>
      `<path d="M${across(x).toFixed(1)} ${TOP}V${HEIGHT - BOTTOM}" stroke="#e3e6ea"/><text x="${across(x).toFixed(1)}" y="${HEIGHT - BOTTOM + 16}" text-anchor="middle" fill="#555">${label(x)}</text>`,
  );
  const lines = curves.map(({ name, points }, i) => {
    const path = points.map(([x, y]) => `${across(x).toFixed(1)} ${up(y).toFixed(1)}`).join("L");
    const dots = points.map(
      ([x, y]) =>
        `<circle cx="${across(x).toFixed(1)}" cy="${up(y).toFixed(1)}" r="2.5" fill="${COLORS[i]}"/>`,
    );
    const [endX, endY] = points.at(-1)!;
    return `<path d="M${path}" fill="none" stroke="${COLORS[i]}" stroke-width="2"/>${dots.join("")}<text x="${across(endX).toFixed(1)}" y="${(up(endY) - 8).toFixed(1)}" text-anchor="end" fill="${COLORS[i]}">${name}</text>`;
  });
  return `<g transform="translate(${offset} 0)"><text x="${LEFT}" y="22" font-size="13" fill="#222">${title}</text>
${[...rows, ...ticks, ...lines].join("\n")}
<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 10}" text-anchor="middle" fill="#555">${unit}</text></g>`;
}

function powers(low: number, high: number): number[] {
  const found: number[] = [];
  for (let power = Math.ceil(Math.log10(low) - 1e-9); 10 ** power <= high * 1.001; power++)
    found.push(10 ** power);
  return found;
}

function label(value: number): string {
  if (value >= 1e6) return `${value / 1e6}M`;
  return value >= 1e3 ? `${value / 1e3}k` : String(Number(value.toPrecision(2)));
}
