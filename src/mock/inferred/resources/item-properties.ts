import { member, members, stringMember, type Json, type JsonObject } from '../../../base/json.ts';
import { once } from '../../../base/memoise.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { flatten, type FlatSchema } from '../../../generate/flat-schema.ts';

/** One property of an item, as its schema describes it. */
export interface ItemProperty {
  readonly name: string;
  /** True when only the server sets it. */
  readonly isReadOnly: boolean;
  /** True when only requests have it, and responses never. */
  readonly isWriteOnly: boolean;
  /** Undefined when the schema has no default. */
  readonly default: unknown;
  /** The first type beside `null`. */
  readonly type: string | undefined;
  readonly format: string | undefined;
  /** The keywords of its schema, `$ref` and `allOf` resolved. */
  readonly keywords: JsonObject;
}

/** Properties by their name. */
export type ItemProperties = ReadonlyMap<string, ItemProperty>;

/** Returns the properties of the item that stands at `envelope` in a body. */
export function itemProperties(
  { document }: Description,
  schema: Schema,
  envelope: readonly string[],
): ItemProperties {
  const item = envelope.reduce<Json | undefined>(
    (node, name) => (node === undefined ? undefined : propertiesOf(document, node).get(name)),
    schema.definition,
  );
  const properties = item === undefined ? new Map<string, Json>() : propertiesOf(document, item);
  return new Map([...properties].map(([name, node]) => [name, describe(document, name, node)]));
}

type Document = Description['document'];

/** Describes a property. Its schema is read when a member is first used, and only then. */
function describe(document: Document, name: string, node: Json): ItemProperty {
  const read = once(() => readKeywords(flatten(document, node)?.keywords ?? {}));
  return {
    name,
    get isReadOnly() {
      return read().isReadOnly;
    },
    get isWriteOnly() {
      return read().isWriteOnly;
    },
    get default() {
      return read().default;
    },
    get type() {
      return read().type;
    },
    get format() {
      return read().format;
    },
    get keywords() {
      return read().keywords;
    },
  };
}

function readKeywords(keywords: JsonObject): Omit<ItemProperty, 'name'> {
  const type = [keywords['type'] ?? []].flat().find((candidate) => candidate !== 'null');
  return {
    isReadOnly: keywords['readOnly'] === true,
    isWriteOnly: keywords['writeOnly'] === true,
    default: member(keywords, 'default'),
    type: typeof type === 'string' ? type : undefined,
    format: stringMember(keywords, 'format'),
    keywords,
  };
}

/** Returns the properties of a schema and of all its branches; those of its items when it is a list. */
function propertiesOf(document: Document, node: Json, depth = 0): ReadonlyMap<string, Json> {
  const flat = flatten(document, node);
  if (flat === undefined || depth > 8) return new Map();
  const items = flat.keywords['items'];
  const direct = items === undefined ? members(flat.keywords['properties']) : [];
  const inner = [...branchesOf(flat), ...(items === undefined ? [] : [items])];
  return new Map([...inner.flatMap((schema) => [...propertiesOf(document, schema, depth + 1)]), ...direct]);
}

function branchesOf({ choices }: FlatSchema): readonly Json[] {
  return choices.flat().toReversed();
}

/** True when both are the same kind of item: the one has at least two, and 80 % of the properties of the other. */
export function isSameItem(item: ItemProperties, other: ItemProperties): boolean {
  const known = [...other.keys()].filter((name) => item.has(name)).length;
  return known > 1 && known >= other.size * 0.8;
}

/** True when at least half of the properties are the item's. */
export function isMostly(properties: ItemProperties, item: ItemProperties): boolean {
  const known = [...properties.keys()].filter((name) => item.has(name)).length;
  return known > 0 && known * 2 >= properties.size;
}
