import { z } from "zod";
import { ArchiveUrl, BucketUrl, ConfigurationTypes, Hosts, Words } from "../frames/settings.ts";
import { setting } from "./setting.ts";
import { size, whole } from "./values.ts";

/** The configuration types for which thumbnail-service makes pictures. */
const thumbnailTypes =
  "ARC,BIAS,BPM,DARK,DOUBLE,EXPERIMENTAL,EXPOSE,GUIDE,LAMPFLAT,SKYFLAT,SPECTRUM,STANDARD,TARGET,TRAILED";

/** Settings of the frames domain. */
export const framesSettings = {
  framesArchive: setting(
    "WELKIN_FRAMES_ARCHIVE",
    ArchiveUrl.optional(),
    "http://… or https://…",
    "API of an OCS Science Archive with frames",
    { aliases: [{ variable: "ARCHIVE_API_URL" }] },
  ),
  framesFolder: setting(
    "WELKIN_FRAMES_FOLDER",
    z.string().min(1).optional(),
    "a folder",
    "A folder of FITS files that are public here",
  ),
  framesBucket: setting(
    "WELKIN_FRAMES_BUCKET",
    BucketUrl.optional(),
    "s3://BUCKET/PREFIX?region=…&endpoint=…&signed=true",
    "A bucket of FITS files that are public here; signed=true if the bucket itself is not public",
  ),
  framesHosts: setting(
    "WELKIN_FRAMES_HOSTS",
    Hosts.default([]),
    "hosts separated by commas, e.g. *.s3.us-west-2.amazonaws.com",
    "Hosts from which the archive's files may be fetched; any public one by default, private ones must be named",
  ),
  framesLimit: setting(
    "WELKIN_FRAMES_LIMIT",
    size.default(1024 ** 3),
    "a size such as 1G",
    "Largest file that is fetched from an archive",
  ),
  framesDownloads: setting(
    "WELKIN_FRAMES_DOWNLOADS",
    size.default(2 * 1024 ** 3),
    "a size such as 2G",
    "Disk space for recently fetched files",
  ),
  framesTemporary: setting(
    "WELKIN_FRAMES_TEMP",
    z.string().min(1).optional(),
    "a folder",
    "Where fetched files are kept; in WELKIN_DATA by default",
    { aliases: [{ variable: "TMP_DIR" }] },
  ),
  framesTimeout: setting(
    "WELKIN_FRAMES_TIMEOUT",
    whole(1, 600).default(10),
    "seconds, from 1 to 600",
    "How long an archive may be silent",
  ),
  framesScan: setting(
    "WELKIN_FRAMES_SCAN",
    whole(1, 59).default(5),
    "minutes, from 1 to 59",
    "How often the folder and the bucket are scanned",
  ),
  framesLinkExpires: setting(
    "WELKIN_FRAMES_LINK_EXPIRES",
    whole(60, 7 * 24 * 3600).default(7 * 24 * 3600),
    "seconds, from 60 to 604800",
    "How long a link to a picture stays valid",
  ),
  framesKeep: setting(
    "WELKIN_FRAMES_KEEP",
    whole(0, 36_500).default(30),
    "days; 0 to keep them for ever",
    "How long pictures of frames are kept",
  ),
  framesRequired: setting(
    "WELKIN_FRAMES_REQUIRED",
    Words.default(["configuration_type", "request_id", "filename"]),
    "names separated by commas",
    "Fields that the archive's record of a frame must have for a thumbnail",
    { aliases: [{ variable: "REQUIRED_FRAME_VALIDATION_KEYS" }] },
  ),
  framesTypes: setting(
    "WELKIN_FRAMES_TYPES",
    ConfigurationTypes.default(thumbnailTypes.split(",")),
    "configuration types separated by commas",
    "Frames of these types have thumbnails",
    { aliases: [{ variable: "VALID_CONFIGURATION_TYPES" }] },
  ),
  framesColorTypes: setting(
    "WELKIN_FRAMES_COLOR_TYPES",
    ConfigurationTypes.default(["EXPOSE", "STANDARD"]),
    "configuration types separated by commas",
    "Frames of these types have colour thumbnails",
    { aliases: [{ variable: "VALID_CONFIGURATION_TYPES_FOR_COLOR_THUMBS" }] },
  ),
} as const;
