import type { MockSnapshot } from '../../state/mock-snapshot.ts';
import { Namespaces } from '../../state/namespaces.ts';
import type { SnapshotLine } from './shown/state.ts';

/** So many are kept for each namespace; the oldest go first. Items that did not change take no memory of their own. */
const MOST = 20;

/** Keeps snapshots of namespaces under names, in memory. */
export class NamedSnapshots {
  readonly #kept = new Namespaces(
    () => new Map<string, { readonly at: string; readonly snapshot: MockSnapshot }>(),
  );

  list(namespace: string): readonly SnapshotLine[] {
    return [...(this.#kept.peek(namespace) ?? [])].map(([name, { at }]) => ({ name, at }));
  }

  /** Keeps a snapshot, in the place of one with the same name. */
  keep(namespace: string, name: string, snapshot: MockSnapshot): void {
    const kept = this.#kept.open(namespace);
    kept.delete(name);
    kept.set(name, { at: new Date().toISOString(), snapshot });
    const [oldest] = kept.keys();
    if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
  }

  find(namespace: string, name: string): MockSnapshot | undefined {
    return this.#kept.peek(namespace)?.get(name)?.snapshot;
  }

  /** Returns false where there is none of the name. */
  forget(namespace: string, name: string): boolean {
    return this.#kept.peek(namespace)?.delete(name) ?? false;
  }
}
