import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Command, Option } from "commander";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { commandLine } from "../src/commands/program.ts";
import { runCommand } from "../src/commands/run.ts";
import { simulateVolumes } from "../src/radar/simulator/index.ts";
import { fitsOf, skyCards, starField } from "./frames/folder.ts";

let folder = "";
let before: string | undefined;

beforeAll(async () => {
  before = process.env["WELKIN_DATA"];
  folder = await mkdtemp(join(tmpdir(), "welkin-commands-"));
  process.env["WELKIN_DATA"] = join(folder, "data");
  const sky = skyCards([10, 20], [40, 30]);
  await writeFile(join(folder, "f.fits"), await fitsOf(starField(40, 30, []), [40, 30], sky));
  await writeFile(join(folder, "text"), "This is neither a volume nor a frame.\n");
  await writeFile(join(folder, "rows.csv"), "product_id,mjd_start,mjd_stop,fov\n");
  const [volume] = [...simulateVolumes({ start: new Date("2026-05-20T22:00:00Z"), count: 1 })];
  await writeFile(join(folder, "volume"), volume!.bytes);
});
afterAll(async () => {
  if (before === undefined) delete process.env["WELKIN_DATA"];
  else process.env["WELKIN_DATA"] = before;
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => {
  process.exitCode = undefined;
});

/** Runs a command in this process; `@name` is a file of the folder. */
async function run(words: readonly string[]) {
  let [out, err] = ["", ""];
  const stdout = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += text;
    return true;
  });
  const stderr = vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    err += text;
    return true;
  });
  try {
    await runCommand(words.map((word) => word.replace(/^@/, `${folder}/`)));
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
  }
  const code = process.exitCode ?? 0;
  process.exitCode = undefined;
  return { code, out, err };
}

const leaves = (command: Command): Command[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
const nameOf = (command: Command): string =>
  command.parent?.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();

/** By command: incorrect uses (exit code 2), and failures (1). */
const wrong: Readonly<Record<string, readonly (readonly [words: string, code: 1 | 2])[]>> = {
  serve: [
    ["--port abc", 2],
    ["--port 65536", 2],
    ["--port -1", 2],
    ["--data=", 2],
    ["--host=", 2],
    ["extra", 2],
  ],
  worker: [
    ["extra", 2],
    // Without PostgreSQL there is nothing to share.
    ["", 1],
  ],
  config: [["extra", 2]],
  "radar inspect": [
    ["", 2],
    ["@missing", 1],
    ["@text", 1],
    ["@volume --at x", 2],
    ["@volume --at 1,2", 2],
    ["@volume --nothing", 2],
  ],
  "radar render": [
    ["", 2],
    ["@missing", 1],
    ["@text", 1],
    ["@volume --width abc", 2],
    ["@volume --width 9000", 2],
    ["@volume --sweep -1", 2],
    ["@volume --sweep 99", 1],
    ["@volume --moment XYZ", 2],
    ["@volume --table none", 2],
    ["@volume --out picture.gif", 2],
    ["@volume --out @no/such/folder.png", 1],
  ],
  "radar ingest": [
    ["", 2],
    ["@missing", 1],
    ["--site KTLX", 2],
    ["--site K --from 2013-05-20 --to 2013-05-21", 2],
    ["--site KTLX --from yesterday --to 2013-05-21", 2],
    ["--site KTLX --from 2013-05-21 --to 2013-05-20", 2],
    ["--site KTLX --from 2010-05-21 --to 2013-05-20", 2],
    ["@volume --site KTLX --from 2013-05-20 --to 2013-05-21", 2],
  ],
  "radar sites": [
    ["extra", 2],
    ["--held=x", 2],
  ],
  "frames inspect": [
    ["", 2],
    ["@missing", 1],
    ["@text", 1],
    ["@f.fits --hdu 7", 2],
    ["@f.fits --at 1", 2],
    ["@f.fits --sky a,b", 2],
  ],
  "frames thumbnail": [
    ["", 2],
    ["@missing", 1],
    ["@f.fits --width abc", 2],
    ["@f.fits --threads 0", 2],
    ["@f.fits --stretch none", 2],
    ["@f.fits --interval none", 2],
    ["@f.fits --cmap none", 2],
    ["@f.fits --nan none", 2],
    ["@f.fits --quality 200", 2],
    ["@f.fits --orient sideways", 2],
    ["@f.fits --plane x", 2],
    ["@f.fits --format bmp", 2],
    ["@f.fits --target here", 2],
    ["@f.fits --color rgb", 2],
  ],
  "frames cutout": [
    ["", 2],
    ["@f.fits", 2],
    ["@missing --pixels 1,1,5,5", 1],
    ["@text --pixels 1,1,5,5", 1],
    ["@f.fits --pixels 1,1,5", 2],
    ["@f.fits --pixels 100,100,5,5", 1],
    ["@f.fits --ra 10", 2],
    ["@f.fits --ra x --dec y --size 1", 2],
    ["@f.fits --ra 10 --dec 20 --size big", 2],
    ["@f.fits --pixels 1,1,5,5 --edge none", 2],
    ["@f.fits --pixels 1,1,5,5 --format bmp", 2],
    ["@f.fits --pixels 1,1,5,5 --out cut.gif", 2],
  ],
  "survey ephemeris": [
    ["", 2],
    ["65P --start never", 2],
    ["65P --stop never", 2],
    ["65P --start 2026-02-01 --stop 2026-01-01", 2],
    ["65P --step 1y", 2],
    ["65P --at never", 2],
    ["65P --observer ZZZ", 2],
    ["--orbit @missing", 1],
    ["--orbit @text", 1],
  ],
  "survey search": [
    ["", 2],
    ["65P --start never", 2],
    ["65P --start 2026-02-01 --stop 2026-01-01", 2],
    ["65P --padding 121", 2],
    ["65P --padding wide", 2],
    ["65P --observer ZZZ", 2],
    ["--orbit @missing", 1],
  ],
  "survey fixed": [
    ["", 2],
    ["10", 2],
    ["400,0", 2],
    ["10,100", 2],
    ["10,x", 2],
    ["10,20 --radius big", 2],
    ["10,20 --polygon 1:1,2:2,3:1", 2],
    ["--polygon 1:1", 2],
    ["10,20 --intersection Some", 2],
    ["10,20 --start never", 2],
  ],
  "survey import": [
    ["", 2],
    ["@missing --source mine", 1],
    ["@rows.csv", 2],
    ["@rows.csv --source mine --observer ZZZ", 2],
    ["@missing --orbits", 1],
  ],
  "survey sources": [
    ["extra", 2],
    ["--add @missing", 1],
    ["--add @text", 1],
  ],
};

const cases = Object.entries(wrong).flatMap(([command, list]) =>
  list.map(([words, code]) => [`${command} ${words}`.trim(), code] as const),
);

describe("every command", () => {
  const all = leaves(commandLine());

  it("is tried with what is wrong", () => {
    expect(all.map(nameOf).sort()).toEqual(Object.keys(wrong).sort());
  });

  it("takes --json", () => {
    const without = all.filter(({ options }) => !options.some(({ long }) => long === "--json"));
    expect(without.map(nameOf)).toEqual([]);
    expect(all[0]?.options[0]).toBeInstanceOf(Option);
  });

  it.each(all.map(nameOf))("%s --help says what there is", async (name) => {
    const { code, out, err } = await run([...name.split(" "), "--help"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(`Usage: welkin ${name}`);
  });

  it.each(cases)("welkin %s ends with %i and a line on standard error", async (line, code) => {
    const words = line.split(" ");
    const plain = await run(words);
    expect(plain).toMatchObject({ code, out: "" });
    const [first = ""] = plain.err.split("\n");
    expect(first).toMatch(/^[\w-]+: \S/);
    if (code === 2) expect(first).toMatch(/^WRONG_USE: /);
    expect(plain.err).not.toMatch(/ {4}at |undefined|\[object/);

    const json = await run([...words, "--json"]);
    expect({ code: json.code, err: json.err }).toEqual({ code, err: plain.err });
    expect(json.out.endsWith("\n")).toBe(true);
    const { error, ...rest } = JSON.parse(json.out);
    expect(rest).toEqual({});
    expect(Object.keys(error)).toEqual(["code", "message"]);
    expect(plain.err.replaceAll("\n", " ")).toContain(error.message);
    if (code === 2) expect(error.code).toBe("WRONG_USE");
    else expect(error.code).not.toMatch(/WRONG_USE|INTERNAL/);
  });

  it("is none of its own: what is not known is wrong use", async () => {
    expect(await run([])).toMatchObject({ code: 2, out: "" });
    expect(await run(["radar"])).toMatchObject({ code: 2, out: "" });
    expect(await run(["radra", "--json"])).toMatchObject({ code: 2 });
    expect(await run(["--version"])).toMatchObject({ code: 0, out: "0.1.0\n", err: "" });
  });

  it("tells of pictures that there are none of in its own document", async () => {
    const { code, out } = await run(["frames", "thumbnail", "@text", "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ pictures: [{ error: { code: "FITS_NOT_FITS" } }] });
  });
});
