import { use, type Awaitable } from '../../state/awaitable.ts';
import type { Item } from '../../state/items/item.ts';
import { collectionIn, type Collection, type Transaction } from '../../state/transaction.ts';

/** What is known of the deleted items of a collection together. */
export interface DeletedItems {
  /** How often one was deleted. */
  readonly count: number;
  /** How often it had a number as its identifier. */
  readonly numbers: number;
  /** The largest of these numbers that a double can hold exactly; at least 0. */
  readonly largest: number;
}

/** Notes about the items of one collection, as a transaction sees them: each is found in constant time. */
export interface OpenedLedger {
  /** False until `open`: the collection was never opened before. */
  readonly exists: () => boolean;
  /** Notes that the collection has been opened. */
  readonly open: () => void;
  readonly deleted: () => DeletedItems;
  /** Returns how often an item with the identifier was deleted. */
  readonly timesDeleted: (id: string) => number;
  readonly noteDeleted: (id: string) => void;
  /** True for an item that a client has created: the collections below it start empty. */
  readonly isCreated: (id: string) => boolean;
  readonly noteCreated: (id: string) => void;
}

/** The notes, which are kept in the state beside the items: `id` is the name of the collection. */
interface Ledger extends DeletedItems {
  readonly id: string;
}

/** A note of one item: how often that has happened to it. */
interface Note {
  readonly id: string;
  readonly times: number;
}

/** The lists in which earlier versions have kept the notes; snapshots may have them. */
interface FormerLedger {
  readonly id: string;
  readonly deleted: readonly string[];
  readonly created: readonly string[];
}

/** The name of the collection that keeps the ledgers. */
const LEDGERS = 'stuntdouble: collections';

const EMPTY: DeletedItems = { count: 0, numbers: 0, largest: 0 };

/** Returns the ledgers of collections as a snapshot has them that a mock has opened: it makes up no items for these. */
export function ledgersOf(
  collections: readonly string[],
): Readonly<Record<string, readonly (readonly [string, Item])[]>> {
  const entries = collections.map((id) => [id, { id, ...EMPTY }] as const);
  return entries.length === 0 ? {} : { [LEDGERS]: entries };
}

/** Opens the ledger of the collection that the store calls `name`. */
export function openLedger(tx: Transaction, name: string): Awaitable<OpenedLedger> {
  return use(
    collectionIn<Ledger | Note | FormerLedger>(tx, LEDGERS),
    (ledgers) => new LedgerOf(ledgers, name),
  );
}

class LedgerOf implements OpenedLedger {
  readonly #ledgers: Collection<Ledger | Note | FormerLedger>;
  readonly #name: string;

  constructor(ledgers: Collection<Ledger | Note | FormerLedger>, name: string) {
    this.#ledgers = ledgers;
    this.#name = name;
    const known = ledgers.get(name) as Ledger | FormerLedger | undefined;
    if (known !== undefined && 'deleted' in known) this.#takeOver(known);
  }

  exists(): boolean {
    return this.#ledgers.get(this.#name) !== undefined;
  }

  open(): void {
    this.#ledgers.put({ id: this.#name, ...this.deleted() });
  }

  deleted(): DeletedItems {
    return (this.#ledgers.get(this.#name) as Ledger | undefined) ?? EMPTY;
  }

  timesDeleted(id: string): number {
    return this.deleted().count === 0 ? 0 : this.#times('deleted', id);
  }

  noteDeleted(id: string): void {
    const { count, numbers, largest } = this.deleted();
    const number = /^\d+$/.test(id) ? Number(id) : undefined;
    this.#ledgers.put({
      id: this.#name,
      count: count + 1,
      numbers: numbers + (number === undefined ? 0 : 1),
      largest: Number.isSafeInteger(number) ? Math.max(largest, number ?? 0) : largest,
    });
    this.#note('deleted', id);
  }

  isCreated(id: string): boolean {
    return this.#times('created', id) > 0;
  }

  noteCreated(id: string): void {
    this.#note('created', id);
  }

  #times(what: 'created' | 'deleted', id: string): number {
    return (this.#ledgers.get(this.#noteId(what, id)) as Note | undefined)?.times ?? 0;
  }

  #note(what: 'created' | 'deleted', id: string): void {
    this.#ledgers.put({ id: this.#noteId(what, id), times: this.#times(what, id) + 1 });
  }

  #noteId(what: 'created' | 'deleted', id: string): string {
    return `${what} ${JSON.stringify([this.#name, id])}`;
  }

  #takeOver({ deleted, created }: FormerLedger): void {
    this.#ledgers.put({ id: this.#name, ...EMPTY });
    for (const id of deleted) this.noteDeleted(id);
    for (const id of created) this.noteCreated(id);
  }
}
