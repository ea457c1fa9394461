import { readdir, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, extname, join, relative } from "node:path";
import { Listr } from "listr2";
import { openPool, type Pool } from "../../engines/pool/index.ts";
import { codeOf, WelkinError } from "../../errors.ts";
import { basenameOf, isFitsName } from "../../frames/index.ts";
import type { PictureSpec } from "../../frames/render/spec.ts";
import { drawPictureTask } from "../../frames/render/tasks.ts";
import { tellJson } from "../../terminal.ts";
import { writeOutput } from "../files.ts";
import { wholeOption } from "../options.ts";
import { formatOf, type PictureOptions, readPicture } from "./options.ts";

interface Options extends PictureOptions {
  readonly out?: string;
  readonly threads?: string;
  readonly color?: string;
  readonly json?: boolean;
}

/** Files that become one picture, and the picture's path. */
interface Task {
  readonly files: readonly string[];
  readonly out: string;
}

interface Outcome {
  readonly file: string | readonly string[];
  readonly picture?: string;
  readonly width?: number;
  readonly height?: number;
  readonly hdu?: number;
  readonly limits?: readonly (readonly [number, number])[];
  readonly warnings?: readonly string[];
  readonly error?: { readonly code: string; readonly message: string };
}

/** `welkin frames thumbnail`: pictures of files and folders, drawn on several threads. */
export async function thumbnail(paths: readonly string[], options: Options): Promise<void> {
  const { json = false } = options;
  const threads = threadsOf(options);
  const found = (await Promise.all(paths.map(filesOf))).flat();
  if (found.length === 0) throw new WelkinError("NOT_FOUND", "No FITS files found.");
  const tasks = await planned(found, options);
  const { spec } = readPicture(options, tasks[0]?.files.length ?? 1, tasks[0]?.out);
  const pool = openPool({ threads: Math.min(tasks.length, threads), maxWaiting: tasks.length });
  const outcomes: Outcome[] = [];
  try {
    const draw = async (task: Task) => {
      const outcome = await drawn(pool, task, spec);
      outcomes.push(outcome);
      return outcome;
    };
    if (json) await Promise.all(tasks.map(draw));
    else await withProgress(tasks, draw, pool.threads);
  } finally {
    await pool.close();
  }
  const failed = outcomes.filter(({ error }) => error).length;
  if (json) tellJson({ pictures: outcomes });
  else if (tasks.length > 1) {
    process.stdout.write(`${tasks.length - failed} pictures, ${failed} files without a picture\n`);
  }
  if (failed > 0) process.exitCode = 1;
}

async function drawn(pool: Pool, { files, out }: Task, spec: PictureSpec): Promise<Outcome> {
  const file = files.length === 1 ? (files[0] as string) : files;
  try {
    const { bytes, shown } = await pool.run(drawPictureTask, { paths: files, spec });
    await writeOutput(out, bytes, { folders: true });
    const { limits, ...rest } = shown;
    return { file, picture: out, ...rest, limits: limits.map(({ low, high }) => [low, high]) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { file, error: { code: codeOf(error) ?? "INTERNAL", message } };
  }
}

async function withProgress(
  tasks: readonly Task[],
  draw: (task: Task) => Promise<Outcome>,
  threads: number,
): Promise<void> {
  const list = new Listr(
    tasks.map((each) => ({
      title: each.files.join(", "),
      task: async (_context: unknown, task: { title: string }) => {
        const { picture, width, height, warnings = [], error } = await draw(each);
        if (error) throw new Error(`${each.files.join(", ")}  ${error.code}: ${error.message}`);
        const told = warnings.length > 0 ? `  (${warnings.join("; ")})` : "";
        task.title = `${picture}  ${width}×${height}${told}`;
      },
    })),
    {
      concurrent: threads,
      exitOnError: false,
      renderer: tasks.length > 40 ? "simple" : "default",
      fallbackRenderer: "simple",
    },
  );
  await list.run();
}

/** A FITS file, with the folder in which it was found. */
interface Found {
  readonly file: string;
  readonly within?: string;
}

async function filesOf(path: string): Promise<Found[]> {
  const kind = await stat(path).catch(() => undefined);
  if (!kind) throw new WelkinError("NOT_FOUND", `There is no file ${path}.`);
  if (!kind.isDirectory()) return [{ file: path }];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && isFitsName(entry.name))
    .map((entry) => ({ file: join(entry.parentPath, entry.name), within: path }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** One picture of each file, or, with a blend, one of all. */
async function planned(found: readonly Found[], options: Options): Promise<Task[]> {
  const { out, color } = options;
  const ending = `.${formatOf(options, out)}`;
  const [first] = found as [Found, ...Found[]];
  if (color !== undefined) {
    if (found.length < 2) throw new WelkinError("WRONG_USE", "--color takes several files.");
    const one = out ?? `${basenameOf(nameOf(first.file))}${ending}`;
    return [{ files: found.map(({ file }) => file), out: one }];
  }
  const single = found.length === 1 && first.within === undefined;
  if (single && out !== undefined && (extname(out) !== "" || !(await isFolder(out)))) {
    return [{ files: [first.file], out: extname(out) === "" ? `${out}${ending}` : out }];
  }
  const taken = new Map<string, number>();
  return found.map(({ file, within }) => {
    const place = within === undefined ? nameOf(file) : relative(within, file);
    const plain = join(out ?? ".", dirname(place), basenameOf(nameOf(place)));
    // frame.fits and frame.fits.fz in one folder: neither picture overwrites the other.
    const again = taken.get(plain) ?? 0;
    taken.set(plain, again + 1);
    return { files: [file], out: `${plain}${again > 0 ? `-${again + 1}` : ""}${ending}` };
  });
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

function threadsOf({ threads }: Options): number {
  return threads === undefined ? availableParallelism() : wholeOption("--threads", threads, 1, 256);
}
