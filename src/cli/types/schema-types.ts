import { escapeToken } from '../../base/json-pointer.ts';
import {
  isObject,
  items,
  member,
  members,
  stringMember,
  type Json,
  type JsonObject,
} from '../../base/json.ts';
import { UnresolvedReferenceError } from '../../description/document/resolve-reference.ts';
import { HiddenProperties } from '../../description/schemas/read-only-properties.ts';
import type { Direction, Schema } from '../../description/schemas/schema.ts';
import { SchemaGraph } from './schema-graph.ts';
import { TypeNames } from './type-names.ts';
import { arrayText, intersectionText, memberText, objectText, unionText } from './type-text.ts';

/** A schema whose type is being written, and its surroundings. */
interface Place {
  readonly node: Json;
  readonly pointer: string;
  readonly direction: Direction;
  /** The pointer of the named schema that it is directly combined into; undefined inside a property or an item. */
  readonly owner: string | undefined;
  /** It is an alternative of `oneOf` or `anyOf`. */
  readonly isBranch: boolean;
  /** The properties that the direction leaves out, also those of the schemas that it is combined with. */
  readonly oneWay: ReadonlySet<string>;
}

/** Writes the schemas of one description as TypeScript types. The target of a `$ref` becomes a named type. */
export class SchemaTypes {
  readonly #graph: SchemaGraph;
  readonly #names = new TypeNames();
  readonly #oneWay: HiddenProperties;
  readonly #named = new Map<string, string>();
  readonly #declarations: string[] = [];

  constructor(document: JsonObject) {
    this.#graph = new SchemaGraph(document);
    this.#oneWay = new HiddenProperties(document);
  }

  /** Returns the type of a schema's values, and adds the named types that it mentions to the declarations. */
  typeOf({ definition, pointer }: Schema, direction: Direction): string {
    return this.#write({ node: definition, pointer, direction, owner: undefined, ...UNCOMBINED });
  }

  /** Returns the declarations of the named types, each after the first type that mentions it. */
  declarations(): readonly string[] {
    return this.#declarations;
  }

  #write(place: Place): string {
    const { node } = place;
    if (!isObject(node)) return node === false ? 'never' : 'unknown';
    const inside = { ...place, oneWay: this.#oneWayIn(place) };
    const parts = [
      ...this.#referenced(inside, node),
      ...items(node['allOf']).map((part, index) => this.#write(subschema(inside, part, 'allOf', index))),
      ...this.#choices(inside, node, 'oneOf'),
      ...this.#choices(inside, node, 'anyOf'),
      this.#uncombined(inside, node),
    ];
    const type = intersectionText(parts);
    return node['nullable'] === true && type !== 'unknown' ? unionText([type, 'null']) : type;
  }

  /** Returns the type of a schema and of its parts (`allOf`), without `oneOf`, `anyOf` and named types. */
  #members(place: Place, seen: Set<string>): string {
    if (!isObject(place.node) || seen.has(place.pointer)) return 'unknown';
    seen.add(place.pointer);
    const parts = items(place.node['allOf']).map((part, index) => {
      const at = subschema(place, part, 'allOf', index);
      const reference = stringMember(part, '$ref');
      const target = reference === undefined ? undefined : this.#graph.follow(reference, at.pointer);
      return this.#members(target ? { ...at, ...target } : at, seen);
    });
    return intersectionText([...parts, this.#uncombined(place, place.node)]);
  }

  /**
   * Returns the type of a `$ref`. TypeScript allows a type to mention itself only inside a property. So a part that leads
   * back to its owner is replaced by its members, and an alternative that leads back is left out.
   */
  #referenced(place: Place, node: JsonObject): readonly string[] {
    const reference = stringMember(node, '$ref');
    if (reference === undefined) return [];
    const target = this.#graph.follow(reference, place.pointer);
    if (target === undefined) return ['unknown'];
    const { owner, direction, isBranch } = place;
    const name = () => this.#nameOf(target, direction);
    if (owner === undefined) return [name()];
    if (isBranch) return [this.#graph.isCircularChoice(owner, target.pointer) ? 'never' : name()];
    const isCircular = this.#graph.isCircularPart(owner, target.pointer);
    return [isCircular ? this.#members({ ...place, ...target }, new Set()) : name()];
  }

  /** Returns the name of a schema's type. The first call for a schema writes the declaration. */
  #nameOf(
    { node, pointer }: { readonly node: Json; readonly pointer: string },
    direction: Direction,
  ): string {
    const isOneWay = this.#graph.isOneWay(node, pointer);
    const key = isOneWay ? `${direction} ${pointer}` : pointer;
    const known = this.#named.get(key);
    if (known !== undefined) return known;
    const name = this.#names.nameFor(pointer, isOneWay && direction === 'request' ? 'Sent' : '');
    this.#named.set(key, name);
    const index = this.#declarations.push('') - 1;
    const type = this.#write({ node, pointer, direction, owner: pointer, ...UNCOMBINED });
    this.#declarations[index] = `export type ${name} = ${type};`;
    return name;
  }

  #choices(place: Place, node: JsonObject, keyword: 'oneOf' | 'anyOf'): readonly string[] {
    const branches = items(node[keyword]);
    if (branches.length === 0) return [];
    const types = branches.map((branch, index) =>
      this.#write({ ...subschema(place, branch, keyword, index), isBranch: true }),
    );
    return [unionText(types)];
  }

  /** Returns the type by the schema's own keywords, without `$ref`, `allOf`, `oneOf` and `anyOf`. */
  #uncombined(place: Place, node: JsonObject): string {
    if (node['const'] !== undefined) return literal(node['const']);
    if (Array.isArray(node['enum'])) return unionText(items(node['enum']).map(literal));
    const types = [node['type'] ?? impliedType(node) ?? []].flat();
    if (types.length === 0) return 'unknown';
    return unionText(types.map((type) => this.#ofType(place, node, String(type))));
  }

  #ofType(place: Place, node: JsonObject, type: string): string {
    switch (type) {
      case 'string':
        return node['format'] === 'binary' ? 'string | Uint8Array' : 'string';
      case 'integer':
      case 'number':
        return 'number';
      case 'boolean':
      case 'null':
        return type;
      case 'array':
        return this.#array(place, node);
      case 'object':
        return this.#object(place, node);
      default:
        return 'unknown';
    }
  }

  #array(place: Place, node: JsonObject): string {
    const rest = node['items'];
    const first = items(node['prefixItems']).map((item, index) =>
      this.#write(nested(subschema(place, item, 'prefixItems', index))),
    );
    const type = rest === undefined ? 'unknown' : this.#write(nested(subschema(place, rest, 'items')));
    if (first.length === 0) return arrayText(type);
    return `readonly [${[...first.map((item) => `(${item})?`), `...(${type})[]`].join(', ')}]`;
  }

  #object(place: Place, node: JsonObject): string {
    const required = items(node['required']).filter((name) => typeof name === 'string');
    const named = members(node['properties']);
    const names = new Set(named.map(([name]) => name));
    const isLeftOut = (name: string) => place.oneWay.has(name);
    const described = named.flatMap(([name, schema]) => {
      if (isLeftOut(name) && place.direction === 'response') return [];
      const type = this.#write(nested(subschema(place, schema, 'properties', name)));
      return [memberText(name, type, required.includes(name) && !isLeftOut(name))];
    });
    const undescribed = required.filter((name) => !names.has(name) && !isLeftOut(name));
    const fixed = [...described, ...undescribed.map((name) => memberText(name, 'unknown', true))];
    const index = this.#indexMember(place, node, fixed.length > 0);
    if (fixed.length + index.length === 0) return emptyObject(node);
    return objectText([...fixed, ...index]);
  }

  /** Returns the index signature for all other members. Its type is `unknown` when there are named members. */
  #indexMember(place: Place, node: JsonObject, hasNamed: boolean): readonly string[] {
    const others = [
      ...members(node['patternProperties']).map(([pattern, schema]) =>
        subschema(place, schema, 'patternProperties', pattern),
      ),
      ...(isObject(node['additionalProperties'])
        ? [subschema(place, node['additionalProperties'], 'additionalProperties')]
        : []),
    ];
    if (others.length === 0) return node['additionalProperties'] === true ? ['[name: string]: unknown'] : [];
    if (hasNamed) return ['[name: string]: unknown'];
    return [`[name: string]: ${unionText(others.map((other) => this.#write(nested(other))))}`];
  }

  #oneWayIn({ node, pointer, direction, oneWay }: Place): ReadonlySet<string> {
    try {
      return new Set([...oneWay, ...this.#oneWay.of(node, pointer, direction)]);
    } catch (error) {
      if (error instanceof UnresolvedReferenceError) return oneWay;
      throw error;
    }
  }
}

/** Returns the place of a schema inside another; `tokens` lead to it. */
function subschema(place: Place, node: Json, ...tokens: readonly (string | number)[]): Place {
  const pointer = place.pointer + tokens.map((token) => `/${escapeToken(String(token))}`).join('');
  return { ...place, node, pointer, isBranch: false };
}

/** The surroundings of a schema that is not combined with others. */
const UNCOMBINED = { isBranch: false, oneWay: new Set<string>() };

/** Returns the place of a member's or an item's schema, which may mention any type by its name. */
function nested(place: Place): Place {
  return { ...place, owner: undefined, ...UNCOMBINED };
}

function impliedType(node: JsonObject): string | undefined {
  const has = (name: string) => member(node, name) !== undefined;
  if (['properties', 'required', 'additionalProperties', 'patternProperties'].some(has)) return 'object';
  return ['items', 'prefixItems'].some(has) ? 'array' : undefined;
}

function emptyObject(node: JsonObject): string {
  return node['additionalProperties'] === false ? 'Record<string, never>' : 'Record<string, unknown>';
}

function literal(value: Json): string {
  if (typeof value === 'bigint') return 'number';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `readonly [${items(value).map(literal).join(', ')}]`;
  return objectText(members(value).map(([name, json]) => memberText(name, literal(json), true)));
}
