import { describe, expect, it } from "vitest";
import { signedHeaders } from "./sign.ts";

/** Amazon's own examples: S3 API reference, "Signature calculations for the Authorization header". */
const credentials = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};
const now = new Date("2013-05-24T00:00:00Z");

describe("a signed request", () => {
  it.each([
    [
      "https://examplebucket.s3.amazonaws.com/test.txt",
      { range: "bytes=0-9" },
      "host;range;x-amz-content-sha256;x-amz-date",
      "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    ],
    [
      "https://examplebucket.s3.amazonaws.com/?lifecycle=",
      {},
      "host;x-amz-content-sha256;x-amz-date",
      "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
    ],
    [
      "https://examplebucket.s3.amazonaws.com/?prefix=J&max-keys=2",
      {},
      "host;x-amz-content-sha256;x-amz-date",
      "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
    ],
  ])("for %s is signed as Amazon signs it", (url, headers, names, signature) => {
    const sent = signedHeaders(new URL(url), headers, credentials, "us-east-1", now);
    expect(sent["authorization"]).toBe(
      `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=${names},Signature=${signature}`,
    );
    expect(sent["x-amz-date"]).toBe("20130524T000000Z");
  });

  it("carries the token of a role", () => {
    const role = { ...credentials, sessionToken: "token" };
    const sent = signedHeaders(new URL("https://x.example/a"), {}, role, "eu-west-1", now);
    expect(sent["x-amz-security-token"]).toBe("token");
    expect(sent["authorization"]).toContain(";x-amz-security-token,");
  });
});
