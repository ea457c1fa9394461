/** Messages between `PgliteThread` and the thread that runs PGlite. */
export interface Request {
  readonly id: number;
  readonly action: "query" | "copy" | "exec" | "begin" | "commit" | "rollback" | "listen" | "close";
  readonly sql?: string;
  readonly parameters?: readonly unknown[];
  /** The input of a COPY … FROM STDIN. */
  readonly data?: Uint8Array<ArrayBuffer>;
  readonly channel?: string;
  /** The transaction that the request belongs to: the id of the request that began it. */
  readonly transaction?: number;
}

export interface QueryResult {
  readonly rows: Record<string, unknown>[];
  readonly affectedRows?: number;
  readonly fields: { name: string; dataTypeID: number }[];
}

export type Response =
  | { readonly ready: true }
  /** The last message of a thread whose PGlite has died. */
  | { readonly died: SentError }
  | { readonly channel: string; readonly payload: string }
  | { readonly id: number; readonly result: QueryResult | QueryResult[] | undefined }
  | { readonly id: number; readonly error: SentError };

/** An error inside a message: its text and the fields that PostgreSQL gave it. */
export type SentError = Readonly<Record<string, unknown>> & { readonly message: string };

export interface ThreadOptions {
  /** Where the data is kept; in memory if omitted. */
  readonly dataDir?: string;
  /** The file that reserves disk space for reopening the data; none if omitted. */
  readonly reserve?: string;
  /** Roll back a transaction left idle this long, so that it cannot hold the only session forever. */
  readonly idleTransactionSeconds: number;
}
