import { extname } from "node:path";
import { type ColorTable, tableNamed } from "@welkin/imaging";
import { renderSweep } from "@welkin/imaging/node";
import { decodeLevel3, type RadarProduct } from "@welkin/nexrad";
import { WelkinError } from "../../errors.ts";
import {
  factsOfProduct,
  type ProductExtras,
  type ProductFacts,
} from "../../radar/products/facts.ts";
import { placedField } from "../../radar/products/tasks.ts";
import { sizeText, tellJson } from "../../terminal.ts";
import { writeOutput } from "../files.ts";
import { wrongUse } from "../options.ts";

interface ProductOptions {
  /** Name of the file, for facts that its bytes do not state. */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly table: ColorTable | undefined;
  readonly smooth?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

interface Read {
  readonly product: RadarProduct;
  readonly facts: ProductFacts;
  readonly extras: ProductExtras;
}

/** Extensions that `--out` accepts, and what is written for each. */
const writers: Readonly<
  Record<string, (read: Read, options: ProductOptions, out: string) => Promise<object>>
> = {
  ".png": (read, options, out) => writePicture("png", read, options, out),
  ".webp": (read, options, out) => writePicture("webp", read, options, out),
  ".geojson": async ({ facts, extras: { features } }, _, out) => {
    if (!features)
      throw new WelkinError("RADAR_NO_FEATURES", `${facts.name} draws nothing on the map.`);
    await writeOutput(out, `${JSON.stringify(features)}\n`);
    return { features: features.features.length };
  },
  ".txt": async ({ facts, extras: { text } }, _, out) => {
    if (text === undefined) throw new WelkinError("RADAR_NO_TEXT", `${facts.name} has no text.`);
    await writeOutput(out, `${text}\n`);
    return { characters: text.length };
  },
};

/** `welkin radar render` for a Level III file: its grid as a picture, or its features or text. */
export async function renderProduct(options: ProductOptions): Promise<void> {
  const { file, bytes } = options;
  const product = decodeLevel3(bytes);
  const { facts, extras } = factsOfProduct(product, file, new Date());
  const isPicture = facts.table !== null;
  const out = options.out ?? `${file}.${isPicture ? "png" : extras.features ? "geojson" : "txt"}`;
  const write = writers[extname(out)];
  if (!write) {
    throw wrongUse("--out", out, "must be a .png, a .webp, a .geojson or a .txt");
  }
  const written = await write({ product: product as RadarProduct, facts, extras }, options, out);
  const { site, code, time, name, elevation, empty } = facts;
  if (options.json) {
    const known = { ...(elevation !== null && { elevation }), ...(empty !== null && { empty }) };
    tellJson({ file: out, site, code, time: time.toISOString(), name, ...known, ...written });
    return;
  }
  const angle = elevation === null ? "" : ` ${elevation.toFixed(1)}°`;
  process.stdout.write(
    `${out}  ${describe(written)}\n${site} ${time.toISOString()} ${code} ${name}${angle}\n` +
      (empty === null ? "" : `empty: ${empty}\n`),
  );
}

async function writePicture(
  format: "png" | "webp",
  { product, facts }: Read,
  { width, table, smooth = false }: ProductOptions,
  out: string,
): Promise<object> {
  if (facts.table === null) {
    throw new WelkinError(
      "RADAR_NO_PICTURE",
      `${facts.name} has no picture: it comes as ${facts.kind}.`,
    );
  }
  const colors = table ?? tableNamed(facts.table);
  const { field, groundRange } = placedField(product);
  const options = { width, groundRange, table: colors, smooth, format, level: 6 };
  const drawn = await renderSweep(field, options);
  await writeOutput(out, drawn.bytes);
  const { grid, bbox, range = null } = drawn;
  return { width, height: grid.height, bytes: drawn.bytes.length, bbox, range };
}

function describe(written: object): string {
  const { width, height, bytes, features, characters } = written as Record<string, number>;
  if (width !== undefined) return `${width}×${height}, ${sizeText(bytes ?? 0)}`;
  return features === undefined ? `${characters} characters` : `${features} features`;
}
