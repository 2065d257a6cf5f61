import { member, members, stringMember, type Json, type JsonObject } from '../../../base/json.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { flatten, type FlatSchema } from '../../../generate/flat-schema.ts';

/** What the schema says of one property of an item. */
export interface ItemProperty {
  readonly name: string;
  /** The server's alone to set. */
  readonly isReadOnly: boolean;
  /** The client's alone to send: never answered. */
  readonly isWriteOnly: boolean;
  /** Undefined where there is none. */
  readonly default: unknown;
  readonly type: string | undefined;
  readonly format: string | undefined;
  /** All that its schema says, references followed. */
  readonly keywords: JsonObject;
}

/** By name. */
export type ItemProperties = ReadonlyMap<string, ItemProperty>;

/** The properties of the item that stands at `envelope` in a body, by name. */
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

/** What it says is only looked at when it is asked for. */
function describe(document: Document, name: string, node: Json): ItemProperty {
  const keywords = (): JsonObject => flatten(document, node)?.keywords ?? {};
  return {
    name,
    get isReadOnly() {
      return keywords()['readOnly'] === true;
    },
    get isWriteOnly() {
      return keywords()['writeOnly'] === true;
    },
    get default() {
      return member(keywords(), 'default');
    },
    get type() {
      const type = [keywords()['type'] ?? []].flat().find((one) => one !== 'null');
      return typeof type === 'string' ? type : undefined;
    },
    get format() {
      return stringMember(keywords(), 'format');
    },
    get keywords() {
      return keywords();
    },
  };
}

/** The properties of a schema and of all its branches; lists stand for their items. */
function propertiesOf(document: Document, node: Json, depth = 0): ReadonlyMap<string, Json> {
  const flat = flatten(document, node);
  if (flat === undefined || depth > 8) return new Map();
  const items = flat.keywords['items'];
  const own = items === undefined ? members(flat.keywords['properties']) : [];
  const inner = [...branchesOf(flat), ...(items === undefined ? [] : [items])];
  return new Map([...inner.flatMap((one) => [...propertiesOf(document, one, depth + 1)]), ...own]);
}

function branchesOf({ choices }: FlatSchema): readonly Json[] {
  return choices.flat().toReversed();
}
