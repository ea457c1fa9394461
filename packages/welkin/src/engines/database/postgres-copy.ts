import pg from "pg";
import { CopyData } from "./copy.ts";

/** Bytes per protocol message. */
const CHUNK = 1 << 18;

/** A connection whose `query` accepts a COPY … FROM STDIN with its data, which pg's own does not. */
export class CopyingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: every one of pg's overloads passes through here
  override query(...given: any[]): any {
    const [text, values] = given;
    const data = CopyData.of(Array.isArray(values) ? values : undefined);
    if (data === undefined) return (super.query as (...all: unknown[]) => unknown)(...given);
    return new Promise((resolve, reject) => {
      super.query(
        new CopyQuery(text, data, (error, result) => (error ? reject(error) : resolve(result))),
      );
    });
  }
}

/** COPY support in pg's connection that its types omit. */
interface CopyConnection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

class CopyQuery extends pg.Query {
  readonly #data: CopyData;

  constructor(
    text: string,
    data: CopyData,
    done: (error: Error | undefined, result: unknown) => void,
  ) {
    super({ text }, done);
    this.#data = data;
  }

  /** The server is ready for the data. (pg's own method refuses to send any.) */
  handleCopyInResponse(connection: CopyConnection): void {
    const { buffer, byteOffset, length } = this.#data.bytes;
    // pg accepts only Buffers.
    const bytes = Buffer.from(buffer, byteOffset, length);
    for (let at = 0; at < bytes.length; at += CHUNK) {
      connection.sendCopyFromChunk(bytes.subarray(at, at + CHUNK));
    }
    connection.endCopyFrom();
  }
}
