import { z } from "zod";

/** Settings of the frames domain that need parsing. */

/** Where frames are, and how they are fetched. */
export interface FramesSettings {
  /** URL of an OCS Science Archive; ends in a slash. */
  readonly archive: string | undefined;
  readonly folder: string | undefined;
  readonly bucket: BucketAddress | undefined;
  /** Whether the simulated survey is shown. */
  readonly simulate: boolean;
  /** Hosts from which files may be fetched; empty: any public one. */
  readonly hosts: readonly string[];
  /** Size of the largest file fetched, bytes. */
  readonly limit: number;
  /** Bytes of fetched files that are kept for later requests. */
  readonly downloads: number;
  /** Folder for fetched files. */
  readonly temporary: string;
  /** Seconds of silence after which an archive is given up. */
  readonly timeout: number;
  /** Minutes between two scans of local archives. */
  readonly scan: number;
  /** Seconds that a link to a picture is valid. */
  readonly linkExpires: number;
  /** Days that a picture is kept; 0 forever. */
  readonly keep: number;
  readonly checks: FrameChecks;
  /** The service's own key, which must not reach archives. */
  readonly apiKey: string | undefined;
}

/** Conditions that thumbnail-service sets for a picture of a frame. */
export interface FrameChecks {
  /** Fields that the archive's record must have. */
  readonly required: readonly string[];
  /** Configuration types that have pictures, upper case. */
  readonly types: readonly string[];
  /** The subset of those that have colour pictures. */
  readonly colorTypes: readonly string[];
}

const list = (text: string) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);

export const Words = z.string().transform(list).pipe(z.array(z.string()).max(200));

export const ConfigurationTypes = z
  .string()
  .transform((text) => list(text.toUpperCase()))
  .pipe(z.array(z.string()).max(200));

/** A host, or `*.` and a suffix of hosts. */
export const Hosts = z
  .string()
  .transform((text) => list(text.toLowerCase()))
  .pipe(z.array(z.string().regex(/^(\*\.)?[a-z0-9._-]+$|^\[[0-9a-f:.]+\]$/)).max(200));

export const ArchiveUrl = z
  .url({ protocol: /^https?$/ })
  .transform((text) => (text.endsWith("/") ? text : `${text}/`));

/** A bucket that holds FITS files. */
export interface BucketAddress {
  readonly bucket: string;
  /** Prefix of every key. */
  readonly prefix: string;
  readonly region: string;
  readonly endpoint?: string;
  /** Whether it is public, or read with credentials. */
  readonly unsigned: boolean;
}

/** `s3://bucket/prefix?region=…&endpoint=…&signed=true` */
export const BucketUrl = z.string().transform((text, context): BucketAddress => {
  const [, bucket, path = "", query = ""] =
    /^s3:\/\/([A-Za-z0-9][A-Za-z0-9._-]+)(?:\/([^?#]*))?(?:\?([^#]*))?$/.exec(text) ?? [];
  const parameters = new URLSearchParams(query);
  const endpoint = parameters.get("endpoint") ?? undefined;
  const unknown = [...parameters.keys()].some(
    (name) => !["region", "endpoint", "signed"].includes(name),
  );
  if (bucket === undefined || unknown) context.addIssue("not a bucket's address");
  if (endpoint !== undefined && !/^https?:\/\/[^@]+$/.test(endpoint)) {
    context.addIssue("not a server's address");
  }
  const signed = parameters.get("signed") ?? "false";
  if (!/^(true|false)$/.test(signed)) context.addIssue("signed is neither true nor false");
  return {
    unsigned: signed !== "true",
    bucket: bucket ?? "",
    prefix: path,
    region: parameters.get("region") || "us-east-1",
    ...(endpoint !== undefined && { endpoint }),
  };
});
