/** A PostgreSQL server from Debian's packages for the duration of a comparison. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../.ci/postgres", import.meta.url));
const shell = (command: string) => execFileSync("bash", ["-c", command], { encoding: "utf8" });

export interface Server {
  readonly url: string;
  /** CPU seconds of the server's running processes. */
  cpu(): number;
  stop(): void;
}

/** Whether PostgreSQL is installed. */
export const hasPostgres = () =>
  existsSync("/usr/lib/postgresql") && readdirSync("/usr/lib/postgresql").length > 0;

/** Starts a server with its data in a folder. */
export function startPostgres(folder: string): Server {
  const [url = "", stop = ""] = shell(
    `. ${script} ${folder} >/dev/null; echo "$postgres_url"; echo "$(declare -f postgres_as); postgres_as $postgres_bin/pg_ctl -D $postgres_folder -m immediate stop"  | tr '\\n' ' '`,
  )
    .trim()
    .split("\n");
  const [postmaster = ""] = readFileSync(join(folder, "postgres/postmaster.pid"), "utf8").split(
    "\n",
  );
  return { url, cpu: () => cpuOf(postmaster), stop: () => void shell(`${stop} >/dev/null`) };
}

/** proc(5), stat: fields 4, 14 and 15. */
function cpuOf(postmaster: string): number {
  let ticks = 0;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const stat = statOf(pid);
    if (stat === undefined || stat[1] !== postmaster) continue;
    ticks += Number(stat[11]) + Number(stat[12]);
  }
  return ticks / 100;
}

/** The fields after the name: state, parent, …; undefined if the process has ended. */
function statOf(pid: string): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}
