/** A task that several callers may wait for. */
class Flight<Result> {
  readonly result: Promise<Result>;
  readonly #nobody = new AbortController();
  #waiting = 0;

  constructor(task: (signal: AbortSignal) => Promise<Result>) {
    this.result = task(this.#nobody.signal);
  }

  get deserted(): boolean {
    return this.#nobody.signal.aborted;
  }

  /** The result; or the reason of a signal that is aborted first. The last caller to leave aborts the task. */
  join(signal: AbortSignal | undefined): Promise<Result> {
    this.#waiting++;
    if (signal === undefined) return this.result;
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(signal.reason);
        this.#waiting--;
        if (this.#waiting === 0) this.#nobody.abort(signal.reason);
      };
      signal.addEventListener("abort", leave, { once: true });
      this.result.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
    });
  }
}

/** Runs one task per name at a time: concurrent callers share the same result. */
export class SingleFlight<Result> {
  readonly #flights = new Map<string, Flight<Result>>();

  /**
   * @param task Receives a signal that is aborted once all callers have left; later callers get a new task.
   * @param signal Leaves: rejects with its reason, while the task continues for the others.
   */
  async run(
    name: string,
    task: (signal: AbortSignal) => Promise<Result>,
    signal?: AbortSignal,
  ): Promise<Result> {
    signal?.throwIfAborted();
    const known = this.#flights.get(name);
    if (known && !known.deserted) return known.join(signal);
    const flight = new Flight(task);
    this.#flights.set(name, flight);
    const land = () => {
      if (this.#flights.get(name) === flight) this.#flights.delete(name);
    };
    flight.result.then(land, land);
    return flight.join(signal);
  }
}
