/** The choices offered by the page; the service has more. */
export const stretches: readonly (readonly [value: string, name: string])[] = [
  ["", "Chosen by the service"],
  ["linear", "Linear"],
  ["sqrt", "Square root"],
  ["asinh", "Arcsinh"],
  ["log", "Logarithm"],
  ["squared", "Squared"],
  ["histogram", "Histogram equalisation"],
  ["midtone", "Midtone"],
];

export const intervals: readonly (readonly [value: string, name: string])[] = [
  ["", "Chosen by the service"],
  ["zscale", "zscale"],
  ["minmax", "Minimum to maximum"],
  ["99.5%", "99.5 %"],
  ["99%", "99 %"],
  ["95%", "95 %"],
];

export const colorMaps: readonly (readonly [value: string, name: string])[] = [
  ["", "Grey"],
  ["viridis", "Viridis"],
  ["magma", "Magma"],
  ["inferno", "Inferno"],
  ["plasma", "Plasma"],
  ["cividis", "Cividis"],
  ["hot", "Hot"],
  ["cool", "Cool"],
  ["rainbow", "Rainbow"],
];

export const orients: readonly (readonly [value: string, name: string])[] = [
  ["", "North up, nearly"],
  ["up", "North up, exactly"],
  ["none", "As in the file"],
];

export const blends: readonly (readonly [value: string, name: string])[] = [
  ["", "One filter"],
  ["lupton", "Colour (Lupton)"],
  ["rgb", "Colour (each by itself)"],
];
