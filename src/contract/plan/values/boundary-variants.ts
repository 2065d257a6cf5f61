import { replaceAt } from '../../../base/edit-json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import { isObject, items, member, type JsonObject } from '../../../base/json.ts';
import { resolveReference } from '../../../description/document/resolve-reference.ts';
import type { Description } from '../../../description/model/description.ts';
import { REFERENCE } from '../../../description/resources/naming.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { generated } from '../../../generate/generate-value.ts';
import { edgeValuesOf, type EdgeValue, edgeValue } from './boundary-values.ts';
import { distinctItems } from './distinct-items.ts';
import { isEndOfSpan } from './likely-value.ts';
import { branchesAt, memberPlace, type SchemaPlace } from './schema-place.ts';

/** A valid value with one member at the edge of what its schema allows. */
export interface Edge extends EdgeValue {
  /** JSON Pointer to what was changed, in the value. */
  readonly pointer: string;
  /** Where it is, for people and ids: as `pointer`, but for what is in a branch that the value does not take. */
  readonly place: string;
  /** JSON Pointer to the schema, in the description. */
  readonly schemaPointer: string;
}

/** Wide and deep values end somewhere. */
const MOST = 600;

const DEEPEST = 8;

/** All edges, one at a time: whoever uses one has to prove that it keeps to the schema. */
export function edgesOf(
  description: Description,
  { definition, pointer }: Schema,
  value: unknown,
  name: string,
): readonly Edge[] {
  if (typeof definition === 'boolean') return [];
  const walk = new Walk(description, name);
  return walk.edges({ node: definition, pointer }, value, []).slice(0, MOST);
}

type Path = readonly (string | number)[];

/** One way through a schema and a value of it. */
class Walk {
  readonly #description: Description;
  /** Whose value it is: texts that are made differ from those of another. */
  readonly #name: string;

  constructor(description: Description, name: string) {
    this.#description = description;
    this.#name = name;
  }

  edges(place: SchemaPlace, value: unknown, path: Path): readonly Edge[] {
    const { node, pointer } = resolveReference(this.#description.document, place.node, place.pointer);
    if (!isObject(node) || path.length > DEEPEST) return [];
    const here = formatPointer(path);
    const found = { node, pointer };
    const isReference = REFERENCE.test(String(path.findLast((token) => !/^\d+$/.test(String(token))) ?? ''));
    const values = [...edgeValuesOf(node, value, this.#name + here), ...this.#lengthsOf(found, value)];
    const own = values.map((edge) => ({
      ...edge,
      // nobody knows another item that exists
      isOpen: edge.isOpen || (isReference && edge.keyword !== 'enum'),
      pointer: here,
      place: here,
      schemaPointer: pointer,
    }));
    return [
      ...own,
      ...withoutMembers(found, value, path),
      ...this.#innerEdges(found, value, path),
      ...this.#branchEdges(found, value, path),
    ];
  }

  /** Lists with as few and as many items as may be. */
  #lengthsOf({ node, pointer }: SchemaPlace, value: unknown): readonly EdgeValue[] {
    if (!Array.isArray(value) || !isObject(node)) return [];
    const { minItems, maxItems, items: schema } = node;
    const place = resolveReference(this.#description.document, schema ?? true, `${pointer}/items`);
    const list = (count: number): readonly unknown[] => {
      if (count <= value.length) return value.slice(0, count) as readonly unknown[];
      const definition = isObject(place.node) ? place.node : true;
      const made = distinctItems(this.#description, { definition, pointer: place.pointer }, value, count);
      const isFull = made.length === count || node['uniqueItems'] === true;
      return isFull ? made : Array.from({ length: count }, (_, index) => made[index % made.length]);
    };
    const counts = new Map<string, number>();
    if (typeof minItems === 'number') counts.set('minItems', minItems).set('minItems+1', minItems + 1);
    if (typeof maxItems === 'number' && maxItems <= MOST_ITEMS) {
      counts.set('maxItems', maxItems).set('maxItems-1', maxItems - 1);
    }
    counts.set('one-item', 1);
    const edges = [...counts].map(([rule, count]) => ({ rule, count, made: list(count) }));
    return [
      ...(minItems === undefined ? [edgeValue('no-items', [[]], 'without items', true)] : []),
      ...edges
        .filter(({ made, count }) => made.length === count && count > 0 && count !== value.length)
        .map(({ rule, count, made }) => edgeValue(rule, [made], `with ${count} items`)),
    ];
  }

  #innerEdges({ node, pointer }: SchemaPlace, value: unknown, path: Path): readonly Edge[] {
    if (Array.isArray(value)) {
      const schema = member(node, 'items');
      if (schema === undefined || value.length === 0) return [];
      return this.edges({ node: schema, pointer: `${pointer}/items` }, value[0], [...path, 0]);
    }
    if (!isObject(value)) return [];
    return Object.keys(value).flatMap((name) =>
      this.edges(memberPlace({ node, pointer }, name), value[name], [...path, name]),
    );
  }

  /** What is combined, and each branch that the value does not take: a value of its own, and that one's edges. */
  #branchEdges(place: SchemaPlace, value: unknown, path: Path): readonly Edge[] {
    const combined = branchesAt(place, 'allOf').flatMap((part) => this.edges(part, value, path));
    const branches = ['oneOf', 'anyOf'].flatMap((keyword) =>
      branchesAt(place, keyword).flatMap((branch, index): readonly Edge[] => {
        if (!isObject(branch.node)) return [];
        const schema = { definition: branch.node, pointer: branch.pointer };
        const isTaken = this.#description.validators.of(schema, 'request')(value).length === 0;
        if (isTaken) return this.edges(branch, value, path);
        return path.length > DEEPEST / 2 ? [] : this.#otherBranch(schema, { path, keyword, index });
      }),
    );
    return [...combined, ...branches];
  }

  #otherBranch(
    schema: Schema & { readonly definition: JsonObject },
    { path, keyword, index }: { readonly path: Path; readonly keyword: string; readonly index: number },
  ): readonly Edge[] {
    const names = [schema.pointer];
    const other = generated(this.#description, schema, { seed: 1, names, direction: 'request' });
    if (other === undefined) return [];
    const pointer = formatPointer(path);
    const place = formatPointer([...path, keyword, index]);
    const branch: Edge = {
      rule: 'branch',
      keyword,
      replacements: [other],
      title: `of another kind (${keyword}, number ${index})`,
      isOpen: false,
      pointer,
      place,
      schemaPointer: schema.pointer,
    };
    const inner = this.edges({ node: schema.definition, pointer: schema.pointer }, other, []);
    return [
      branch,
      ...inner.map((edge) => ({
        ...edge,
        pointer,
        place: `${place}${edge.pointer}`,
        replacements: edge.replacements.map((one) => replaceAt(other, edge.pointer, one)),
      })),
    ];
  }
}

/** The longest list that is sent to go up to a `maxItems`. */
const MOST_ITEMS = 200;

/** Each member that may be left out. */
function withoutMembers({ node, pointer }: SchemaPlace, value: unknown, path: Path): readonly Edge[] {
  const properties = member(node, 'properties');
  if (!isObject(value) || !isObject(properties)) return [];
  const required = items(member(node, 'required')).map(String);
  return Object.keys(value)
    .filter((name) => Object.hasOwn(properties, name) && !required.includes(name))
    .map((name) => {
      const inside = formatPointer([...path, name]);
      return {
        rule: 'left-out',
        keyword: 'required',
        replacements: [undefined],
        title: 'left out',
        isOpen: isEndOfSpan(name, value[name]),
        pointer: inside,
        place: inside,
        schemaPointer: pointer,
      };
    });
}
