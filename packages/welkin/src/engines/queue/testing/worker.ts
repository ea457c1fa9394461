import { openDatabase } from "../../database/index.ts";
import { openQueue } from "../index.ts";
import { long, once } from "./kinds.ts";

// Runs as a separate process: takes jobs, prints the number of each, and never finishes one.

const [address = ""] = process.argv.slice(2);
const where = address.includes("://") ? { url: address } : { folder: address };
const database = await openDatabase({ ...where, migrations: {} });
const queue = await openQueue({ database, kinds: [long, once], heartbeatSeconds: 10 });
const never = (_: string, { id }: { id: string }) => {
  console.log(id);
  return new Promise<never>(() => {});
};
queue.handle(long, never);
queue.handle(once, never);
await queue.start();
if ("folder" in where) {
  await queue.send(long, "from the child");
  await queue.send(once, "from the child");
}
