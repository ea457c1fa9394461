import { z } from "zod";

/** Settings of the frames domain that are more than a word or a number. */

/** Where frames are, and how they are fetched. */
export interface FramesSettings {
  /** Of an OCS Science Archive; ends in a slash. */
  readonly archive: string | undefined;
  readonly folder: string | undefined;
  readonly bucket: BucketAddress | undefined;
  /** Whether there is a simulated survey to look at. */
  readonly simulate: boolean;
  /** Hosts that files may be fetched from; empty: any that is public. */
  readonly hosts: readonly string[];
  /** Bytes of the largest file that is fetched. */
  readonly limit: number;
  /** Bytes of fetched files that are kept for who asks next. */
  readonly downloads: number;
  /** Where fetched files lie. */
  readonly temporary: string;
  /** Seconds of silence after which an archive is given up. */
  readonly timeout: number;
  /** Minutes between two looks at the files of local archives. */
  readonly scan: number;
  /** Seconds that a link to a picture is good for. */
  readonly linkExpires: number;
  /** Days that a picture is kept; 0 for ever. */
  readonly keep: number;
  readonly checks: FrameChecks;
  /** The service's own key, which is kept from archives. */
  readonly apiKey: string | undefined;
}

/** What thumbnail-service asks of a frame before it makes a picture. */
export interface FrameChecks {
  /** Fields that the archive's record must have. */
  readonly required: readonly string[];
  /** Configuration types that have pictures, upper case. */
  readonly types: readonly string[];
  /** Of those, the ones that have colour pictures. */
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

/** A host, or `*.` and what hosts end in. */
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
  /** What every key begins with. */
  readonly prefix: string;
  readonly region: string;
  readonly endpoint?: string;
  /** Whether it is open to everybody, or asked with credentials. */
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
  if (bucket === undefined || unknown) context.addIssue("no address of a bucket");
  if (endpoint !== undefined && !/^https?:\/\/[^@]+$/.test(endpoint)) {
    context.addIssue("no address of a server");
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
