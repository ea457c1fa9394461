import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from "node:http";
import type { Duplex } from "node:stream";
import { type ErrorCode, type Problem, problemOf, WelkinError } from "../errors.ts";

/** Node's codes for connections that send no HTTP, or none that it accepts; any other is a bad request. */
const byCode: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ["REQUEST_TIMEOUT", "The request did not arrive in time."],
  HPE_HEADER_OVERFLOW: ["HEADERS_TOO_LARGE", "The address and headers are too long."],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ["TOO_LARGE", "The chunk extensions are too long."],
  HPE_INVALID_METHOD: ["BAD_REQUEST", "The request does not begin with an HTTP method."],
  HPE_INVALID_VERSION: ["BAD_REQUEST", "The request's HTTP version is not supported."],
  HPE_INVALID_URL: ["BAD_REQUEST", "The request's address is malformed."],
  HPE_INVALID_HEADER_TOKEN: ["BAD_REQUEST", "A header is malformed."],
  HPE_INVALID_CHUNK_SIZE: ["BAD_REQUEST", "The body's chunks are malformed."],
};
const noHttp = ["BAD_REQUEST", "The data received is not HTTP."] as const;

/** A server that answers with problem details also those requests that no route ever sees. */
export function createPlainServer(handler: RequestListener): Server {
  /** The latest response on each connection. */
  const answering = new WeakMap<Duplex, ServerResponse>();
  // Node itself would silently refuse a request without a host.
  const server = createServer({ requireHostHeader: false }, (request, response) => {
    answering.set(request.socket, response);
    const problem = problemOfRequest(request);
    if (problem) sendProblem(response, problem);
    else handler(request, response);
  });
  server.on("checkExpectation", (_request: IncomingMessage, response: ServerResponse) => {
    const error = new WelkinError(
      "EXPECTATION_FAILED",
      "The only expectation supported is 100-continue.",
    );
    sendProblem(response, problemOf(error));
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    const answer = answering.get(socket);
    // These bytes do not belong to the request being answered, or its answer is half sent: nothing can be written in
    // between.
    const busy = answer && !answer.writableFinished && (answer.headersSent || answer.req.complete);
    if (!socket.writable || error.code === "ECONNRESET" || busy) {
      socket.destroy();
      return;
    }
    const [code, sentence] = byCode[error.code ?? ""] ?? noHttp;
    socket.end(answerText(problemOf(new WelkinError(code, sentence))));
  });
  return server;
}

/** RFC 9112, section 3.2: exactly one host; section 3.2.2: an absolute URL stands for its path. */
function problemOfRequest(request: IncomingMessage): Problem | undefined {
  const { method, url = "", httpVersion, rawHeaders } = request;
  const hosts = rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === "host");
  if (hosts.length > 1 || (hosts.length === 0 && httpVersion === "1.1")) {
    return problemOf(new WelkinError("BAD_REQUEST", "The request must name one host."));
  }
  if (url === "*" && method !== "OPTIONS") {
    return problemOf(new WelkinError("BAD_REQUEST", "The address * is only for OPTIONS."));
  }
  if (!url.startsWith("/") && url !== "*") request.url = pathOf(url);
  return undefined;
}

function pathOf(address: string): string {
  if (!URL.canParse(address)) return `/${address}`;
  const { pathname, search } = new URL(address);
  return `${pathname.startsWith("/") ? "" : "/"}${pathname}${search}`;
}

function sendProblem(response: ServerResponse, problem: Problem): void {
  const body = JSON.stringify(problem);
  response.writeHead(problem.status, { ...headersOf(body), connection: "close" }).end(body);
}

function answerText(problem: Problem): string {
  const body = JSON.stringify(problem);
  const headers = Object.entries({ ...headersOf(body), connection: "close" });
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${lines}\r\n${body}`;
}

function headersOf(body: string) {
  return {
    "content-type": "application/problem+json",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
  };
}
