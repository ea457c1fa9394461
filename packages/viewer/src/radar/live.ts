/** What an event tells: which radar, and of products which code. */
export interface News {
  site: string;
  code?: string;
}

const topics = ["radar.volume", "radar.product", "radar.removed"];

/** Events that come within this time are one piece of news. */
const burstMs = 200;
/** Before trying again what failed, and before opening a stream that the browser gave up; twice as long each time. */
const retryMs = 2_000;
const longestRetryMs = 30_000;

/**
 * Calls `refresh` with what the service's stream of events tells; with nothing, which means everything, whenever
 * the stream opens: at the beginning, after a break, and when the page is looked at again. `refresh` answers whether it
 * worked. Answers how to stop. The one place that knows how news reaches the page.
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
    // After a broken connection the browser comes back by itself; after any other answer than a stream it does not.
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

  // A page that nobody looks at holds no connection: a browser has few of them for one server.
  const onVisible = () => {
    close();
    if (document.hidden) return;
    open();
    // Not only when the stream opens: a stream may be held back until there is something in it.
    everything(0);
  };
  document.addEventListener("visibilitychange", onVisible);
  if (!document.hidden) open();
  return () => {
    document.removeEventListener("visibilitychange", onVisible);
    close();
  };
}
