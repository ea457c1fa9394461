/** The map's colours, muted so that only the radar's stand out. */
export interface Palette {
  water: string;
  land: string;
  shore: string;
  river: string;
  county: string;
  state: string;
  country: string;
  label: string;
  halo: string;
  site: string;
  siteEmpty: string;
  siteEdge: string;
  ring: string;
  storm: string;
  /** Rim of all storm marks, to separate them from the echo. */
  stormRim: string;
}

export const palettes: Record<"light" | "dark", Palette> = {
  light: {
    water: "#dbe4ea",
    land: "#f7f6f2",
    shore: "rgba(50, 75, 95, 0.4)",
    river: "#d3dfe6",
    county: "rgba(60, 75, 90, 0.16)",
    state: "rgba(50, 65, 80, 0.45)",
    country: "rgba(40, 55, 70, 0.6)",
    label: "#27323c",
    halo: "rgba(255, 255, 255, 0.85)",
    site: "#0b62bd",
    siteEmpty: "#8b98a3",
    siteEdge: "#ffffff",
    ring: "rgba(20, 40, 60, 0.35)",
    storm: "#10181f",
    stormRim: "rgba(255, 255, 255, 0.9)",
  },
  dark: {
    water: "#0b0f13",
    land: "#171c21",
    shore: "rgba(190, 210, 225, 0.3)",
    river: "#11171c",
    county: "rgba(200, 215, 230, 0.1)",
    state: "rgba(205, 220, 235, 0.34)",
    country: "rgba(215, 228, 240, 0.5)",
    label: "#dbe2e8",
    halo: "rgba(10, 14, 18, 0.85)",
    site: "#6cb6ff",
    siteEmpty: "#5d6974",
    siteEdge: "#0b0f13",
    ring: "rgba(220, 232, 244, 0.28)",
    storm: "#ffffff",
    stormRim: "rgba(8, 12, 16, 0.85)",
  },
};
