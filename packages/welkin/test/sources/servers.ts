import { PutObjectCommand } from "@aws-sdk/client-s3";
import { makeBucket, s3Server } from "../../src/engines/testing/s3.ts";
import { FakeS3 } from "./fake-s3.ts";

/** Public buckets for a test, and how to fill them. */
export interface Buckets {
  /** Settings that lead to them. */
  readonly settings: Readonly<Record<string, string>>;
  put(bucket: BucketName, key: string, bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export type BucketName = "archive" | "chunks" | "level3";

/** The tests on the server in memory have already been run. */
const serversOnly = s3Server !== undefined && Boolean(process.env["WELKIN_TEST_SERVERS_ONLY"]);

/** The servers that the suite runs on: one made for it, and a real one if WELKIN_TEST_S3 names it. */
export const servers: readonly { readonly name: string; open(): Promise<Buckets> }[] = [
  ...(serversOnly ? [] : [{ name: "a server in memory", open: openFake }]),
  ...(s3Server === undefined ? [] : [{ name: "S3", open: () => openReal(s3Server ?? "") }]),
];

function settingsFor(endpoint: string, names: Record<BucketName, string>) {
  return {
    WELKIN_RADAR_ENDPOINT: endpoint,
    WELKIN_RADAR_ARCHIVE_BUCKET: names.archive,
    WELKIN_RADAR_CHUNKS_BUCKET: names.chunks,
    WELKIN_RADAR_LEVEL3_BUCKET: names.level3,
  };
}

export interface FakeBuckets extends Buckets {
  readonly server: FakeS3;
}

export async function openFake(): Promise<FakeBuckets> {
  const server = await new FakeS3().start();
  return {
    server,
    settings: settingsFor(server.url, { archive: "archive", chunks: "chunks", level3: "level3" }),
    put: async (bucket, key, bytes) => server.put(bucket, key, bytes),
    close: () => server.stop(),
  };
}

async function openReal(endpoint: string): Promise<Buckets> {
  const make = () => makeBucket(endpoint, { isPublic: true });
  const made = { archive: await make(), chunks: await make(), level3: await make() };
  return {
    settings: settingsFor(endpoint, {
      archive: made.archive.name,
      chunks: made.chunks.name,
      level3: made.level3.name,
    }),
    put: async (bucket, key, bytes) => {
      const { client, name } = made[bucket];
      await client.send(new PutObjectCommand({ Bucket: name, Key: key, Body: bytes }));
    },
    close: async () => {
      for (const bucket of Object.values(made)) await bucket.drop();
    },
  };
}
