import { describe, expect, it } from "vitest";
import { SoleWriter } from "./sole-writer.ts";

/** A database that records its queries, and answers on command. */
class Asked {
  revision = 1;
  states = 0;
  held: Promise<void> = Promise.resolve();

  state = async () => {
    this.states++;
    const { revision } = this;
    await this.held;
    return { identity: "a", revision };
  };
}

describe("the only writer", () => {
  it("asks for the state once until it writes", async () => {
    const [writer, asked] = [new SoleWriter(), new Asked()];
    await writer.state(asked.state);
    expect(await writer.state(asked.state)).toEqual({ identity: "a", revision: 1 });
    expect(asked.states).toBe(1);
    await writer.write(async () => {
      asked.revision = 2;
    });
    expect((await writer.state(asked.state)).revision).toBe(2);
    expect(asked.states).toBe(2);
  });

  it("asks again after a write that failed: nobody knows how far it came", async () => {
    const [writer, asked] = [new SoleWriter(), new Asked()];
    await writer.state(asked.state);
    const failing = writer.write(async () => {
      asked.revision = 2;
      throw new Error("the connection broke");
    });
    await expect(failing).rejects.toThrow("broke");
    expect((await writer.state(asked.state)).revision).toBe(2);
  });

  it("remembers nothing that was asked before a write ended", async () => {
    const [writer, asked] = [new SoleWriter(), new Asked()];
    let answer = () => {};
    asked.held = new Promise((resolve) => {
      answer = resolve;
    });
    const early = writer.state(asked.state);
    await writer.write(async () => {
      asked.revision = 2;
    });
    answer();
    expect((await early).revision).toBe(1);
    expect((await writer.state(asked.state)).revision).toBe(2);
    expect(asked.states).toBe(2);
  });

  it("remembers nothing while a write is under way", async () => {
    const [writer, asked] = [new SoleWriter(), new Asked()];
    await writer.write(async () => {
      await writer.state(asked.state);
      await writer.state(asked.state);
    });
    expect(asked.states).toBe(2);
  });
});
