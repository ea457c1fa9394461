/** 41.604°N 88.085°W */
export function position(longitude: number, latitude: number): string {
  const lon = ((((longitude + 180) % 360) + 360) % 360) - 180;
  return `${hemisphere(latitude, "N", "S")} ${hemisphere(lon, "E", "W")}`;
}

const hemisphere = (degrees: number, positive: string, negative: string) =>
  `${Math.abs(degrees).toFixed(3)}°${degrees < 0 ? negative : positive}`;

/** 213° */
export const bearing = (degrees: number): string => `${Math.round(degrees) % 360}°`;

/** 84.2 km, and whole kilometres from 100 on. */
export const kilometres = (metres: number): string =>
  `${(metres / 1000).toFixed(metres < 100_000 ? 1 : 0)} km`;

/** 1,240 m */
export const metres = (value: number): string => `${Math.round(value).toLocaleString("en")} m`;
