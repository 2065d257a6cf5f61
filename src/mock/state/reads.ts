import { isPromise } from './awaitable.ts';
import type { Store } from './store.ts';

/** Notes what the response to a read is made from beside the request: it is the same again while all of that is. */
export class Reads {
  readonly #store: Store;
  readonly #namespace: string;
  /** By collection. */
  readonly #versions = new Map<string, number>();
  #isRepeatable = true;

  constructor(store: Store, namespace: string) {
    this.#store = store;
    this.#namespace = namespace;
  }

  /** False where more than the request and stored items is in the response, as the time. */
  get isRepeatable(): boolean {
    return this.#isRepeatable;
  }

  /** Notes the versions of the collections that were read. */
  note(versions: ReadonlyMap<string, number>): void {
    for (const [name, version] of versions) this.#versions.set(name, version);
  }

  /** Notes that the response depends on something that nothing tells a change of. */
  noteOther(): void {
    this.#isRepeatable = false;
  }

  /** True while no collection that was read has changed. */
  isCurrent(): boolean {
    for (const [name, version] of this.#versions) {
      const now = this.#store.read(this.#namespace, name);
      if (isPromise(now) || now.version !== version) return false;
    }
    return true;
  }
}
