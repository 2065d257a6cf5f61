import { replaceAt } from '../../../base/edit-json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import { isObject, items, member, type JsonObject } from '../../../base/json.ts';
import { tryResolveObject } from '../../../description/document/resolve-reference.ts';
import type { Description } from '../../../description/model/description.ts';
import { REFERENCE } from '../../../description/resources/naming.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { generated } from '../../../generate/generate-value.ts';
import { edgeValuesOf, type EdgeValue, edgeValue } from './boundary-values.ts';
import { distinctItems, itemsSchema } from './distinct-items.ts';
import { isEndOfSpan } from './likely-value.ts';
import {
  branchesAt,
  deeper,
  intoBranch,
  memberPlace,
  type SchemaPlace,
  START,
  type Way,
  within,
} from './schema-place.ts';

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

/** So many schemas are looked at for one value: some have nothing that could be changed. */
const MOST_STEPS = 10_000;

const DEEPEST = 8;

/** All edges, one at a time: whoever uses one has to prove that it keeps to the schema. They are made on demand. */
export function* edgesOf(
  description: Description,
  { definition, pointer }: Schema,
  value: unknown,
  name: string,
): Generator<Edge, void, void> {
  if (typeof definition === 'boolean') return;
  const walk = new Walk(description, name);
  let left = MOST;
  for (const edge of walk.edges({ node: definition, pointer }, value, [], START)) {
    yield edge;
    left -= 1;
    if (left === 0) return;
  }
}

type Path = readonly (string | number)[];

type Edges = Generator<Edge, void, void>;

/** One way through a schema and a value of it. */
class Walk {
  readonly #description: Description;
  /** Whose value it is: texts that are made differ from those of another. */
  readonly #name: string;
  #stepsLeft = MOST_STEPS;

  constructor(description: Description, name: string) {
    this.#description = description;
    this.#name = name;
  }

  *edges(place: SchemaPlace, value: unknown, path: Path, way: Way): Edges {
    const found = tryResolveObject(this.#description.document, place.node, place.pointer);
    const inside = found && within(way, found.pointer);
    this.#stepsLeft -= 1;
    if (found === undefined || inside === undefined || way.depth > DEEPEST || this.#stepsLeft < 0) return;
    yield* this.#ownEdges(found, value, path);
    yield* withoutMembers(found, value, path);
    yield* this.#innerEdges(found, value, path, inside);
    yield* this.#branchEdges(found, value, path, inside);
  }

  *#ownEdges({ node, pointer }: ObjectPlace, value: unknown, path: Path): Edges {
    const here = formatPointer(path);
    const isReference = REFERENCE.test(String(path.findLast((token) => !/^\d+$/.test(String(token))) ?? ''));
    const values = [
      ...edgeValuesOf(node, value, this.#name + here),
      ...this.#lengthsOf({ node, pointer }, value),
    ];
    for (const edge of values) {
      yield {
        ...edge,
        // nobody knows another item that exists
        isOpen: edge.isOpen || (isReference && edge.keyword !== 'enum'),
        pointer: here,
        place: here,
        schemaPointer: pointer,
      };
    }
  }

  /** Lists with as few and as many items as may be. */
  #lengthsOf(place: ObjectPlace, value: unknown): readonly EdgeValue[] {
    if (!Array.isArray(value)) return [];
    const { node, pointer } = place;
    const { minItems, maxItems } = node;
    const list = (count: number): readonly unknown[] => {
      if (count <= value.length) return value.slice(0, count) as readonly unknown[];
      const any: Schema = { definition: true, pointer: `${pointer}/items` };
      const item = itemsSchema(this.#description, place) ?? any;
      const made = distinctItems(this.#description, item, value, count);
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

  *#innerEdges({ node, pointer }: SchemaPlace, value: unknown, path: Path, way: Way): Edges {
    if (Array.isArray(value)) {
      const schema = member(node, 'items');
      if (schema === undefined || value.length === 0) return;
      yield* this.edges({ node: schema, pointer: `${pointer}/items` }, value[0], [...path, 0], deeper(way));
      return;
    }
    if (!isObject(value)) return;
    for (const name of Object.keys(value)) {
      yield* this.edges(memberPlace({ node, pointer }, name), value[name], [...path, name], deeper(way));
    }
  }

  /** What is combined, and each branch that the value does not take: a value of its own, and that one's edges. */
  *#branchEdges(place: SchemaPlace, value: unknown, path: Path, way: Way): Edges {
    for (const part of branchesAt(place, 'allOf')) yield* this.edges(part, value, path, way);
    for (const keyword of ['oneOf', 'anyOf']) {
      for (const [index, branch] of branchesAt(place, keyword).entries()) {
        if (!isObject(branch.node)) continue;
        const schema = { definition: branch.node, pointer: branch.pointer };
        const isTaken = this.#description.validators.of(schema, 'request')(value).length === 0;
        if (isTaken) yield* this.edges(branch, value, path, way);
        else if (way.depth <= DEEPEST / 2) yield* this.#otherBranch(schema, { path, keyword, index, way });
      }
    }
  }

  *#otherBranch(
    schema: Schema & { readonly definition: JsonObject },
    {
      path,
      keyword,
      index,
      way,
    }: { readonly path: Path; readonly keyword: string; readonly index: number; readonly way: Way },
  ): Edges {
    const branch = { node: schema.definition, pointer: schema.pointer };
    const inside = intoBranch(this.#description.document, way, branch);
    if (inside === undefined) return;
    const names = [schema.pointer];
    const other = generated(this.#description, schema, { seed: 1, names, direction: 'request' });
    if (other === undefined) return;
    const pointer = formatPointer(path);
    const place = formatPointer([...path, keyword, index]);
    yield {
      rule: 'branch',
      keyword,
      replacements: [other],
      title: `of another kind (${keyword}, number ${index})`,
      isOpen: false,
      pointer,
      place,
      schemaPointer: schema.pointer,
    };
    for (const edge of this.edges(branch, other, [], inside)) {
      yield {
        ...edge,
        pointer,
        place: `${place}${edge.pointer}`,
        replacements: edge.replacements.map((one) => replaceAt(other, edge.pointer, one)),
      };
    }
  }
}

type ObjectPlace = SchemaPlace & { readonly node: JsonObject };

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
