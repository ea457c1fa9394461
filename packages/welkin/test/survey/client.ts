import { expect } from "vitest";
import type { House } from "../house.ts";
import { settled } from "./observations.ts";

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at as JSON
export type Answer = any;

/** Requests to a service's survey API. The service may be opened later. */
export function clientOf(house: () => House) {
  const get = (path: string, headers = {}) => fetch(`${house().url}${path}`, { headers });
  const json = async (path: string): Promise<Answer> => (await get(path)).json();
  /** Sends a value as JSON, a text unchanged. */
  const send = (method: string, path: string, body: unknown) =>
    fetch(`${house().url}${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const post = (path: string, body: unknown) => send("POST", path, body);
  /** A search once it has ended, or what was wrong with it. */
  const search = async (body: object): Promise<Answer> => {
    const answer = await post("/survey/searches", body);
    const asked: Answer = await answer.json();
    return answer.ok ? await settled(house(), asked.id) : asked;
  };
  return { get, json, send, post, search };
}

/** The content of problem details, after checking that they are such. */
export async function problem(answer: Response) {
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  const { status, code, detail }: Answer = await answer.json();
  expect(status).toBe(answer.status);
  return { status, code, detail };
}
