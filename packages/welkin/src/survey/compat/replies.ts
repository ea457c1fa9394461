import type { FastifyReply } from "fastify";

/** The version of this program, as CATCH tells its own. */
export const version = "0.1.0";

export function invalidId(reply: FastifyReply): FastifyReply {
  return send(reply.code(400), "Invalid job ID");
}

export function send(reply: FastifyReply, value: unknown): FastifyReply {
  return sendBody(reply, bodyOf(value));
}

const bodyOf = (value: unknown) => `${JSON.stringify(value)}\n`;

/** @param body JSON. */
export function sendBody(reply: FastifyReply, body: string): FastifyReply {
  return reply.type("application/json").send(body);
}
