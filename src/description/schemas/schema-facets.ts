import {
  isObject,
  items,
  member,
  members,
  stringMember,
  type Json,
  type JsonObject,
} from '../../base/json.ts';
import { hasLoneReferences } from '../document/dialect.ts';
import { isOpenApi } from '../document/openapi-version.ts';
import { followReference, UnresolvedReferenceError } from '../document/resolve-reference.ts';
import { xmlHintsOf, type XmlHints } from './xml-hints.ts';

export type PrimitiveType = 'null' | 'boolean' | 'integer' | 'number' | 'string';

export type ValueType = PrimitiveType | 'array' | 'object';

/** The types that a schema allows, by all that it refers to and combines. Children are found on demand. */
export interface Facets {
  /** Undefined: any. */
  readonly types: ReadonlySet<ValueType> | undefined;
  /** The strings among `enum` and `const`. */
  readonly strings: ReadonlySet<string>;
  /** The number of `prefixItems`; all items after those have the same facets. */
  readonly prefix: number;
  /** Undefined where the schema does not describe items. */
  readonly item: ((index: number) => Facets | undefined) | undefined;
  /** The names under `properties`. */
  readonly names: readonly string[];
  /** Returns undefined where the schema does not describe the property. */
  readonly property: (name: string) => Facets | undefined;
  /** True for `additionalProperties: false`. */
  readonly closed: boolean;
  /** True where strings are bytes, not text. */
  readonly binary: boolean;
  readonly xml: XmlHints;
  /** The number of schemas that were combined. */
  readonly size: number;
}

/** Limits the schemas that are combined, since recursive unions would grow with each level. */
const MAX_SIZE = 1000;

const NOTHING: Facets = {
  types: undefined,
  strings: new Set(),
  prefix: 0,
  item: undefined,
  names: [],
  property: () => undefined,
  closed: false,
  binary: false,
  xml: {},
  size: 0,
};

/** Reads the facets of one document's schemas, each once. Broken references are ignored. */
export class SchemaFacets {
  readonly #document: JsonObject;
  readonly #is30: boolean;
  readonly #hasLoneReferences: boolean;
  readonly #known = new WeakMap<JsonObject, Facets>();

  constructor(document: JsonObject) {
    this.#document = document;
    this.#is30 = isOpenApi(document, '3.0');
    this.#hasLoneReferences = hasLoneReferences(document);
  }

  of(node: Json): Facets {
    if (!isObject(node)) return NOTHING;
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    this.#known.set(node, NOTHING); // for a schema that combines itself
    const facets = this.#combined(node);
    this.#known.set(node, facets);
    return facets;
  }

  #combined(node: JsonObject): Facets {
    const reference = stringMember(node, '$ref');
    if (reference !== undefined && this.#hasLoneReferences) return this.#referred(reference);
    const all = [this.#own(node), ...items(member(node, 'allOf')).map((part) => this.of(part))];
    if (reference !== undefined) all.push(this.#referred(reference));
    for (const keyword of ['oneOf', 'anyOf']) {
      const branches = items(member(node, keyword)).map((branch) => this.of(branch));
      if (branches.length > 0) all.push(branches.reduce(either));
    }
    const facets = all.reduce(both);
    return this.#is30 && member(node, 'nullable') === true ? withNull(facets) : facets;
  }

  #referred(reference: string): Facets {
    try {
      return this.of(followReference(this.#document, reference, '').node);
    } catch (error) {
      if (error instanceof UnresolvedReferenceError) return NOTHING;
      throw error;
    }
  }

  #own(node: JsonObject): Facets {
    const literals = literalsOf(node);
    const isTuple = Array.isArray(member(node, 'items')); // as in the drafts before 2020-12
    const prefixItems = items(member(node, isTuple ? 'items' : 'prefixItems'));
    const rest = member(node, isTuple ? 'additionalItems' : 'items');
    const properties = member(node, 'properties');
    const open = [
      member(node, 'additionalProperties') ?? member(node, 'unevaluatedProperties'),
      ...members(member(node, 'patternProperties')).map(([, schema]) => schema),
    ].filter((schema) => schema !== undefined && schema !== false);
    const types = typesOf(node, literals);
    const binary = isBinary(node);
    const xml = xmlHintsOf(node);
    const hasChildren = CHILD_KEYWORDS.some((keyword) => member(node, keyword) !== undefined);
    if (types === undefined && !binary && xml === undefined && !hasChildren) return NOTHING;
    return {
      types,
      strings: new Set(literals.filter((literal) => typeof literal === 'string')),
      prefix: prefixItems.length,
      item:
        prefixItems.length === 0 && rest === undefined
          ? undefined
          : (index) => this.of(prefixItems[index] ?? rest ?? true),
      names: members(properties).map(([name]) => name),
      property: (name) => {
        const schema = member(properties, name);
        if (schema !== undefined) return this.of(schema);
        return open.length === 0 ? undefined : open.map((other) => this.of(other ?? true)).reduce(either);
      },
      closed: member(node, 'additionalProperties') === false,
      binary,
      xml: xml ?? {},
      size: 1,
    };
  }
}

const CHILD_KEYWORDS = [
  'items',
  'prefixItems',
  'properties',
  'patternProperties',
  'additionalProperties',
  'unevaluatedProperties',
];

function literalsOf(node: JsonObject): readonly Json[] {
  const constant = member(node, 'const');
  return constant === undefined ? items(member(node, 'enum')) : [constant];
}

function typesOf(node: JsonObject, literals: readonly Json[]): ReadonlySet<ValueType> | undefined {
  const declared = member(node, 'type');
  const names = declared === undefined ? literals.map(typeOf) : [declared].flat();
  const types = names.filter(isType);
  return types.length === 0 ? undefined : new Set(types);
}

function typeOf(value: Json): ValueType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'string' ? 'string' : typeof value === 'boolean' ? 'boolean' : 'object';
}

const TYPES: readonly unknown[] = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'];

function isType(name: unknown): name is ValueType {
  return TYPES.includes(name);
}

/**
 * True for binary strings: `format: binary` in OpenAPI 3.0, a `contentMediaType` other than text without an encoding
 * from 3.1 on ("Working with Binary Data").
 */
function isBinary(node: JsonObject): boolean {
  if (member(node, 'format') === 'binary') return true;
  const mediaType = stringMember(node, 'contentMediaType');
  if (mediaType === undefined || member(node, 'contentEncoding') !== undefined) return false;
  return !/^text\/|\b(?:json|xml|yaml|javascript)\b/i.test(mediaType);
}

function withNull(facets: Facets): Facets {
  return facets.types === undefined ? facets : { ...facets, types: new Set([...facets.types, 'null']) };
}

/** Combines facets as `allOf` does. */
function both(left: Facets, right: Facets): Facets {
  if (left === NOTHING) return right;
  if (right === NOTHING || left === right || left.size + right.size > MAX_SIZE) return left;
  const types = left.types && right.types ? common(left.types, right.types) : (left.types ?? right.types);
  return { ...merged(left, right, both), types, closed: left.closed || right.closed };
}

/** Combines facets as `oneOf` and `anyOf` do. */
function either(left: Facets, right: Facets): Facets {
  if (left === right) return left;
  if (left.size + right.size > MAX_SIZE) return NOTHING;
  const types = left.types && right.types ? new Set([...left.types, ...right.types]) : undefined;
  return { ...merged(left, right, either), types, closed: left.closed && right.closed };
}

type Combine = (left: Facets, right: Facets) => Facets;

function merged(left: Facets, right: Facets, combine: Combine): Omit<Facets, 'types' | 'closed'> {
  const pair = (one: Facets | undefined, other: Facets | undefined): Facets | undefined =>
    one && other ? combine(one, other) : (one ?? other);
  return {
    strings: new Set([...left.strings, ...right.strings]),
    binary: left.binary || right.binary,
    xml: { ...right.xml, ...left.xml },
    size: left.size + right.size,
    prefix: Math.max(left.prefix, right.prefix),
    item:
      left.item === undefined && right.item === undefined
        ? undefined
        : (index) => pair(left.item?.(index), right.item?.(index)),
    names: [...new Set([...left.names, ...right.names])],
    property: (name) => pair(left.property(name), right.property(name)),
  };
}

/** Returns the types in both sets, where integers are numbers too. Without common types, returns the first set. */
function common(left: ReadonlySet<ValueType>, right: ReadonlySet<ValueType>): ReadonlySet<ValueType> {
  const allows = (types: ReadonlySet<ValueType>, type: ValueType): boolean =>
    types.has(type) || (type === 'integer' && types.has('number'));
  const found = [...left, ...right].filter((type) => allows(left, type) && allows(right, type));
  return found.length === 0 ? left : new Set(found);
}
