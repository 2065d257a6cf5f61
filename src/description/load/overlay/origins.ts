import { escapeToken } from '../../../base/json-pointer.ts';
import { setMember } from '../../document/set-member.ts';

/** Where the members of objects and the items of arrays are from, if that is not where they are now. */
export class Origins {
  /** JSON Pointers by key, or by index, of each changed object or array. */
  readonly #of = new WeakMap<object, Map<string, string>>();

  /** Sets a member or item, and where it is from. */
  set(holder: object, key: string, value: unknown, origin: string): void {
    setMember(holder as Record<string, never>, key, value as never);
    const known = this.#of.get(holder) ?? new Map<string, string>();
    this.#of.set(holder, known.set(key, origin));
  }

  /** Removes a member, or an item, after which the others move up. */
  remove(holder: object, key: string): void {
    const known = this.#of.get(holder);
    if (!Array.isArray(holder)) {
      delete (holder as Record<string, unknown>)[key];
      known?.delete(key);
      return;
    }
    holder.splice(Number(key), 1);
    const moved = [...(known ?? [])].flatMap(([index, origin]): [string, string][] => {
      if (index === key) return [];
      return [[String(Number(index) > Number(key) ? Number(index) - 1 : Number(index)), origin]];
    });
    this.#of.set(holder, new Map(moved));
  }

  /** Copies a value, and where its parts are from. */
  copy(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    const copied: object = Array.isArray(value) ? [] : {};
    for (const [key, child] of Object.entries(value)) {
      setMember(copied as Record<string, never>, key, this.copy(child) as never);
    }
    const known = this.#of.get(value);
    if (known !== undefined) this.#of.set(copied, new Map(known));
    return copied;
  }

  /** Returns the origins of a document's parts, by their JSON Pointers. The parts below them are from below there. */
  in(document: object): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    const waiting = [{ node: document, pointer: '' }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { node, pointer } = next;
      for (const [key, origin] of this.#of.get(node) ?? [])
        found.set(`${pointer}/${escapeToken(key)}`, origin);
      for (const [key, child] of Object.entries(node) as [string, unknown][]) {
        if (typeof child === 'object' && child !== null) {
          waiting.push({ node: child, pointer: `${pointer}/${escapeToken(key)}` });
        }
      }
    }
    return found;
  }

  /** Returns where a member or item is from. `origin`: where its holder is from. */
  at(holder: object, key: string, origin: string): string {
    return this.#of.get(holder)?.get(key) ?? `${origin}/${escapeToken(key)}`;
  }

  /** Returns where a part of a document is from. `path`: the keys and indices that lead to it. */
  of(document: unknown, path: readonly string[]): string {
    let origin = '';
    let node: unknown = document;
    for (const key of path) {
      if (typeof node !== 'object' || node === null) break;
      origin = this.at(node, key, origin);
      node = (node as Record<string, unknown>)[key];
    }
    return origin;
  }
}
