import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { type ErrorCode, type Problem, problemOf, WelkinError } from "../errors.ts";
import { plainWords } from "../plain-words.ts";
import { watchMethods } from "./methods.ts";

z.config(plainWords);

/** RFC 9457 problem details, the form of every error. */
const ProblemDetails = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string().meta({ description: "Stable; for programs" }),
    detail: z.string().optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem details" });

/** Responses that any route may give, for the API description. */
export const problems = {
  "4XX": { content: { "application/problem+json": { schema: ProblemDetails } } },
};

const byStatus: Readonly<Record<number, ErrorCode>> = {
  400: "BAD_REQUEST",
  404: "NOT_FOUND",
  405: "METHOD_NOT_ALLOWED",
  406: "NOT_ACCEPTABLE",
  413: "TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
  429: "TOO_MANY_REQUESTS",
  503: "UNAVAILABLE",
};

/** Turns every error into `application/problem+json`, and logs those that are our own fault. */
export function tellProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    // The static files' plugin gives this for URLs that leave their folder, or are not written as paths.
    if (isOfFramework(error) && error.statusCode === 403) {
      return sendProblem(reply, notFound(request));
    }
    const problem = problemOf(ownError(error));
    if (problem.status >= 500) request.log.error({ err: error, code: problem.code }, problem.title);
    const { retryAfter } = error as { retryAfter?: unknown };
    if (typeof retryAfter === "string") reply.header("retry-after", retryAfter);
    return sendProblem(reply, problem);
  });
  // The event stream plugin answers by itself if a client accepts no streams.
  app.addHook("onSend", async (_request, reply, payload) => {
    const isPlugins = reply.statusCode === 406 && reply.getHeader("content-type");
    if (!isPlugins || !String(isPlugins).startsWith("application/json")) return payload;
    reply.type("application/problem+json");
    const error = new WelkinError("NOT_ACCEPTABLE", "This is available only as text/event-stream.");
    return JSON.stringify(problemOf(error));
  });
  const methodsAt = watchMethods(app);
  app.setNotFoundHandler((request, reply) => {
    const allowed = methodsAt(pathOf(request.url));
    if (allowed.length === 0 || allowed.includes(request.method))
      return sendProblem(reply, notFound(request));
    const detail = `${request.method} is not allowed here; ${allowed.join(", ")} may be used.`;
    reply.header("allow", allowed.join(", "));
    return sendProblem(reply, problemOf(new WelkinError("METHOD_NOT_ALLOWED", detail)));
  });
}

/** The framework's errors about a URL, before any route is known, as problems too. */
export function tellOfAddress(
  error: FastifyError,
  request: Pick<FastifyRequest, "method" | "url">,
  reply: Pick<FastifyReply, "code">,
): void {
  const tooLong = error.code === "FST_ERR_MAX_PARAM_LENGTH";
  const problem = tooLong ? notFound(request) : problemOf(ownError(error));
  sendProblem(reply as FastifyReply, problem);
}

/** Seconds after which a busy service may be asked again. */
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

function notFound(request: Pick<FastifyRequest, "method" | "url">): Problem {
  const whole = pathOf(request.url);
  const path = whole.length > 200 ? `${whole.slice(0, 200)}…` : whole;
  return problemOf(new WelkinError("NOT_FOUND", `${request.method} ${path} does not exist.`));
}

function pathOf(url: string): string {
  return url.split("?", 1)[0] ?? "";
}

/** Replaces framework messages that are not fit for clients. */
const sentences: Readonly<Record<string, string>> = {
  FST_ERR_BAD_URL: "The address is malformed: % must be followed by two hexadecimal digits.",
};

/** The form parser gives neither code nor status for a damaged form. */
const forms = /^(Multipart: |Unexpected end of (multipart data|form)|Malformed (part|content))/;

/** The framework's own errors (a bad parameter, a body too large) in our terms. */
export function ownError(error: FastifyError): unknown {
  if (error.validation) {
    return new WelkinError("BAD_REQUEST", plainly(error), { cause: error });
  }
  if (forms.test(error.message)) {
    return new WelkinError("BAD_REQUEST", "The form in the body cannot be read.", { cause: error });
  }
  const { statusCode: status = 500 } = error;
  const code = byStatus[status] ?? (status >= 400 && status < 500 ? "BAD_REQUEST" : undefined);
  return isOfFramework(error) && code !== undefined
    ? new WelkinError(code, sentences[error.code] ?? error.message, { cause: error })
    : error;
}

function isOfFramework({ code }: FastifyError): boolean {
  return typeof code !== "string" || code.startsWith("FST_");
}

function plainly(error: FastifyError): string {
  const told = (error.validation ?? []).map(({ instancePath, message }) => {
    const name = instancePath.split("/").filter(Boolean).join(" ");
    return `${name || (error.validationContext ?? "request")}: ${message}`;
  });
  return told.length > 0 ? `${told.join("; ")}.` : error.message;
}
