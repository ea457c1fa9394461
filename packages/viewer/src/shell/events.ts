/**
 * The data of each event in a text/event-stream body (HTML standard, 9.2.6). Names and ids are ignored: the page
 * reads streams of one kind.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const [events, tail] = splitEvents(rest + decoder.decode(value, { stream: true }));
      rest = tail;
      yield* events;
    }
  } finally {
    await reader.cancel();
  }
}

/** The data of the complete events in `text`, and the rest. */
export function splitEvents(text: string): [events: string[], rest: string] {
  const blocks = text.split(/\r?\n\r?\n/);
  const rest = blocks.pop() ?? "";
  return [blocks.map(dataOf).filter((data) => data !== ""), rest];
}

const dataOf = (block: string): string =>
  block
    .split(/\r?\n/)
    .filter((line) => line.startsWith("data:"))
    .map((line) => line.slice(5).replace(/^ /, ""))
    .join("\n");
