import type { FastifyRequest } from "fastify";

const host = /^[A-Za-z0-9._-]{1,253}(:\d{1,5})?$|^\[[0-9a-fA-F:.]+\](:\d{1,5})?$/;

/**
 * Where the client reached this service, told by a proxy where there is one. An answer that holds it must not be kept for
 * other clients.
 */
export function originOf({ headers, protocol, host: own }: FastifyRequest): string {
  const first = (name: string) =>
    String(headers[name] ?? "")
      .split(",")[0]
      ?.trim() ?? "";
  const scheme = /^https?$/.exec(first("x-forwarded-proto"))?.[0] ?? protocol;
  const told = first("x-forwarded-host");
  const name = host.test(told) ? told : own;
  return `${scheme}://${host.test(name) ? name : "localhost"}`;
}
