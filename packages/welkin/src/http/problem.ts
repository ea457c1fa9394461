import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { type ErrorCode, type Problem, problemOf, WelkinError } from "../errors.ts";

/** RFC 9457 problem details, as every error is told. */
const ProblemDetails = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string().meta({ description: "Stable; made for programs" }),
    detail: z.string().optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem details" });

/** Responses that any route may give, for the API's description. */
export const problems = {
  "4XX": { content: { "application/problem+json": { schema: ProblemDetails } } },
};

const byStatus: Readonly<Record<number, ErrorCode>> = {
  400: "BAD_REQUEST",
  404: "NOT_FOUND",
  405: "METHOD_NOT_ALLOWED",
  406: "BAD_REQUEST",
  413: "TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
  429: "TOO_MANY_REQUESTS",
  503: "UNAVAILABLE",
};

/** Makes every error an `application/problem+json`, and logs what is our own fault. */
export function tellProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(ownError(error));
    if (problem.status >= 500) request.log.error({ err: error, code: problem.code }, problem.title);
    const { retryAfter } = error as { retryAfter?: unknown };
    if (typeof retryAfter === "string") reply.header("retry-after", retryAfter);
    return sendProblem(reply, problem);
  });
  app.setNotFoundHandler((request, reply) => sendProblem(reply, notFound(request)));
}

/** Seconds after which what is too busy may be asked again. */
const RETRY_AFTER = 5;

function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.status === 503 && !reply.hasHeader("retry-after")) {
    reply.header("retry-after", RETRY_AFTER);
  }
  return reply
    .code(problem.status)
    .header("cache-control", "no-store")
    .removeHeader("etag")
    .type("application/problem+json")
    .send(Buffer.from(JSON.stringify(problem)));
}

function notFound(request: FastifyRequest): Problem {
  const path = request.url.split("?")[0];
  return problemOf(new WelkinError("NOT_FOUND", `${request.method} ${path} leads nowhere.`));
}

/** The framework's own errors (a bad parameter, a body too large) in our terms. */
export function ownError(error: FastifyError): unknown {
  if (error.validation) {
    return new WelkinError("BAD_REQUEST", plainly(error), { cause: error });
  }
  const code = error.statusCode === undefined ? undefined : byStatus[error.statusCode];
  const framework = typeof error.code !== "string" || error.code.startsWith("FST_");
  return framework && code !== undefined
    ? new WelkinError(code, error.message, { cause: error })
    : error;
}

function plainly(error: FastifyError): string {
  const told = (error.validation ?? []).map(
    ({ instancePath, message }) =>
      `${error.validationContext ?? "request"}${instancePath.replaceAll("/", " ")}: ${message}`,
  );
  return told.length > 0 ? `${told.join("; ")}.` : error.message;
}
