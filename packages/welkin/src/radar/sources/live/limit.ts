/** Runs a limited number of tasks at a time. */
export type Limit = <Result>(task: () => Promise<Result>) => Promise<Result>;

export function limitTo(count: number): Limit {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (running >= count) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await task();
    } finally {
      // The place is passed on, rather than left for whoever comes first.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
