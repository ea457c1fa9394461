import { defineConfig } from "vite";
import solid from "vite-plugin-solid";
import { basemap } from "./basemap/plugin.ts";
import { compress } from "./compress.ts";

const service = process.env["WELKIN_URL"] ?? "http://127.0.0.1:4000";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [basemap(), solid(), compress()],
  build: {
    target: "es2022",
    // Assets stay files: a data: URL would require an exception in the content security policy.
    assetsInlineLimit: 0,
    // MapLibre alone exceeds Vite's default for large files.
    chunkSizeWarningLimit: 1200,
    modulePreload: { polyfill: false },
  },
  worker: { format: "es" },
  server: {
    proxy: Object.fromEntries(
      ["/radar", "/frames", "/thumbnails", "/iiif", "/survey", "/jobs", "/events", "/store"].map(
        (path) => [path, service],
      ),
    ),
  },
});
