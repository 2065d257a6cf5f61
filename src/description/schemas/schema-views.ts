import { escapeToken } from '../../base/json-pointer.ts';
import { isObject, items, member, members, type Json, type JsonObject } from '../../base/json.ts';
import { hasLoneReferences } from '../document/dialect.ts';
import { isOpenApi } from '../document/openapi-version.ts';
import type { Resolved } from '../document/resolve-reference.ts';
import { SCHEMA_KEYWORDS, SCHEMA_LIST_KEYWORDS, SCHEMA_MAP_KEYWORDS } from '../document/schema-keywords.ts';
import { discriminatedView } from './discriminator.ts';
import { anchorsInside, referenceIn } from './dynamic-reference.ts';
import type { Evaluation, Unevaluated } from './keywords/evaluated-parts.ts';
import { evaluationOf } from './keywords/evaluation-of.ts';
import { compilePattern } from './pattern.ts';
import { HiddenProperties } from './read-only-properties.ts';
import { assertionsOf, legacyItems } from './schema-assertions.ts';
import { keyOfPlace, placeOfKey, type ObjectPart, type Place, type ViewContext } from './view-key.ts';
import { LAZY_REFERENCE, type View, type MutableView } from './keywords/schema-view.ts';
import type { Direction, Schema } from './schema.ts';

/** The keyword that replaces `unevaluatedProperties` and `unevaluatedItems`. Its value is an `Unevaluated`. */
export const UNEVALUATED = 'unevaluated';

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
  readonly #isFlat: boolean;
  readonly #targets = new Map<string, Place>();
  readonly #views = new Map<string, View>();
  readonly #evaluations = new Map<string, Evaluation>();
  readonly #pointers = new WeakMap<object, string>();

  /** `isFlat`: the schemas inside a schema are references too, so that each has a validator of its own. */
  constructor(document: JsonObject, { isFlat = false }: { readonly isFlat?: boolean } = {}) {
    this.#document = document;
    this.#isFlat = isFlat;
    this.#is30 = isOpenApi(document, '3.0');
    this.#hasLoneReferences = hasLoneReferences(document);
    this.#hidden = new HiddenProperties(document);
  }

  /** Returns the key of a schema's view. */
  keyOf(schema: Schema, direction: Direction): string {
    const target = { node: schema.definition, pointer: schema.pointer };
    return this.#keyOf(target, { direction, hidden: [], anchors: {} });
  }

  /** Returns the view of an object with these properties and any others. */
  ofParts(parts: readonly ObjectPart[], direction: Direction): MutableView {
    const properties = Object.fromEntries(
      parts.map((part) => [part.name, { [LAZY_REFERENCE]: this.keyOf(part.schema, direction) }]),
    );
    const required = parts.filter((one) => one.required).map((one) => one.name);
    return { type: 'object', required, properties };
  }

  /** Returns the view of a key. @throws UnresolvedReferenceError where a reference in it leads nowhere */
  view(key: string): View {
    const known = this.#views.get(key);
    if (known !== undefined) return known;
    const { target, context } = this.placeOf(key);
    const view = this.#rewrite(target.node, target.pointer, context);
    this.#views.set(key, view);
    return view;
  }

  /** Returns what the schema of a key evaluates. @throws UnresolvedReferenceError where its reference leads nowhere */
  evaluation(key: string): Evaluation {
    const known = this.#evaluations.get(key);
    if (known !== undefined) return known;
    const { target, context } = this.placeOf(key);
    const found = this.#evaluationOf(target, this.#contextInside(target.node, target.pointer, context));
    this.#evaluations.set(key, found);
    return found;
  }

  /** Returns the JSON Pointer of a view, or of a subschema of one, in the description. */
  pointerOf(view: unknown): string | undefined {
    return typeof view === 'object' && view !== null ? this.#pointers.get(view) : undefined;
  }

  /** Returns the schema of a key, and the context in which it is rewritten. @throws Error for one that there is not */
  placeOf(key: string): Place {
    const found = this.#targets.get(key) ?? placeOfKey(this.#document, key);
    if (found === undefined) throw new Error(`there is no view ${key}`);
    return found;
  }

  /** The key says all that the view depends on, so that it is the same whenever the description is the same. */
  #keyOf(target: Resolved, context: ViewContext): string {
    const key = keyOfPlace({ target, context });
    if (!this.#targets.has(key)) this.#targets.set(key, { target, context });
    return key;
  }

  /** Rewrites a schema inside another. */
  #inner(node: Json, pointer: string, context: ViewContext): View {
    if (!this.#isFlat || !isObject(node)) return this.#rewrite(node, pointer, context);
    return { [LAZY_REFERENCE]: this.#keyOf({ node, pointer }, context) };
  }

  #rewrite(node: Json, pointer: string, context: ViewContext): View {
    if (typeof node === 'boolean') return node;
    const view: MutableView = {};
    this.#pointers.set(view, pointer);
    const inside = this.#contextInside(node, pointer, context);
    const reference = referenceIn(this.#document, node, pointer, inside.anchors);
    if (reference !== undefined) {
      view[LAZY_REFERENCE] = this.#keyOf(reference, inside);
      if (this.#hasLoneReferences) return view;
    }
    Object.assign(view, assertionsOf(node, { ignoresEmptyEnum: this.#hasLoneReferences }));
    this.#rewriteChildren(node, view, pointer, inside);
    const unevaluated = this.#unevaluated({ node, pointer }, context, inside);
    if (unevaluated !== undefined) view[UNEVALUATED] = unevaluated;
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
    const anchors = anchorsInside(this.#document, node, pointer, context.anchors);
    return { ...context, hidden, anchors };
  }

  /** Returns the value of the keyword for what a schema leaves unevaluated; undefined where it says nothing of it. */
  #unevaluated(
    { node, pointer }: Resolved,
    context: ViewContext,
    inside: ViewContext,
  ): Unevaluated | undefined {
    const keyOf = (keyword: string): string | false | undefined => {
      const value = member(node, keyword);
      if (value === false) return false;
      return isObject(value)
        ? this.#keyOf({ node: value, pointer: `${pointer}/${keyword}` }, { ...inside, hidden: [] })
        : undefined;
    };
    const [properties, rest] = [keyOf('unevaluatedProperties'), keyOf('unevaluatedItems')];
    if (properties === undefined && rest === undefined) return undefined;
    return { owner: this.#keyOf({ node, pointer }, context), properties, items: rest };
  }

  #rewriteChildren(node: Json, view: MutableView, pointer: string, context: ViewContext): void {
    const parts = { ...context, hidden: [] };
    for (const keyword of SCHEMA_KEYWORDS) {
      const value = member(node, keyword);
      if (value === undefined || Array.isArray(value) || keyword.startsWith('unevaluated')) continue;
      const isCombined = keyword === 'if' || keyword === 'then' || keyword === 'else' || keyword === 'not';
      view[keyword] = this.#inner(value, `${pointer}/${keyword}`, isCombined ? context : parts);
    }
    for (const keyword of SCHEMA_LIST_KEYWORDS) {
      const branches = items(member(node, keyword));
      if (branches.length === 0) continue;
      view[keyword] = branches.map((item, index) =>
        this.#inner(item, `${pointer}/${keyword}/${index}`, keyword === 'prefixItems' ? parts : context),
      );
    }
    for (const keyword of SCHEMA_MAP_KEYWORDS) {
      const value = member(node, keyword);
      if (!isObject(value)) continue;
      const isCombined = keyword === 'dependentSchemas';
      const rewritten = members(value).map(([name, schema]): [string, View] => [
        name,
        this.#inner(schema, `${pointer}/${keyword}/${escapeToken(name)}`, isCombined ? context : parts),
      ]);
      view[keyword] = Object.fromEntries(rewritten);
    }
    moveProto(view);
    Object.assign(
      view,
      legacyItems(node, (schema, place) => this.#inner(schema, `${pointer}/${place}`, parts)),
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

  /** Returns what a schema evaluates. `inside`: the context of the schemas that it combines. */
  #evaluationOf({ node, pointer }: Resolved, inside: ViewContext): Evaluation {
    const reference = referenceIn(this.#document, node, pointer, inside.anchors);
    const target = reference && this.#keyOf(reference, inside);
    const isAlone = target !== undefined && this.#hasLoneReferences;
    return evaluationOf(isAlone ? {} : node, {
      target,
      patternOf: compilePattern,
      keyOf: (schema, place, isPart) =>
        this.#keyOf(
          { node: schema, pointer: `${pointer}/${place}` },
          isPart ? { ...inside, hidden: [] } : inside,
        ),
    });
  }

  #discriminated(node: JsonObject, view: MutableView, pointer: string, context: ViewContext): View {
    return discriminatedView(this.#document, node, view, (branch, index, keyword) =>
      this.#inner(branch, `${pointer}/${keyword}/${index}`, context),
    );
  }
}

/** Moves the schema of the property `__proto__`, which Ajv leaves out, to the patterns. */
function moveProto(view: MutableView): void {
  const { properties, patternProperties = {} } = view as Readonly<Record<string, object | undefined>>;
  if (properties === undefined || !Object.hasOwn(properties, '__proto__')) return;
  const entries = Object.entries(properties);
  const own = entries
    .filter(([name]) => name === '__proto__')
    .map(([, schema]) => ['^(?:__proto__)$', schema]);
  view['properties'] = Object.fromEntries(entries.filter(([name]) => name !== '__proto__'));
  view['patternProperties'] = { ...patternProperties, ...Object.fromEntries(own) };
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
