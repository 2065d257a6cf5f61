import type { Item } from '../../state/items/item.ts';
import { use, type Awaitable } from '../../state/awaitable.ts';
import { collectionIn, type Collection, type Transaction } from '../../state/transaction.ts';

/** Notes about the items of a collection, kept in the state beside them. */
export interface Ledger {
  /** The name of the collection. */
  readonly id: string;
  /** The identifiers of deleted items, once for each time that one was deleted. */
  readonly deleted: readonly string[];
  /** The identifiers of items that clients created: collections below them start empty. */
  readonly created: readonly string[];
}

/** The ledger of one collection, as a transaction sees it. */
export interface OpenedLedger {
  /** False until the first update: the collection was never opened before. */
  readonly exists: () => boolean;
  /** Returns the notes; empty lists when there are none yet. */
  readonly read: () => Ledger;
  readonly update: (changes: Partial<Ledger>) => void;
}

/** The name of the collection that keeps the ledgers. */
const LEDGERS = 'stuntdouble: collections';

/** Returns the ledgers of collections as a snapshot has them that a mock has opened: it makes up no items for these. */
export function ledgersOf(
  collections: readonly string[],
): Readonly<Record<string, readonly (readonly [string, Item])[]>> {
  const entries = collections.map((id) => [id, { id, deleted: [], created: [] }] as const);
  return entries.length === 0 ? {} : { [LEDGERS]: entries };
}

/** Opens the ledger of the collection that the store calls `name`. */
export function openLedger(tx: Transaction, name: string): Awaitable<OpenedLedger> {
  return use(collectionIn<Ledger>(tx, LEDGERS), (ledgers) => ledgerIn(ledgers, name));
}

function ledgerIn(ledgers: Collection<Ledger>, name: string): OpenedLedger {
  const read = (): Ledger => ledgers.get(name) ?? { id: name, deleted: [], created: [] };
  return {
    exists: () => ledgers.get(name) !== undefined,
    read,
    update: (changes) => {
      ledgers.put({ ...read(), ...changes });
    },
  };
}
