import type { FastifyRequest } from "fastify";

const host = /^[A-Za-z0-9._-]{1,253}(:\d{1,5})?$|^\[[0-9a-fA-F:.]+\](:\d{1,5})?$/;

/**
 * The address at which the client reached this service, as told by a proxy if there is one. An answer that contains
 * it must not be cached for other clients.
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
