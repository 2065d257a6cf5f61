import { escapeToken } from '../../base/json-pointer.ts';
import { items, member, members, stringMember, type Json, type JsonObject } from '../../base/json.ts';
import { followReference, type Resolved } from '../document/resolve-reference.ts';
import type { Direction } from './schema.ts';

const FLAGS: Readonly<Record<Direction, string>> = { request: 'readOnly', response: 'writeOnly' };

/** Limits the references and combinations that are followed to a flag. */
const MAX_DEPTH = 16;

/**
 * Finds the properties that a direction does not have: `readOnly` in requests, `writeOnly` in responses (OpenAPI 3.1,
 * Schema Object), also where `allOf`, `oneOf`, `anyOf` or a `$ref` lead to the flag.
 */
export class HiddenProperties {
  readonly #document: JsonObject;
  readonly #known = new Map<string, readonly string[]>();

  constructor(document: JsonObject) {
    this.#document = document;
  }

  /** Returns the names of the flagged properties of a schema and the schemas that it combines. */
  of(node: Json, pointer: string, direction: Direction): readonly string[] {
    return this.#namesIn({ node, pointer }, direction, 0);
  }

  #namesIn(place: Resolved, direction: Direction, depth: number): readonly string[] {
    const key = `${direction}:${place.pointer}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, []); // for a schema that combines itself
    const own = members(member(place.node, 'properties'))
      .filter(([name, schema]) => {
        const at = `${place.pointer}/properties/${escapeToken(name)}`;
        return this.#isFlagged({ node: schema, pointer: at }, FLAGS[direction], depth);
      })
      .map(([name]) => name);
    const parts = depth > MAX_DEPTH ? [] : this.#partsOf(place, ['allOf', 'oneOf', 'anyOf']);
    const names = [
      ...new Set([...own, ...parts.flatMap((part) => this.#namesIn(part, direction, depth + 1))]),
    ];
    this.#known.set(key, names);
    return names;
  }

  #isFlagged(place: Resolved, flag: string, depth: number): boolean {
    if (member(place.node, flag) === true) return true;
    return (
      depth <= MAX_DEPTH &&
      this.#partsOf(place, ['allOf']).some((part) => this.#isFlagged(part, flag, depth + 1))
    );
  }

  #partsOf({ node, pointer }: Resolved, keywords: readonly string[]): readonly Resolved[] {
    const branches = keywords.flatMap((keyword) =>
      items(member(node, keyword)).map((branch, index) => ({
        node: branch,
        pointer: `${pointer}/${keyword}/${index}`,
      })),
    );
    const reference = stringMember(node, '$ref');
    if (reference === undefined) return branches;
    return [...branches, followReference(this.#document, reference, pointer)];
  }
}
