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

/** Where a schema stands while its type is written. */
interface Place {
  readonly node: Json;
  readonly pointer: string;
  readonly direction: Direction;
  /** The named schema that is being written; undefined outside of all. */
  readonly owner: string | undefined;
  /** One of several that a value may fit. */
  readonly isBranch: boolean;
  /** Properties that the direction leaves out, of all that the schema is combined with. */
  readonly oneWay: ReadonlySet<string>;
}

/** Writes schemas of one description as TypeScript types. What a `$ref` leads to becomes a type with a name. */
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

  /** The type of the values of a schema; the types that it mentions are among the declarations. */
  typeOf({ definition, pointer }: Schema, direction: Direction): string {
    return this.#write({ node: definition, pointer, direction, owner: undefined, ...ALONE });
  }

  /** The types with names, each after the first that mentions it. */
  declarations(): readonly string[] {
    return this.#declarations;
  }

  #write(place: Place): string {
    const { node } = place;
    if (!isObject(node)) return node === false ? 'never' : 'unknown';
    const inside = { ...place, oneWay: this.#oneWayIn(place) };
    const parts = [
      ...this.#referred(inside, node),
      ...items(node['allOf']).map((part, index) => this.#write(inner(inside, part, 'allOf', index))),
      ...this.#choices(inside, node, 'oneOf'),
      ...this.#choices(inside, node, 'anyOf'),
      this.#plain(inside, node),
    ];
    const type = intersectionText(parts);
    return node['nullable'] === true && type !== 'unknown' ? unionText([type, 'null']) : type;
  }

  /** The members of a schema and of what it is combined of, without the choices that it leaves. */
  #members(place: Place, seen: Set<string>): string {
    if (!isObject(place.node) || seen.has(place.pointer)) return 'unknown';
    seen.add(place.pointer);
    const parts = items(place.node['allOf']).map((part, index) => {
      const at = inner(place, part, 'allOf', index);
      const reference = stringMember(part, '$ref');
      const target = reference === undefined ? undefined : this.#graph.follow(reference, at.pointer);
      return this.#members(target ? { ...at, ...target } : at, seen);
    });
    return intersectionText([...parts, this.#plain(place, place.node)]);
  }

  /**
   * Without a property between, a type may not mention itself: of a part that leads back there are its own members
   * only, and a choice that leads back is none.
   */
  #referred(place: Place, node: JsonObject): readonly string[] {
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

  /** The name of a schema's type; the type is written when it is first asked for. */
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
    const at = this.#declarations.push('') - 1;
    const type = this.#write({ node, pointer, direction, owner: pointer, ...ALONE });
    this.#declarations[at] = `export type ${name} = ${type};`;
    return name;
  }

  #choices(place: Place, node: JsonObject, keyword: 'oneOf' | 'anyOf'): readonly string[] {
    const branches = items(node[keyword]);
    if (branches.length === 0) return [];
    const types = branches.map((branch, index) =>
      this.#write({ ...inner(place, branch, keyword, index), isBranch: true }),
    );
    return [unionText(types)];
  }

  /** What the schema says itself, without references and combinations. */
  #plain(place: Place, node: JsonObject): string {
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
      this.#write(fresh(inner(place, item, 'prefixItems', index))),
    );
    const type = rest === undefined ? 'unknown' : this.#write(fresh(inner(place, rest, 'items')));
    if (first.length === 0) return arrayText(type);
    return `readonly [${[...first.map((item) => `(${item})?`), `...(${type})[]`].join(', ')}]`;
  }

  #object(place: Place, node: JsonObject): string {
    const required = items(node['required']).filter((name) => typeof name === 'string');
    const named = members(node['properties']);
    const names = new Set(named.map(([name]) => name));
    const isLeftOut = (name: string) => place.oneWay.has(name);
    const own = named.flatMap(([name, schema]) => {
      if (isLeftOut(name) && place.direction === 'response') return [];
      const type = this.#write(fresh(inner(place, schema, 'properties', name)));
      return [memberText(name, type, required.includes(name) && !isLeftOut(name))];
    });
    const unnamed = required.filter((name) => !names.has(name) && !isLeftOut(name));
    const further = unnamed.map((name) => memberText(name, 'unknown', true));
    const index = this.#indexMember(place, node, own.length + further.length > 0);
    if (own.length + further.length + index.length === 0) return emptyObject(node);
    return objectText([...own, ...further, ...index]);
  }

  /** Other members: with named ones beside them, their type is left open. */
  #indexMember(place: Place, node: JsonObject, hasNamed: boolean): readonly string[] {
    const others = [
      ...members(node['patternProperties']).map(([pattern, schema]) =>
        inner(place, schema, 'patternProperties', pattern),
      ),
      ...(isObject(node['additionalProperties'])
        ? [inner(place, node['additionalProperties'], 'additionalProperties')]
        : []),
    ];
    if (others.length === 0) return node['additionalProperties'] === true ? ['[name: string]: unknown'] : [];
    if (hasNamed) return ['[name: string]: unknown'];
    return [`[name: string]: ${unionText(others.map((other) => this.#write(fresh(other))))}`];
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

function inner(place: Place, node: Json, ...tokens: readonly (string | number)[]): Place {
  const pointer = place.pointer + tokens.map((token) => `/${escapeToken(String(token))}`).join('');
  return { ...place, node, pointer, isBranch: false };
}

/** Not combined with anything. */
const ALONE = { isBranch: false, oneWay: new Set<string>() };

/** The schema of a member or an item: it may mention any type by its name. */
function fresh(place: Place): Place {
  return { ...place, owner: undefined, ...ALONE };
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
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `readonly [${items(value).map(literal).join(', ')}]`;
  return objectText(members(value).map(([name, one]) => memberText(name, literal(one), true)));
}
