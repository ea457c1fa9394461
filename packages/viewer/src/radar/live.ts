/** The content of an event: the radar and, for products, the code. */
export interface News {
  site: string;
  code?: string;
}

const topics = ["radar.volume", "radar.product", "radar.removed"];

/** Events that arrive within this time are handled together. */
const burstMs = 200;
/** Before retrying after a failure, and before reopening a stream that the browser gave up; doubled each time. */
const retryMs = 2_000;
const longestRetryMs = 30_000;

/**
 * Calls `refresh` with the contents of the service's event stream; without arguments, meaning everything, whenever
 * the stream opens: at the beginning, after an interruption, and when the page becomes visible again. `refresh`
 * returns whether it succeeded. Returns a function that stops watching. The only place that knows how news reaches
 * the page.
 */
export function watchForNews(refresh: (news?: News[]) => Promise<boolean>): () => void {
  let stream: EventSource | undefined;
  let news: News[] | undefined = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let busy = false;

  const retryIn = () => Math.min(longestRetryMs, retryMs * 2 ** failures++);

  function soon(after: number) {
    timer ??= setTimeout(tell, after);
  }

  async function tell() {
    timer = undefined;
    if (busy) return soon(burstMs);
    const told = news;
    news = [];
    busy = true;
    const worked = await refresh(told);
    busy = false;
    if (!stream) return;
    if (worked) failures = 0;
    else everything(retryIn());
  }

  function everything(after: number) {
    news = undefined;
    soon(after);
  }

  function open() {
    const opened = new EventSource("/events?topic=radar");
    stream = opened;
    opened.addEventListener("open", () => everything(0));
    for (const topic of topics) {
      opened.addEventListener(topic, ({ data }: MessageEvent<string>) => {
        news?.push(JSON.parse(data) as News);
        soon(burstMs);
      });
    }
    // After a broken connection the browser reconnects by itself; after any response other than a stream it does not.
    opened.addEventListener("error", () => {
      if (opened.readyState !== EventSource.CLOSED) return;
      setTimeout(() => stream === opened && open(), retryIn());
    });
  }

  function close() {
    stream?.close();
    stream = undefined;
    clearTimeout(timer);
    timer = undefined;
  }

  // A hidden page holds no connection: a browser has only a few per server.
  const onVisible = () => {
    close();
    if (document.hidden) return;
    open();
    // Not only when the stream opens: a proxy may hold it back until it has content.
    everything(0);
  };
  document.addEventListener("visibilitychange", onVisible);
  if (!document.hidden) open();
  return () => {
    document.removeEventListener("visibilitychange", onVisible);
    close();
  };
}
