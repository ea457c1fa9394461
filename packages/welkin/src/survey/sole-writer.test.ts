import { describe, expect, it } from "vitest";
import type { ObservationRow } from "./catalog.ts";
import { SoleWriter } from "./sole-writer.ts";

const row = (id: number, mjd_start = id): ObservationRow => ({
  ...{ id, source: "s", product_id: `p${id}`, observatory: "500", mjd_start, mjd_stop: mjd_start },
  ...{ fov: "0:0,1:0,1:1", filter: null, exposure: null, seeing: null, airmass: null },
  ...{ maglimit: null, fields: null, revision: 1 },
});

/** A database that tells what was asked of it, and answers when it is told to. */
class Asked {
  revision = 1;
  readonly ids: number[][] = [];
  states = 0;
  held: Promise<void> = Promise.resolve();

  state = async () => {
    this.states++;
    const { revision } = this;
    await this.held;
    return { identity: "a", revision };
  };

  rows = async (ids: readonly number[]) => {
    this.ids.push([...ids]);
    await this.held;
    return ids.map((id) => row(id, 100 - id));
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
    const early = Promise.all([writer.state(asked.state), writer.rows([1], asked.rows)]);
    await writer.write(async () => {
      asked.revision = 2;
    });
    answer();
    expect((await early)[0].revision).toBe(1);
    expect((await writer.state(asked.state)).revision).toBe(2);
    await writer.rows([1], asked.rows);
    expect(asked.ids).toEqual([[1], [1]]);
  });

  it("remembers nothing while a write is under way", async () => {
    const [writer, asked] = [new SoleWriter(), new Asked()];
    await writer.write(async () => {
      await writer.state(asked.state);
      await writer.state(asked.state);
    });
    expect(asked.states).toBe(2);
  });

  it("asks only for rows that it does not know, and answers in order of time", async () => {
    const [writer, asked] = [new SoleWriter(), new Asked()];
    await writer.rows([1, 3], asked.rows);
    const rows = await writer.rows([1, 2, 3], asked.rows);
    expect(rows.map(({ id }) => id)).toEqual([3, 2, 1]);
    expect(await writer.rows([2, 3], asked.rows)).toHaveLength(2);
    expect(asked.ids).toEqual([[1, 3], [2]]);
  });
});
