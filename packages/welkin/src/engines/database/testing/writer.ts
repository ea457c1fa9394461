import { type Database, openDatabase } from "../index.ts";

// Runs as a separate process: prints "opening", then writes rows forever and prints the number of each once the
// database has acknowledged it.

const [folder = ""] = process.argv.slice(2);
console.log("opening");
const database: Database<{ acknowledged: { id: number } }> = await openDatabase({
  folder,
  migrations: {
    "001": {
      up: (db) => db.schema.createTable("acknowledged").addColumn("id", "integer").execute(),
    },
  },
});
const { max } = await database.db
  .selectFrom("acknowledged")
  .select(({ fn }) => fn.max("id").as("max"))
  .executeTakeFirstOrThrow();
for (let id = (max ?? 0) + 1; ; id++) {
  await database.db.insertInto("acknowledged").values({ id }).execute();
  console.log(id);
}
