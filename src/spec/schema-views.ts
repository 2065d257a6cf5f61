import { escapeToken } from './json-pointer.ts';
import { items, member, members, stringMember, type Json, type JsonObject } from './json.ts';
import { followReference, type Resolved } from './resolve-reference.ts';
import {
  ASSERTION_KEYWORDS,
  SCHEMA_KEYWORDS,
  SCHEMA_LIST_KEYWORDS,
  SCHEMA_MAP_KEYWORDS,
} from './schema-keywords.ts';
import type { Direction, Schema } from './schema.ts';

type View = boolean | { [keyword: string]: unknown };

/** A rewritten schema under the key that other views refer to it by. */
export interface NamedView {
  readonly key: string;
  readonly view: View;
}

/**
 * Rewrites the schemas of a description into what a JSON Schema 2020-12 validator understands: OpenAPI 3.0's
 * `nullable` and boolean `exclusiveMinimum`, `readOnly` and `writeOnly` by direction, nothing but assertions.
 * `$ref`s become keys; each schema that is referred to is rewritten once per direction.
 */
export class SchemaViews {
  readonly #document: JsonObject;
  readonly #is30: boolean;
  readonly #keys = new Map<string, string>();
  readonly #pending: { key: string; target: Resolved; direction: Direction }[] = [];
  readonly #pointers = new WeakMap<object, string>();

  constructor(document: JsonObject) {
    this.#document = document;
    this.#is30 = stringMember(document, 'openapi')?.startsWith('3.0') ?? false;
  }

  /** The key of a schema, and the views that have to be known before it is compiled. @throws ReferenceError */
  viewsOf(schema: Schema, direction: Direction): { key: string; added: NamedView[] } {
    const key = this.#keyOf({ node: schema.definition, pointer: schema.pointer }, direction);
    const added: NamedView[] = [];
    for (let next = this.#pending.pop(); next; next = this.#pending.pop()) {
      added.push({
        key: next.key,
        view: this.#rewrite(next.target.node, next.target.pointer, next.direction),
      });
    }
    return { key, added };
  }

  /** Where in the description a (sub)schema of a view stands. */
  pointerOf(view: unknown): string | undefined {
    return typeof view === 'object' && view !== null ? this.#pointers.get(view) : undefined;
  }

  #keyOf(target: Resolved, direction: Direction): string {
    const name = `${direction}:${target.pointer}`;
    let key = this.#keys.get(name);
    if (key === undefined) {
      key = `schema:${this.#keys.size}`;
      this.#keys.set(name, key);
      this.#pending.push({ key, target, direction });
    }
    return key;
  }

  #rewrite(node: Json, pointer: string, direction: Direction): View {
    if (typeof node === 'boolean') return node;
    const view: { [keyword: string]: unknown } = {};
    this.#pointers.set(view, pointer);
    const reference = stringMember(node, '$ref');
    if (reference !== undefined) {
      view['$ref'] = this.#keyOf(followReference(this.#document, reference, pointer), direction);
      if (this.#is30) return view;
    }
    for (const keyword of ASSERTION_KEYWORDS) {
      const value = member(node, keyword);
      if (value !== undefined) view[keyword] = value;
    }
    this.#rewriteChildren(node, view, pointer, direction);
    this.#dropOneWayProperties(node, view, pointer, direction);
    return this.#is30 ? rewrite30(node, view) : view;
  }

  #rewriteChildren(node: Json, view: { [keyword: string]: unknown }, pointer: string, direction: Direction) {
    for (const keyword of SCHEMA_KEYWORDS) {
      const value = member(node, keyword);
      if (value !== undefined) view[keyword] = this.#rewrite(value, `${pointer}/${keyword}`, direction);
    }
    for (const keyword of SCHEMA_LIST_KEYWORDS) {
      const value = member(node, keyword);
      if (value === undefined) continue;
      view[keyword] = items(value).map((item, index) =>
        this.#rewrite(item, `${pointer}/${keyword}/${index}`, direction),
      );
    }
    for (const keyword of SCHEMA_MAP_KEYWORDS) {
      const value = member(node, keyword);
      if (value === undefined) continue;
      view[keyword] = Object.fromEntries(
        members(value).map(([name, schema]) => [
          name,
          this.#rewrite(schema, `${pointer}/${keyword}/${escapeToken(name)}`, direction),
        ]),
      );
    }
  }

  /** A property that the direction leaves out is not required; `writeOnly` ones must not be answered. */
  #dropOneWayProperties(
    node: Json,
    view: { [keyword: string]: unknown },
    pointer: string,
    direction: Direction,
  ) {
    const flag = direction === 'request' ? 'readOnly' : 'writeOnly';
    const dropped = members(member(node, 'properties'))
      .filter(([name, schema]) => this.#isFlagged(schema, `${pointer}/properties/${escapeToken(name)}`, flag))
      .map(([name]) => name);
    if (dropped.length === 0) return;
    const required = items(member(node, 'required')).filter((name) => !dropped.includes(String(name)));
    view['required'] = required;
    if (direction === 'request') return;
    const properties = view['properties'] as { [name: string]: View };
    for (const name of dropped) properties[name] = false;
  }

  #isFlagged(schema: Json, pointer: string, flag: string): boolean {
    if (member(schema, flag) === true) return true;
    const reference = stringMember(schema, '$ref');
    if (reference === undefined) return false;
    return member(followReference(this.#document, reference, pointer).node, flag) === true;
  }
}

/** OpenAPI 3.0: `nullable`, and `exclusiveMinimum`/`exclusiveMaximum` as flags on `minimum`/`maximum`. */
function rewrite30(node: Json, view: { [keyword: string]: unknown }): View {
  for (const [flag, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof view[flag] !== 'boolean') continue;
    if (view[flag]) view[flag] = view[bound];
    else delete view[flag];
    if (view[flag] !== undefined) delete view[bound];
  }
  return member(node, 'nullable') === true ? withNull(view) : view;
}

/** `null` beside the other values: as a further type where that says it all, which keeps errors short. */
function withNull(view: { [keyword: string]: unknown }): View {
  const refusesNull = ['allOf', 'anyOf', 'oneOf', 'const', 'not', 'if'].some((keyword) => keyword in view);
  if (typeof view['type'] !== 'string' || refusesNull) return { anyOf: [{ type: 'null' }, view] };
  view['type'] = [view['type'], 'null'];
  if (Array.isArray(view['enum'])) view['enum'] = [...(view['enum'] as unknown[]), null];
  return view;
}
