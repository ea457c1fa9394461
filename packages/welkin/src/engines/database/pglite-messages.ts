/** What passes between `PgliteThread` and the thread that PGlite runs in. */
export interface Request {
  readonly id: number;
  readonly action: "query" | "copy" | "exec" | "begin" | "commit" | "rollback" | "listen" | "close";
  readonly sql?: string;
  readonly parameters?: readonly unknown[];
  /** What a COPY … FROM STDIN reads. */
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
  /** The last word of a thread whose PGlite is no more. */
  | { readonly died: SentError }
  | { readonly channel: string; readonly payload: string }
  | { readonly id: number; readonly result: QueryResult | QueryResult[] | undefined }
  | { readonly id: number; readonly error: SentError };

/** An error on its way through a message: its message and the fields that PostgreSQL gave it. */
export type SentError = Readonly<Record<string, unknown>> & { readonly message: string };

export interface ThreadOptions {
  /** Where the data lives; in memory when left out. */
  readonly dataDir?: string;
  /** The file that holds back space for opening the data again; none where left out. */
  readonly reserve?: string;
  /** Roll back a transaction that nothing has used for this long, so that it cannot hold the one session for ever. */
  readonly idleTransactionSeconds: number;
}
