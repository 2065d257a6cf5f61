import { randomFrom, type Random, type RandomState } from '../../base/random.ts';
import { use, type Awaitable } from './awaitable.ts';
import type { Identity } from './identity.ts';
import type { ItemChange } from './item-change.ts';
import { OpenCollection, type Collection } from './items/open-collection.ts';
import type { Reads } from './reads.ts';
import type { Item, StateChange, Store } from './store.ts';

export type { Collection };

/** The form of new identifiers: `length` characters, each drawn from `alphabet`. */
export interface IdFormat {
  readonly alphabet: string;
  readonly length: number;
}

/**
 * The only access of a behaviour to state, time, randomness and caller. The mock may run a behaviour again, so it must
 * have no effects beside these.
 */
export interface Transaction {
  readonly collection: <Shape extends object = Item>(name: string) => Promise<Collection<Shape>>;
  /**
   * Returns the same moment throughout the transaction. Each transaction has a later one, unless the clock is fixed.
   */
  readonly now: () => Date;
  /** Returns a new identifier, drawn from the seeded generator. Default: 24 hexadecimal digits. */
  readonly newId: (format?: IdFormat) => string;
  /** Returns a number from 0 (included) to 1 (excluded), drawn from the seeded generator. */
  readonly random: () => number;
  /** The caller; undefined when the operation needs no credentials, or when any credential is accepted. */
  readonly identity: Identity | undefined;
}

const DEFAULT_ID: IdFormat = { alphabet: '0123456789abcdef', length: 24 };

/** The state, the caller and the time for one transaction. */
export interface TransactionContext {
  readonly store: Store;
  readonly namespace: string;
  readonly identity: Identity | undefined;
  readonly now: Date;
  /** Returns the name of the member that identifies an item of a collection. */
  readonly keyOf: (collection: string) => string;
  /** Called with what has been changed, after that was committed. */
  readonly onCommitted?: (changes: readonly ItemChange[]) => void;
  /** Notes what was read. */
  readonly reads?: Reads | undefined;
}

/** A transaction in progress, and the two ways to end it. */
export interface OpenTransaction {
  readonly tx: Transaction;
  /** Makes the changes. Returns false, and changes nothing, when another transaction has changed what this one read. */
  readonly commit: () => Awaitable<boolean>;
  /** Drops the changes. Returns false when another transaction has changed what this one read. */
  readonly verify: () => Awaitable<boolean>;
}

/**
 * Opens a transaction. Collections are read on their first use, and the random generator is drawn from on its first.
 */
export function openTransaction(context: TransactionContext): Awaitable<OpenTransaction> {
  return use(context.store.random(context.namespace), (seenRandom) => startTransaction(context, seenRandom));
}

function startTransaction(
  { store, namespace, identity, now, keyOf, onCommitted, reads }: TransactionContext,
  seenRandom: RandomState,
): OpenTransaction {
  const opened = new Map<string, OpenCollection>();
  let random: Random | undefined;
  const draw = () => {
    reads?.noteOther();
    return (random ??= randomFrom(seenRandom));
  };
  const collectionNow = (name: string): Awaitable<OpenCollection> => {
    const known = opened.get(name);
    if (known !== undefined) return known;
    return use(store.read(namespace, name), ({ version, items }) => {
      const readMeanwhile = opened.get(name);
      const collection = readMeanwhile ?? new OpenCollection(version, items, keyOf(name));
      opened.set(name, collection);
      return collection;
    });
  };
  const seen = () => {
    const versions = new Map<string, number>();
    for (const [name, { version }] of opened) versions.set(name, version);
    return versions;
  };
  const tx: DirectTransaction = {
    [NOW]: collectionNow,
    collection: async <Shape extends object>(name: string) =>
      (await collectionNow(name)).detached as unknown as Collection<Shape>,
    now: () => {
      reads?.noteOther();
      return new Date(now);
    },
    newId: (format = DEFAULT_ID) => newId(draw(), format),
    random: () => draw().next(),
    identity,
  };
  return {
    tx,
    commit: () => {
      let written: Map<string, ReadonlyMap<string, Item | undefined>> | undefined;
      const changes: ItemChange[] = [];
      for (const [name, collection] of opened) {
        const items = collection.written;
        if (items === undefined) continue;
        written = (written ?? new Map<string, ReadonlyMap<string, Item | undefined>>()).set(name, items);
        if (onCommitted === undefined) continue;
        for (const [id, after] of items)
          changes.push({ collection: name, id, before: collection.before(id), after });
      }
      const next = random && { seen: seenRandom, next: random.state() };
      const versions = seen();
      reads?.note(versions);
      const committing = store.commit(namespace, {
        seen: versions,
        written: written ?? NOTHING,
        random: next,
      });
      if (changes.length === 0) return committing;
      return use(committing, (isDone) => {
        if (isDone) onCommitted?.(changes);
        return isDone;
      });
    },
    verify: () => store.commit(namespace, { seen: seen(), written: NOTHING, random: undefined }),
  };
}

const NOTHING: StateChange['written'] = new Map();

const NOW = Symbol('now');

/** A transaction that gives a collection at once where the store does. */
interface DirectTransaction extends Transaction {
  readonly [NOW]: (name: string) => Awaitable<Collection>;
}

/** Opens a collection: at once where the store does not have to be waited for. */
export function collectionIn<Shape extends object = Item>(
  tx: Transaction,
  name: string,
): Awaitable<Collection<Shape>> {
  const open = (tx as Partial<DirectTransaction>)[NOW];
  return open === undefined
    ? tx.collection<Shape>(name)
    : (open(name) as unknown as Awaitable<Collection<Shape>>);
}

function newId(random: Random, { alphabet, length }: IdFormat): string {
  return Array.from({ length }, () => alphabet[random.below(alphabet.length)]).join('');
}
