import { escapeToken } from '../../base/json-pointer.ts';
import { isObject, items, member, members, type Json, type JsonObject } from '../../base/json.ts';
import { hasLoneReferences } from '../document/dialect.ts';
import { isOpenApi } from '../document/openapi-version.ts';
import type { Resolved } from '../document/resolve-reference.ts';
import { SCHEMA_KEYWORDS, SCHEMA_LIST_KEYWORDS, SCHEMA_MAP_KEYWORDS } from '../document/schema-keywords.ts';
import { discriminatedView } from './discriminator.ts';
import { dynamicAnchorOf, referenceIn, type DynamicAnchors } from './dynamic-reference.ts';
import { HiddenProperties } from './read-only-properties.ts';
import { assertionsOf, legacyItems } from './schema-assertions.ts';
import type { View, MutableView } from './schema-view.ts';
import type { Direction, Schema } from './schema.ts';

/** The context of a schema, which decides how it is rewritten: once for each context. */
interface ViewContext {
  readonly direction: Direction;
  /** The properties that this direction does not have, by the schemas that this one is combined with. */
  readonly hidden: readonly string[];
  readonly anchors: DynamicAnchors;
  /** True where an enclosing `unevaluatedProperties` or `unevaluatedItems` depends on what this schema evaluates. */
  readonly isWatched: boolean;
}

const UNEVALUATED = ['unevaluatedProperties', 'unevaluatedItems'];

/**
 * The keyword that replaces `$ref` where nothing depends on what the target evaluates. Its target is compiled on
 * first use.
 */
export const LAZY_REFERENCE = 'lazyReference';

/**
 * Rewrites the schemas of a description into what a JSON Schema 2020-12 validator understands: OpenAPI 3.0's
 * `nullable` and boolean `exclusiveMinimum`, discriminators, `readOnly` and `writeOnly` by direction, nothing but
 * valid assertions. `$ref`s become keys. Each schema is rewritten once per context, and on first use, since a message
 * seldom needs more than a few of the thousands that it may refer to.
 */
export class SchemaViews {
  readonly #document: JsonObject;
  readonly #is30: boolean;
  readonly #hasLoneReferences: boolean;
  readonly #hidden: HiddenProperties;
  readonly #keys = new Map<string, string>();
  readonly #targets = new Map<string, { target: Resolved; context: ViewContext }>();
  readonly #views = new Map<string, View>();
  readonly #pointers = new WeakMap<object, string>();

  constructor(document: JsonObject) {
    this.#document = document;
    this.#is30 = isOpenApi(document, '3.0');
    this.#hasLoneReferences = hasLoneReferences(document);
    this.#hidden = new HiddenProperties(document);
  }

  /** Returns the key of a schema's view. */
  keyOf(schema: Schema, direction: Direction): string {
    const target = { node: schema.definition, pointer: schema.pointer };
    return this.#keyOf(target, { direction, hidden: [], anchors: {}, isWatched: false });
  }

  /** Returns the view of a key. @throws UnresolvedReferenceError where a reference in it leads nowhere */
  view(key: string): View {
    const known = this.#views.get(key);
    if (known !== undefined) return known;
    const found = this.#targets.get(key);
    if (found === undefined) throw new Error(`there is no view ${key}`);
    const view = this.#rewrite(found.target.node, found.target.pointer, found.context);
    this.#views.set(key, view);
    return view;
  }

  /** True where a view depends on which parts of a value were evaluated (JSON Schema 2020-12, section 11). */
  isWatching(key: string): boolean {
    return mentions(this.view(key), UNEVALUATED);
  }

  /** Returns the keys that a view refers to by `$ref`, which have to be added before it is compiled. */
  watchedKeys(key: string): readonly string[] {
    const found = new Set<string>();
    const waiting = [this.view(key)];
    for (let view = waiting.pop(); view !== undefined; view = waiting.pop()) {
      for (const reference of referencesIn(view)) {
        if (!found.has(reference)) waiting.push(this.view(reference));
        found.add(reference);
      }
    }
    return [...found];
  }

  /** Returns the JSON Pointer of a view, or of a subschema of one, in the description. */
  pointerOf(view: unknown): string | undefined {
    return typeof view === 'object' && view !== null ? this.#pointers.get(view) : undefined;
  }

  #keyOf(target: Resolved, context: ViewContext): string {
    const { direction, hidden, anchors, isWatched } = context;
    const name = `${direction}:${target.pointer}:${JSON.stringify([hidden, anchors, isWatched])}`;
    let key = this.#keys.get(name);
    if (key === undefined) {
      key = `schema:${this.#keys.size}`;
      this.#keys.set(name, key);
      this.#targets.set(key, { target, context });
    }
    return key;
  }

  #rewrite(node: Json, pointer: string, context: ViewContext): View {
    if (typeof node === 'boolean') return node;
    const view: MutableView = {};
    this.#pointers.set(view, pointer);
    const inside = this.#contextInside(node, pointer, context);
    const reference = referenceIn(this.#document, node, pointer, inside.anchors);
    if (reference !== undefined) {
      view[inside.isWatched ? '$ref' : LAZY_REFERENCE] = this.#keyOf(reference, inside);
      if (this.#hasLoneReferences) return view;
    }
    Object.assign(view, assertionsOf(node));
    this.#rewriteChildren(node, view, pointer, inside);
    this.#hideProperties(node, view, inside);
    const branched = isObject(node) ? this.#discriminated(node, view, pointer, inside) : view;
    const whole = this.#is30 && member(node, 'nullable') === true ? withNull(branched) : branched;
    if (typeof whole === 'object') this.#pointers.set(whole, pointer);
    return whole;
  }

  /** Returns the context of the schemas that a schema combines, in which its own flagged properties are hidden too. */
  #contextInside(node: Json, pointer: string, context: ViewContext): ViewContext {
    const own = this.#hidden.of(node, pointer, context.direction);
    const hidden = own.length === 0 ? context.hidden : [...new Set([...context.hidden, ...own])].toSorted();
    const anchor = dynamicAnchorOf(node);
    const isNew = anchor !== undefined && !Object.hasOwn(context.anchors, anchor);
    const anchors = isNew ? { ...context.anchors, [anchor]: pointer } : context.anchors;
    const watches = UNEVALUATED.some((name) => member(node, name) !== undefined);
    return { ...context, hidden, anchors, isWatched: context.isWatched || watches };
  }

  #rewriteChildren(node: Json, view: MutableView, pointer: string, context: ViewContext): void {
    const parts = { ...context, hidden: [], isWatched: false };
    for (const keyword of SCHEMA_KEYWORDS) {
      const value = member(node, keyword);
      if (value === undefined || Array.isArray(value)) continue;
      const isCombined = keyword === 'if' || keyword === 'then' || keyword === 'else' || keyword === 'not';
      view[keyword] = this.#rewrite(value, `${pointer}/${keyword}`, isCombined ? context : parts);
    }
    for (const keyword of SCHEMA_LIST_KEYWORDS) {
      const branches = items(member(node, keyword));
      if (branches.length === 0) continue;
      view[keyword] = branches.map((item, index) =>
        this.#rewrite(item, `${pointer}/${keyword}/${index}`, keyword === 'prefixItems' ? parts : context),
      );
    }
    for (const keyword of SCHEMA_MAP_KEYWORDS) {
      const value = member(node, keyword);
      if (!isObject(value)) continue;
      const isCombined = keyword === 'dependentSchemas';
      const rewritten = members(value).map(([name, schema]): [string, View] => [
        name,
        this.#rewrite(schema, `${pointer}/${keyword}/${escapeToken(name)}`, isCombined ? context : parts),
      ]);
      view[keyword] = Object.fromEntries(rewritten);
    }
    Object.assign(
      view,
      legacyItems(node, (schema, place) => this.#rewrite(schema, `${pointer}/${place}`, parts)),
    );
  }

  /** Makes hidden properties optional, and forbids them in responses. */
  #hideProperties(node: Json, view: MutableView, { direction, hidden }: ViewContext): void {
    if (hidden.length === 0) return;
    if (Array.isArray(view['required'])) {
      view['required'] = view['required'].filter((name) => !hidden.includes(String(name)));
    }
    const properties = view['properties'];
    if (direction === 'request' || typeof properties !== 'object' || properties === null) return;
    for (const [name] of members(member(node, 'properties'))) {
      if (hidden.includes(name)) (properties as MutableView)[name] = { notAnswered: true };
    }
  }

  #discriminated(node: JsonObject, view: MutableView, pointer: string, context: ViewContext): View {
    return discriminatedView(this.#document, node, view, (branch, index, keyword) =>
      this.#rewrite(branch, `${pointer}/${keyword}/${index}`, context),
    );
  }
}

/** True where a view has one of the keywords. Values of `const` and `enum` may have them too, which does no harm. */
function mentions(view: unknown, keywords: readonly string[]): boolean {
  if (typeof view !== 'object' || view === null) return false;
  return (
    keywords.some((keyword) => Object.hasOwn(view, keyword)) ||
    Object.values(view).some((value) => mentions(value, keywords))
  );
}

/** Returns the `$ref`s of a view and its subschemas. */
function referencesIn(view: unknown): readonly string[] {
  if (typeof view !== 'object' || view === null) return [];
  return Object.entries(view).flatMap(([keyword, value]: [string, unknown]) => {
    if (keyword === 'const' || keyword === 'enum') return [];
    return keyword === '$ref' && typeof value === 'string' ? [value] : referencesIn(value);
  });
}

/** Allows `null` too: as a further type where that suffices, which keeps errors short. */
function withNull(view: View): View {
  if (typeof view === 'boolean') return view;
  const refusesNull = ['allOf', 'anyOf', 'oneOf', 'const', 'not', 'if'].some((keyword) => keyword in view);
  if (typeof view['type'] !== 'string' || refusesNull) return { anyOf: [{ type: 'null' }, view] };
  view['type'] = [view['type'], 'null'];
  if (Array.isArray(view['enum'])) view['enum'] = [...(view['enum'] as unknown[]), null];
  return view;
}
