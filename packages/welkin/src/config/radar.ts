import { z } from "zod";
import { Moment } from "../radar/schema.ts";
import {
  archiveSite,
  Minutes,
  Products,
  Sites,
  siteOfLevel3,
  Urls,
} from "../radar/sources/settings.ts";
import { setting } from "./setting.ts";
import { number, whole } from "./values.ts";

const momentList = z
  .string()
  .transform((text) => text.split(",").map((name) => name.trim()))
  .pipe(z.array(Moment));

/** The Level III products that nexrad-mapbox-backend follows: hydrometeors, then rain. */
const mapboxProducts =
  "N0H,N1H,NAH,NBH,N2H,N3H,NXH,NYH,NZH,HHC,N1P,N3P,OHA,DAA,DOD,DPR,NTP,DSP,PTA,DTA,DSD,DU3,DU6,SPD";

/** Settings of the radar domain. */
export const radarSettings = {
  radarMoments: setting(
    "WELKIN_RADAR_MOMENTS",
    momentList.default(["REF", "VEL"]),
    "moments separated by commas, of REF VEL SW ZDR PHI RHO CFP",
    "Moments drawn when a volume is ingested; others are drawn on request",
  ),
  radarWidth: setting(
    "WELKIN_RADAR_WIDTH",
    whole(64, 4096).default(1600),
    "a whole number from 64 to 4096",
    "Width of those pictures in pixels",
  ),
  pngLevel: setting(
    "WELKIN_PNG_LEVEL",
    whole(1, 9).default(6),
    "a whole number from 1 (fast) to 9 (small)",
    "How hard PNG pictures are compressed",
  ),
  radarSites: setting(
    "WELKIN_RADAR_SITES",
    Sites.default([]),
    "radars separated by commas, e.g. KTLX,KLOT,TORD",
    "Radars to follow",
    {
      aliases: [
        { variable: "RADAR_SITE_L2", read: archiveSite },
        { variable: "RADAR_SITE_L3", read: siteOfLevel3 },
      ],
    },
  ),
  radarLevel2: setting(
    "WELKIN_RADAR_LEVEL2",
    z.enum(["archive", "chunks", "off"]).default("archive"),
    "archive, chunks or off",
    "Level II of those radars: whole volumes, or sweep by sweep as the radar turns",
  ),
  radarProducts: setting(
    "WELKIN_RADAR_PRODUCTS",
    Products.default([]),
    "three-letter product codes separated by commas, e.g. N0B,N0G,HHC,DAA",
    "Level III products to follow for those radars",
    { aliases: [{ variable: "RADAR_SITE_L3", read: () => mapboxProducts }] },
  ),
  radarFolder: setting(
    "WELKIN_RADAR_FOLDER",
    z.string().min(1).optional(),
    "a folder",
    "A folder whose new files are ingested",
  ),
  radarUrls: setting(
    "WELKIN_RADAR_URL",
    Urls.default([]),
    "addresses of folders, http://… or https://…, separated by commas",
    "Folders on the web whose new files are ingested: those that their index page links to",
  ),
  radarWindow: setting(
    "WELKIN_RADAR_WINDOW",
    Minutes.default({ all: 180, folder: 0 }),
    "minutes, or minutes by source: 180,folder=1440,level3=60; 0 for no limit",
    "Maximum age at which observations are fetched; a folder has no limit unless it is given one",
    { aliases: [{ variable: "PROCESSING_WINDOW_MINUTES" }] },
  ),
  radarKeep: setting(
    "WELKIN_RADAR_KEEP",
    Minutes.optional(),
    "minutes, or minutes by source; 0 for ever",
    "Age to which a source's observations are kept; an hour more than WELKIN_RADAR_WINDOW by default",
    { aliases: [{ variable: "CLEANUP_WINDOW_MINUTES" }] },
  ),
  radarPoll: setting(
    "WELKIN_RADAR_POLL",
    number(0.2, 60).default(1),
    "seconds, from 0.2 to 60",
    "How often to look for new chunks of the newest volumes; more often when a sweep is about to end",
  ),
  radarPatience: setting(
    "WELKIN_RADAR_PATIENCE",
    number(0.1, 600).default(20),
    "seconds, from 0.1 to 600",
    "How long a public bucket may be silent before the request is repeated",
  ),
  radarArchiveBucket: setting(
    "WELKIN_RADAR_ARCHIVE_BUCKET",
    z.string().min(3).default("unidata-nexrad-level2"),
    "a bucket",
    "Public bucket of Level II volumes",
  ),
  radarChunksBucket: setting(
    "WELKIN_RADAR_CHUNKS_BUCKET",
    z.string().min(3).default("unidata-nexrad-level2-chunks"),
    "a bucket",
    "Public bucket of Level II chunks",
  ),
  radarLevel3Bucket: setting(
    "WELKIN_RADAR_LEVEL3_BUCKET",
    z.string().min(3).default("unidata-nexrad-level3"),
    "a bucket",
    "Public bucket of Level III products",
  ),
  radarRegion: setting(
    "WELKIN_RADAR_REGION",
    z.string().min(1).default("us-east-1"),
    "a region, e.g. us-east-1",
    "Region of the public buckets",
  ),
  radarEndpoint: setting(
    "WELKIN_RADAR_ENDPOINT",
    z.url({ protocol: /^https?$/ }).optional(),
    "http://… or https://…",
    "Another server to read these buckets from",
  ),
} as const;
