import { AbortedTransactionError, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Scratch, testDatabases } from "../testing/databases.ts";
import {
  copyPacked,
  type Database,
  type Migrations,
  openDatabase,
  pickRows,
  RowPacker,
  setFirst,
} from "./index.ts";

const migrations: Migrations = {
  "001-volume": {
    up: async (db) => {
      await sql`create table volume (
        id bigint generated always as identity primary key,
        site text not null,
        terms text[] not null default '{}',
        facts jsonb,
        unique (site)
      )`.execute(db);
    },
  },
  "002-index": {
    up: async (db) => {
      await sql`create index on volume using gin (terms)`.execute(db);
    },
  },
};

describe.each(testDatabases)("database on $name", ({ create }) => {
  let scratch: Scratch;
  // biome-ignore lint/suspicious/noExplicitAny: tables are made as they are needed
  let database: Database<any>;
  beforeAll(async () => {
    scratch = await create();
    database = await scratch.open(migrations);
  });
  afterAll(async () => {
    await database.close();
    await scratch.drop();
  });

  const sites = async () => {
    const rows = await database.db.selectFrom("volume").select("site").orderBy("site").execute();
    return rows.map(({ site }) => site);
  };
  const insert = (site: string) => database.db.insertInto("volume").values({ site }).execute();

  it("copies rows of every type in, all of them or none", async () => {
    await sql`create table copied (id int4 primary key, big int8, value float8, name text, facts jsonb)`.execute(
      database.db,
    );
    const types = {
      id: "int4",
      big: "int8",
      value: "float8",
      name: "text",
      facts: "jsonb",
    } as const;
    const odd = 'tab\t, line\n, \\N, "quotes", ä, 😀';
    const rows = [
      { id: 1, big: 2 ** 53 - 1, value: Number.NaN, name: odd, facts: { [odd]: [1, null] } },
      { id: -2, big: -1, value: -1e-300, name: "", facts: null },
      { id: 3, big: null, value: null, name: null, facts: "x" },
      ...Array.from({ length: 2000 }, (_, i) => {
        return { id: i + 10, big: i, value: i / 3, name: "x".repeat(1000), facts: {} };
      }),
    ];
    const packed = (some: readonly Record<keyof typeof types, unknown>[]) => {
      const packer = new RowPacker(types);
      for (const row of some) packer.add(row);
      return packer.packed();
    };
    const copy = (some: ReturnType<typeof packed>, db = database.db) =>
      copyPacked(db, "copied", Object.keys(types), some);
    await copy(packed(rows));
    const held = () => sql`select * from copied order by id`.execute(database.db);
    const inOrder = [...rows].sort((a, b) => a.id - b.id);
    expect((await held()).rows).toEqual(inOrder);
    const again = { id: 4, big: 1, value: 1, name: "", facts: 1 };
    await expect(copy(packed([again, again]))).rejects.toMatchObject({ code: "23505" });
    const undone = database.db.transaction().execute(async (transaction) => {
      await copy(packed([again]), transaction);
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    await copy(packed([]));
    expect((await held()).rows).toEqual(inOrder);
    // Numbers that become known late, and rows chosen from many.
    await sql`truncate copied`.execute(database.db);
    const { value, name, facts } = types;
    const packer = new RowPacker({ value, name, facts }, ["int4", "int8"]);
    for (const row of rows.slice(0, 2)) packer.add(row);
    const late = packer.packed();
    setFirst(late, (row) => [100 + row, 2 ** 40 + row - 1]);
    await copy(pickRows(late, [1]));
    await copy(pickRows(late, [0]));
    await copy(pickRows(late, []));
    expect((await held()).rows).toEqual([
      { ...rows[0], id: 100, big: 2 ** 40 - 1 },
      { ...rows[1], id: 101, big: 2 ** 40 },
    ]);
    await sql`drop table copied`.execute(database.db);
  });

  it("gives the same JavaScript values on every database", async () => {
    const { rows } = await sql`
      select 5::int8 as small, 9007199254740993::int8 as big, array[1, null]::int8[] as bigs,
        1.50::numeric as exact, 'NaN'::float8 as nan, 0.1::float4 as single, true as yes,
        date '2021-06-25' as day, array[date '2021-06-25'] as days,
        timestamp '2021-06-25 07:51:54.5' as local,
        timestamptz '2021-06-25 07:51:54.5+00' as instant,
        interval '1 day 02:03:04' as span, '\\x00ff'::bytea as bytes,
        '{"a": [1, null]}'::jsonb as facts, array['a', 'b,"c"'] as texts, null as none,
        'b5a8a1f6-6e5b-4f2c-8f7e-0123456789ab'::uuid as id`.execute(database.db);
    const { bytes, ...row } = rows[0] as Record<string, unknown>;
    expect(row).toEqual({
      small: 5,
      big: 9007199254740993n,
      bigs: [1, null],
      exact: "1.50",
      nan: Number.NaN,
      single: 0.1,
      yes: true,
      day: new Date("2021-06-25T00:00:00Z"),
      days: [new Date("2021-06-25T00:00:00Z")],
      local: new Date("2021-06-25T07:51:54.500Z"),
      instant: new Date("2021-06-25T07:51:54.500Z"),
      span: "1 day 02:03:04",
      facts: { a: [1, null] },
      texts: ["a", 'b,"c"'],
      none: null,
      id: "b5a8a1f6-6e5b-4f2c-8f7e-0123456789ab",
    });
    expect([...(bytes as Uint8Array)]).toEqual([0, 255]);
  });

  it("takes the same JavaScript values on every database", async () => {
    const instant = new Date("2021-06-25T07:51:54.123Z");
    const { rows } = await sql`
      select ${instant}::timestamptz as instant, ${[1, 2]}::int8[] as numbers,
        ${["a", 'b,"c"']}::text[] as texts, ${JSON.stringify([1])}::jsonb as facts,
        ${new Uint8Array([0, 255])}::bytea as bytes, ${9007199254740993n}::int8 as big,
        ${null}::text as none, ${true}::boolean as yes, ${0.5}::float8 as half`.execute(
      database.db,
    );
    const { bytes, ...row } = rows[0] as Record<string, unknown>;
    expect(row).toEqual({
      instant,
      numbers: [1, 2],
      texts: ["a", 'b,"c"'],
      facts: [1],
      big: 9007199254740993n,
      none: null,
      yes: true,
      half: 0.5,
    });
    expect([...(bytes as Uint8Array)]).toEqual([0, 255]);
  });

  it("counts the rows that a statement changed", async () => {
    await insert("KAAA");
    const update = database.db.updateTable("volume").set({ terms: ["x"] });
    const { numUpdatedRows } = await update.where("site", "=", "KAAA").executeTakeFirst();
    expect(numUpdatedRows).toBe(1n);
    await database.db.deleteFrom("volume").execute();
  });

  it("says which rule an insert broke", async () => {
    await insert("KDUP");
    await expect(insert("KDUP")).rejects.toMatchObject({
      code: "23505",
      constraint: "volume_site_key",
    });
    await database.db.deleteFrom("volume").execute();
  });

  it("keeps a transaction whole, and others out of it", async () => {
    const paused = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const first = database.db.transaction().execute(async (transaction) => {
      await transaction.insertInto("volume").values({ site: "KIN1" }).execute();
      begun.resolve();
      await paused.promise;
      throw new Error("changed my mind");
    });
    await begun.promise;
    const other = insert("KOUT");
    const transactions = Array.from({ length: 5 }, (_, i) =>
      database.db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto("volume")
          .values({ site: `KM${i}` })
          .execute();
        await transaction
          .insertInto("volume")
          .values({ site: `KN${i}` })
          .execute();
        if (i % 2) throw new Error("odd");
      }),
    );
    const many = Promise.allSettled(transactions);
    setTimeout(paused.resolve, 20);
    await expect(first).rejects.toThrow("changed my mind");
    await other;
    const settled = await many;
    expect(settled.map(({ status }) => status === "fulfilled")).toEqual([
      true,
      false,
      true,
      false,
      true,
    ]);
    expect(await sites()).toEqual(["KM0", "KM2", "KM4", "KN0", "KN2", "KN4", "KOUT"]);
    await database.db.deleteFrom("volume").execute();
  });

  it("goes on after a statement failed within a transaction", async () => {
    const failing = database.db.transaction().execute(async (transaction) => {
      await transaction.insertInto("volume").values({ site: "KONE" }).execute();
      await sql`select 1 / 0`.execute(transaction);
    });
    await expect(failing).rejects.toMatchObject({ code: "22012" });
    expect(await sites()).toEqual([]);
  });

  it("does not pretend to commit what an error has aborted", async () => {
    const swallowing = database.db.transaction().execute(async (transaction) => {
      await transaction.insertInto("volume").values({ site: "KONE" }).execute();
      await sql`select 1 / 0`.execute(transaction).catch(() => {});
    });
    await expect(swallowing).rejects.toBeInstanceOf(AbortedTransactionError);
    expect(await sites()).toEqual([]);
    await insert("KTWO");
    expect(await sites()).toEqual(["KTWO"]);
    await database.db.deleteFrom("volume").execute();
  });

  it("undoes to a savepoint", async () => {
    const transaction = await database.db.startTransaction().execute();
    await transaction.insertInto("volume").values({ site: "KKEEP" }).execute();
    const saved = await transaction.savepoint("before").execute();
    await saved.insertInto("volume").values({ site: "KDROP" }).execute();
    await (await saved.rollbackToSavepoint("before").execute()).commit().execute();
    expect(await sites()).toEqual(["KKEEP"]);
    await database.db.deleteFrom("volume").execute();
  });

  it("runs many statements at once through pg-boss's adapter, and survives one that fails half-way", async () => {
    const { executeSql } = database.bossAdapter;
    const half = "begin; insert into volume (site) values ('KHALF'); select 1 / 0; commit;";
    const failing = executeSql(half);
    const next = insert("KNEXT");
    await expect(failing).rejects.toThrow("division by zero");
    if (database.kind === "postgres") await executeSql("rollback");
    await next;
    expect(await sites()).toEqual(["KNEXT"]);
    await database.db.deleteFrom("volume").execute();
  });

  it("delivers notifications to each listener until it has had enough", async () => {
    const heard: string[] = [];
    const unlisten = await database.listen("news", (payload) => heard.push(`a ${payload}`));
    await database.listen("news", (payload) => heard.push(`b ${payload}`));
    await database.listen("other", (payload) => heard.push(`other ${payload}`));
    await database.notify("news", "1");
    await expect.poll(() => heard).toEqual(["a 1", "b 1"]);
    await unlisten();
    await database.notify("news", "it's 2");
    await expect.poll(() => heard).toEqual(["a 1", "b 1", "b it's 2"]);
  });

  it("notifies when the transaction commits, and not when it does not", async () => {
    const heard: string[] = [];
    await database.listen("committed", (payload) => heard.push(payload));
    await database.db.transaction().execute(async (transaction) => {
      await database.notify("committed", "yes", transaction);
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(heard).toEqual([]);
    });
    const rolledBack = database.db.transaction().execute(async (transaction) => {
      await database.notify("committed", "no", transaction);
      throw new Error("no");
    });
    await expect(rolledBack).rejects.toThrow("no");
    await database.notify("committed", "last");
    await expect.poll(() => heard).toEqual(["yes", "last"]);
  });
});

describe.each(testDatabases)("migrations on $name", ({ create }) => {
  let scratch: Scratch;
  beforeAll(async () => {
    scratch = await create();
  });
  afterAll(() => scratch.drop());

  it("changes nothing where one fails, and names it", async () => {
    const broken: Migrations = {
      ...migrations,
      "003-broken": {
        up: async (db) => {
          await sql`alter table nowhere add column x int`.execute(db);
        },
      },
    };
    await expect(scratch.open(broken)).rejects.toMatchObject({
      code: "DATABASE_MIGRATION_FAILED",
      details: { step: "003-broken" },
    });
    const database = await scratch.open(migrations);
    expect(await database.db.selectFrom("volume").selectAll().execute()).toEqual([]);
    await database.close();
  });
});

it("refuses an address that is no database's", async () => {
  const opening = openDatabase({ url: "mysql://localhost/x", migrations: {} });
  await expect(opening).rejects.toMatchObject({ code: "DATABASE_UNKNOWN_SCHEME" });
});

it("says so where no server answers", async () => {
  const opening = openDatabase({ url: "postgres://localhost:1/x", migrations: {} });
  await expect(opening).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
});
