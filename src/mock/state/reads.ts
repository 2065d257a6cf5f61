import { isPromise } from './awaitable.ts';
import type { Store } from './store.ts';

/** Notes what the response to a read is made from beside the request: it is the same again while all of that is. */
export class Reads {
  readonly #store: Store;
  readonly #namespace: string;
  /** Versions of collections by name, as each transaction has read them; most requests have one. */
  #first: ReadonlyMap<string, number> | undefined;
  #further: ReadonlyMap<string, number>[] | undefined;
  #isRepeatable = true;

  constructor(store: Store, namespace: string) {
    this.#store = store;
    this.#namespace = namespace;
  }

  /** False where more than the request and stored items is in the response, as the time. */
  get isRepeatable(): boolean {
    return this.#isRepeatable;
  }

  /** Notes the versions of the collections that a transaction has read. */
  note(versions: ReadonlyMap<string, number>): void {
    if (this.#first === undefined) this.#first = versions;
    else (this.#further ??= []).push(versions);
  }

  /** Notes that the response depends on something that nothing tells a change of. */
  noteOther(): void {
    this.#isRepeatable = false;
  }

  /** True while no collection that was read has changed. */
  isCurrent(): boolean {
    return this.#areCurrent(this.#first) && this.#further?.every((one) => this.#areCurrent(one)) !== false;
  }

  #areCurrent(versions: ReadonlyMap<string, number> | undefined): boolean {
    if (versions === undefined) return true;
    for (const [name, version] of versions) {
      const now = this.#store.read(this.#namespace, name);
      if (isPromise(now) || now.version !== version) return false;
    }
    return true;
  }
}
