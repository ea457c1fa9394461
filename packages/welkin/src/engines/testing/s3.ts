import { randomUUID } from "node:crypto";
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  S3Client,
} from "@aws-sdk/client-s3";

/**
 * An S3 server that lets us create buckets: its address, http://host:port; the credentials are where the SDK looks
 * for them (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY).
 */
export const s3Server = process.env["WELKIN_TEST_S3"];

/** A test's own empty bucket. */
export interface ScratchBucket {
  readonly name: string;
  /** Its address as a store's. */
  readonly url: string;
  readonly client: S3Client;
  drop(): Promise<void>;
}

/** @param options.isPublic Everybody may read and list it, as with open-data buckets. */
export async function makeBucket(
  endpoint: string,
  { isPublic = false }: { readonly isPublic?: boolean } = {},
): Promise<ScratchBucket> {
  const name = `welkin-test-${randomUUID()}`;
  const client = new S3Client({ endpoint, region: "us-east-1", forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: name }));
  if (isPublic)
    await client.send(new PutBucketPolicyCommand({ Bucket: name, Policy: openToAll(name) }));
  return {
    name,
    url: `s3://${name}?endpoint=${encodeURIComponent(endpoint)}`,
    client,
    drop: async () => {
      await empty(client, name);
      await client.send(new DeleteBucketCommand({ Bucket: name }));
      client.destroy();
    },
  };
}

async function empty(client: S3Client, Bucket: string): Promise<void> {
  for (;;) {
    const { Contents: found = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
    if (found.length === 0) return;
    const Objects = found.map(({ Key }) => ({ Key }));
    await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Quiet: true, Objects } }));
  }
}

const openToAll = (name: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: "*",
        Action: ["s3:GetObject", "s3:ListBucket"],
        Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
      },
    ],
  });
