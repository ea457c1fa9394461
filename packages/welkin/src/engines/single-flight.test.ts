import { describe, expect, it } from "vitest";
import { SingleFlight } from "./single-flight.ts";

/** Tasks that end on command, and the outcome of each. */
function tasks() {
  const begun: {
    end: (value: string) => void;
    fail: (error: Error) => void;
    signal: AbortSignal;
  }[] = [];
  const task = (signal: AbortSignal) =>
    new Promise<string>((end, fail) => {
      begun.push({ end, fail, signal });
      signal.addEventListener("abort", () => fail(signal.reason as Error), { once: true });
    });
  return { begun, task };
}

const caught = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);

describe("SingleFlight", () => {
  it("runs a task once for all who ask meanwhile, and again for who asks later", async () => {
    const { begun, task } = tasks();
    const flights = new SingleFlight<string>();
    const all = [flights.run("a", task), flights.run("a", task), flights.run("b", task)];
    begun[0]!.end("one");
    begun[1]!.end("two");
    expect(await Promise.all(all)).toEqual(["one", "one", "two"]);
    const later = flights.run("a", task);
    begun[2]!.end("three");
    expect(await later).toBe("three");
  });

  it("tells all of an error, and tries again for who asks later", async () => {
    const { begun, task } = tasks();
    const flights = new SingleFlight<string>();
    const all = [flights.run("a", task), flights.run("a", task, new AbortController().signal)];
    begun[0]!.fail(new Error("no"));
    for (const one of all) expect(await caught(one)).toMatchObject({ message: "no" });
    const later = flights.run("a", task);
    begun[1]!.end("yes");
    expect(await later).toBe("yes");
  });

  it("aborts the task when the last one leaves, and no sooner", async () => {
    const { begun, task } = tasks();
    const flights = new SingleFlight<string>();
    const [one, other] = [new AbortController(), new AbortController()];
    const first = caught(flights.run("a", task, one.signal));
    const second = caught(flights.run("a", task, other.signal));
    const gone = new Error("gone");
    one.abort(gone);
    expect(await first).toBe(gone);
    expect(begun[0]!.signal.aborted).toBe(false);
    other.abort(gone);
    expect(await second).toBe(gone);
    expect(begun[0]!.signal.aborted).toBe(true);
  });

  it("goes on for who cannot leave", async () => {
    const { begun, task } = tasks();
    const flights = new SingleFlight<string>();
    const leaving = new AbortController();
    const first = caught(flights.run("a", task, leaving.signal));
    const second = flights.run("a", task);
    leaving.abort(new Error("gone"));
    await first;
    begun[0]!.end("here");
    expect(await second).toBe("here");
  });

  it("begins anew for who asks after all have left, even before the old task has ended", async () => {
    const flights = new SingleFlight<string>();
    const leaving = new AbortController();
    const ends: (() => void)[] = [];
    const stubborn = () =>
      new Promise<string>((resolve) => {
        ends.push(() => resolve(`task ${ends.length}`));
      });
    const first = caught(flights.run("a", stubborn, leaving.signal));
    leaving.abort(new Error("gone"));
    await first;
    const second = flights.run("a", stubborn);
    ends[0]!();
    const third = flights.run("a", stubborn);
    expect(ends).toHaveLength(2);
    ends[1]!();
    expect(await Promise.all([second, third])).toEqual(["task 2", "task 2"]);
  });

  it("takes no task for who has left already", async () => {
    const { begun, task } = tasks();
    const gone = new Error("gone");
    const flights = new SingleFlight<string>();
    expect(await caught(flights.run("a", task, AbortSignal.abort(gone)))).toBe(gone);
    expect(begun).toHaveLength(0);
  });
});
