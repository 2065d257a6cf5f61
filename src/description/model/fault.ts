/** A fault in a description that does not keep the rest from being served. */
export interface Fault {
  /** JSON Pointer into the description; the first of several places. */
  readonly pointer: string;
  readonly message: string;
}

/** Collects faults, and counts the places of equal ones. */
export class FaultList {
  readonly #found = new Map<string, { readonly fault: Fault; places: number }>();

  /** Adds a fault. Those with the same key are one; `create` is called for the first only. */
  add(key: string, create: () => Fault): void {
    const known = this.#found.get(key);
    if (known === undefined) this.#found.set(key, { fault: create(), places: 1 });
    else known.places += 1;
  }

  /** Returns the faults in the order of their first places. */
  list(): readonly Fault[] {
    return [...this.#found.values()].map(({ fault, places }) =>
      places === 1 ? fault : { ...fault, message: `${fault.message} (at ${places} places)` },
    );
  }
}
