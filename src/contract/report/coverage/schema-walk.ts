import { formatPointer } from '../../../base/json-pointer.ts';
import type { Token } from '../../../base/json-tree.ts';
import { isObject, items, member, members, type Json, type JsonObject } from '../../../base/json.ts';
import { once } from '../../../base/memoise.ts';
import { tryResolveObject } from '../../../description/document/resolve-reference.ts';
import type { Description } from '../../../description/model/description.ts';
import { HiddenProperties } from '../../../description/schemas/read-only-properties.ts';
import type { Direction, Schema } from '../../../description/schemas/schema.ts';
import { branchesAt, type SchemaPlace } from '../../plan/values/schema-place.ts';

/** A schema with all references followed. */
export interface OpenSchema {
  readonly node: JsonObject;
  /** JSON Pointer into the description. */
  readonly pointer: string;
}

/** A schema that speaks of a value, or of a part of it. */
interface DescribedPart extends SchemaPlace {
  readonly of:
    | { readonly kind: 'same' | 'branch' }
    | { readonly kind: 'member'; readonly name: string }
    | { readonly kind: 'others'; readonly known: readonly string[] }
    | { readonly kind: 'item'; readonly index: number }
    | { readonly kind: 'items'; readonly from: number };
}

/** A schema that values are walked through, and those that it consists of. */
interface Walked {
  readonly from: SchemaPlace['node'];
  /** Undefined where its reference leads nowhere. */
  readonly schema: OpenSchema | undefined;
  readonly children: readonly Child[];
}

/** A child, and what is known of it once a value was walked through it. */
interface Child extends DescribedPart {
  readonly walked: () => Walked;
}

/** So many schemas are looked at for one message, so that a long list does not take long. */
const MOST_STEPS = 20_000;

const DEEPEST = 64;

/** Walks through the schemas of messages in one direction. */
export class SchemaWalk {
  readonly #description: Description;
  readonly #direction: Direction;
  readonly #hidden: HiddenProperties;
  /** By JSON Pointer. Those that no value was walked through are not kept: a large description has many. */
  readonly #walked = new Map<string, Walked>();

  constructor(description: Description, direction: Direction) {
    this.#description = description;
    this.#direction = direction;
    this.#hidden = new HiddenProperties(description.document);
  }

  /**
   * Returns all schemas that a schema consists of, each once, without those of members that the direction does not have,
   * and without those whose pointers are in `passed`, to which it adds the others.
   */
  all({ definition, pointer }: Schema, passed = new Set<string>()): readonly OpenSchema[] {
    const found: OpenSchema[] = [];
    const waiting: SchemaPlace[] = [{ node: definition, pointer }];
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      const schema = this.#opened(place);
      if (schema === undefined || passed.has(schema.pointer)) continue;
      passed.add(schema.pointer);
      found.push(schema);
      waiting.push(...this.#childrenOf(schema));
    }
    return found;
  }

  /**
   * Calls `visit` with each schema that speaks of a value or a part of it, the part, and the path to it, which holds until
   * `visit` returns. Of `oneOf` and `anyOf`, only branches that the part fits.
   */
  through(
    { definition, pointer }: Schema,
    value: unknown,
    visit: (schema: OpenSchema, part: unknown, path: readonly Token[]) => void,
  ): void {
    let steps = 0;
    const path: Token[] = [];
    const goInto = (token: Token, child: Child, part: unknown): void => {
      path.push(token);
      go(child.walked(), part, NOTHING);
      path.pop();
    };
    const go = ({ schema, children }: Walked, part: unknown, around: readonly string[]): void => {
      steps += 1;
      if (schema === undefined || steps > MOST_STEPS || around.includes(schema.pointer)) return;
      if (around.length > DEEPEST) return;
      visit(schema, part, path);
      for (const child of children) {
        const { of } = child;
        if (of.kind === 'branch' && !this.#fits(child, part)) continue;
        if (of.kind === 'same' || of.kind === 'branch') go(child.walked(), part, [...around, schema.pointer]);
        else if (of.kind === 'member') {
          if (hasMembers(part) && Object.hasOwn(part, of.name)) goInto(of.name, child, part[of.name]);
        } else for (const [token, inner] of partsOf(of, part)) goInto(token, child, inner);
      }
    };
    go(this.#walkedAt({ node: definition, pointer }), value, NOTHING);
  }

  #walkedAt(place: SchemaPlace): Walked {
    const known = this.#walked.get(place.pointer);
    if (known !== undefined && known.from === place.node) return known;
    const schema = this.#opened(place);
    const children = (schema === undefined ? [] : this.#childrenOf(schema)).map((child) => ({
      ...child,
      walked: once(() => this.#walkedAt(child)),
    }));
    const walked = { from: place.node, schema, children };
    this.#walked.set(place.pointer, walked);
    return walked;
  }

  /** True for a member that this direction does not have. */
  isHidden({ node, pointer }: OpenSchema, name: string): boolean {
    return this.#hidden.of(node, pointer, this.#direction).includes(name);
  }

  #opened({ node, pointer }: SchemaPlace): OpenSchema | undefined {
    return tryResolveObject(this.#description.document, node, pointer);
  }

  #fits({ node, pointer }: SchemaPlace, value: unknown): boolean {
    if (!isObject(node)) return node === true;
    return (
      this.#description.validators.of({ definition: node, pointer }, this.#direction)(value).length === 0
    );
  }

  #childrenOf(schema: OpenSchema): readonly DescribedPart[] {
    const { node, pointer } = schema;
    const inside = (keyword: string) => `${pointer}/${keyword}`;
    const properties = members(member(node, 'properties'));
    const prefix = items(member(node, 'prefixItems'));
    const others = member(node, 'additionalProperties');
    const rest = member(node, 'items');
    return [
      ...branchesAt(schema, 'allOf').map((place) => ({ ...place, of: { kind: 'same' as const } })),
      ...['oneOf', 'anyOf'].flatMap((keyword) =>
        branchesAt(schema, keyword).map((place) => ({ ...place, of: { kind: 'branch' as const } })),
      ),
      ...properties
        .filter(([name]) => !this.isHidden(schema, name))
        .map(([name, child]) => {
          const of = { kind: 'member' as const, name };
          return { node: child, pointer: `${inside('properties')}${formatPointer([name])}`, of };
        }),
      ...placed(others, inside('additionalProperties'), {
        kind: 'others',
        known: properties.map(([name]) => name),
      }),
      ...prefix.map((child, index) => ({
        node: child,
        pointer: `${inside('prefixItems')}/${index}`,
        of: { kind: 'item' as const, index },
      })),
      ...placed(rest, inside('items'), { kind: 'items', from: prefix.length }),
    ];
  }
}

function placed(node: Json | undefined, pointer: string, of: DescribedPart['of']): readonly DescribedPart[] {
  return isObject(node) ? [{ node, pointer, of }] : [];
}

const NOTHING: readonly never[] = [];

/** True for an object; bytes are none. */
function hasMembers(value: unknown): value is JsonObject {
  return isObject(value) && !(value instanceof Uint8Array);
}

/** Returns the parts of a value that a schema of items, or of members without a name, speaks of, by index or name. */
function partsOf(of: Child['of'], value: unknown): readonly (readonly [Token, unknown])[] {
  if (Array.isArray(value)) {
    const list = value as readonly unknown[];
    if (of.kind === 'items') return list.map((part, index) => [index, part] as const).slice(of.from);
    return of.kind === 'item' && of.index < list.length ? [[of.index, list[of.index]]] : [];
  }
  if (!hasMembers(value) || of.kind !== 'others') return [];
  return Object.entries(value).filter(([name]) => !of.known.includes(name));
}
