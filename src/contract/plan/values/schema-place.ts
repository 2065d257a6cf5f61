import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { items, member, type Json, type JsonObject } from '../../../base/json.ts';
import { tryResolveObject } from '../../../description/document/resolve-reference.ts';

/** A schema where it stands in the description, its references not yet followed. */
export interface SchemaPlace {
  readonly node: Json;
  readonly pointer: string;
}

/**
 * Where a walk through a schema has come to. Recursive schemas lead back to themselves in three ways, and a walk ends
 * in each: through ever deeper values (`depth`), through one branch within itself (`branches`), and without going any
 * deeper (`around`).
 */
export interface Way {
  /** The number of members and items entered, those of other branches' values included. */
  readonly depth: number;
  /** JSON Pointers to the schemas of the other branches whose values the walk is in. */
  readonly branches: readonly string[];
  /** JSON Pointers to the schemas that are being looked at for the same value. */
  readonly around: readonly string[];
}

export const START: Way = { depth: 0, branches: [], around: [] };

/** Returns the way to a member or an item of the value. */
export function deeper({ depth, branches }: Way): Way {
  return { depth: depth + 1, branches, around: [] };
}

/** Returns the way within a schema that is looked at for this value; undefined where it is being looked at already. */
export function within(way: Way, pointer: string): Way | undefined {
  return way.around.includes(pointer) ? undefined : { ...way, around: [...way.around, pointer] };
}

/** Returns the way into the value of another branch; undefined where that is in a value of the same branch. */
export function intoBranch(
  document: JsonObject,
  { depth, branches }: Way,
  branch: SchemaPlace,
): Way | undefined {
  const pointer = tryResolveObject(document, branch.node, branch.pointer)?.pointer ?? branch.pointer;
  if (branches.includes(pointer)) return undefined;
  return { depth: depth + 1, branches: [...branches, pointer], around: [] };
}

/** The branches under a keyword that combines schemas. */
export function branchesAt({ node, pointer }: SchemaPlace, keyword: string): readonly SchemaPlace[] {
  return items(member(node, keyword)).map((branch, index) => ({
    node: branch,
    pointer: `${pointer}/${keyword}/${index}`,
  }));
}

/** The schema of a member of an object: its property's, else that of all others. */
export function memberPlace({ node, pointer }: SchemaPlace, name: string): SchemaPlace {
  const property = member(member(node, 'properties'), name);
  return property === undefined
    ? { node: member(node, 'additionalProperties') ?? true, pointer: `${pointer}/additionalProperties` }
    : { node: property, pointer: `${pointer}/properties${formatPointer([name])}` };
}

/** JSON Pointer to the keyword that is the rule, where it stands there; else to its schema. */
export function rulePointer(
  document: unknown,
  { schemaPointer, keyword }: { readonly schemaPointer: string; readonly keyword: string },
): string {
  const pointer = `${schemaPointer}/${keyword}`;
  return atPointer(document, pointer) === undefined ? schemaPointer : pointer;
}
