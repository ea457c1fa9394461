/** Runs one task per name at a time: whoever asks meanwhile gets the same answer. */
export class SingleFlight<Result> {
  readonly #flying = new Map<string, Promise<Result>>();

  run(name: string, task: () => Promise<Result>): Promise<Result> {
    const flying = this.#flying.get(name);
    if (flying) return flying;
    const flight = task().finally(() => this.#flying.delete(name));
    this.#flying.set(name, flight);
    return flight;
  }
}
