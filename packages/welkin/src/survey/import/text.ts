import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { codeOf, WelkinError } from "../../errors.ts";

/** Maximum characters of one row. */
export const ROW_LIMIT = 1024 ** 2;

/** Bytes read at a time: small enough for frequent progress, large enough that turns of the event loop cost little. */
const READ_BYTES = 1 << 18;
const GZIP = [0x1f, 0x8b];

/** The text of a file, gzip or not. */
export async function* fileText(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const file = createReadStream(path, { highWaterMark: READ_BYTES });
  try {
    for await (const bytes of await plainBytes(file)) yield decoder.decode(bytes, { stream: true });
  } catch (error) {
    if (!codeOf(error)?.startsWith("Z_")) throw error;
    const { message } = error as Error;
    throw new WelkinError(
      "BAD_REQUEST",
      `The file's gzip is damaged (${message}); the rows before that are kept.`,
      { cause: error },
    );
  }
  yield decoder.decode();
}

/** Unpacks bytes that begin like gzip. */
async function plainBytes(file: Readable): Promise<AsyncIterable<Uint8Array>> {
  const parts = file[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await parts.next();
  const all = async function* () {
    try {
      for (let part = first; !part.done; part = await parts.next()) yield part.value;
    } finally {
      file.destroy();
    }
  };
  const packed = !first.done && GZIP.every((byte, i) => first.value[i] === byte);
  if (!packed) return all();
  const source = Readable.from(all());
  const gunzip = createGunzip({ chunkSize: READ_BYTES });
  source.on("error", (error) => gunzip.destroy(error));
  gunzip.on("close", () => source.destroy());
  return source.pipe(gunzip);
}

/** Text that arrives in parts and can be inspected before it is read. */
export class TextParts {
  readonly #parts: AsyncIterator<string>;
  #held = "";
  #done = false;

  constructor(parts: AsyncIterable<string>) {
    this.#parts = parts[Symbol.asyncIterator]();
  }

  /** The first non-empty line, which remains to be read. */
  async firstLine(): Promise<string | undefined> {
    while (!hasLine(this.#held) && !this.#done && this.#held.length < ROW_LIMIT) {
      await this.#more();
    }
    const line = /^\uFEFF?\s*(\S[^\n]*)/.exec(this.#held)?.[1];
    return line;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    try {
      this.#held = this.#held.replace(/^\uFEFF/, "");
      while (this.#held !== "" || !this.#done) {
        const part = this.#held;
        this.#held = "";
        if (part !== "") yield part;
        else await this.#more();
      }
    } finally {
      // A reader that stops early releases the file.
      await this.#parts.return?.();
    }
  }

  async #more(): Promise<void> {
    const part = await this.#parts.next();
    if (part.done) this.#done = true;
    else this.#held += part.value;
  }
}

/** Whether there is a complete non-empty line. A single regular expression would retry from each character. */
function hasLine(text: string): boolean {
  const begin = text.search(/\S/);
  return begin >= 0 && text.includes("\n", begin);
}

export function tooLong(): WelkinError {
  return new WelkinError("BAD_REQUEST", "A row has more than a million characters.");
}
