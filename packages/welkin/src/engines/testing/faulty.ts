import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a server does with a request, which has been read to its end. */
export type Answer = (
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
) => void | Promise<void>;

/** An HTTP server that responds as a test specifies. */
export interface FaultyServer {
  readonly url: string;
  /** The requests so far: method and path. */
  readonly requests: string[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** @param answers one for each request in turn, the last one for all that follow */
export async function serveFaulty(...answers: readonly Answer[]): Promise<FaultyServer> {
  const requests: string[] = [];
  let count = 0;
  const server = createServer(async (request, response) => {
    const answer = answers[Math.min(count++, answers.length - 1)];
    requests.push(`${request.method} ${request.url}`);
    const body = Buffer.concat(await request.toArray());
    await answer?.(request, response, body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A response with a status, and a body of the stated length. */
export const reply =
  (status: number, body: string | Uint8Array = "", headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(status, { "content-length": String(Buffer.byteLength(body)), ...headers });
    response.end(body);
  };

/** An error as S3 writes it. */
export const refuse = (status: number, code: string, message = "no more than a test"): Answer =>
  reply(
    status,
    `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
    { "content-type": "application/xml" },
  );

/** The connection ends before the response begins. */
export const hangUp: Answer = (request) => {
  request.socket.destroy();
};

/** The connection is cut after part of the announced bytes. */
export const cutShort =
  (
    status: number,
    some: Uint8Array,
    announced: number,
    headers: Record<string, string> = {},
  ): Answer =>
  (_, response) => {
    response.writeHead(status, { "content-length": String(announced), ...headers });
    response.write(some, () => setTimeout(() => response.destroy(), 20));
  };

/** No response, ever. */
export const keepSilent: Answer = () => {};
