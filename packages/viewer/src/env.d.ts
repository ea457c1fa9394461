// Resolved by Vite, but not by TypeScript.
declare module "*.css";

declare module "*?worker&url" {
  const url: string;
  export default url;
}

declare module "virtual:basemap/cities" {
  const rows: [name: string, longitude: number, latitude: number, thousands: number][];
  export default rows;
}

declare module "virtual:basemap/*" {
  const topology: TopoJSON.Topology;
  export default topology;
}
