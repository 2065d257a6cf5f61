/** Something wrong in a description that does not keep the rest from being served. */
export interface Fault {
  /** JSON Pointer into the description: the first place, where there are several. */
  readonly pointer: string;
  readonly message: string;
}

/** Collects faults; the same fault at several places is one. */
export class FaultList {
  readonly #found = new Map<string, { readonly fault: Fault; places: number }>();

  /** `key` tells faults apart; `make` is called for the first place only. */
  add(key: string, make: () => Fault): void {
    const known = this.#found.get(key);
    if (known === undefined) this.#found.set(key, { fault: make(), places: 1 });
    else known.places += 1;
  }

  /** In the order in which they were found. */
  list(): readonly Fault[] {
    return [...this.#found.values()].map(({ fault, places }) =>
      places === 1 ? fault : { ...fault, message: `${fault.message} (at ${places} places)` },
    );
  }
}
