import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { items, member, type Json } from '../../../base/json.ts';

/** A schema where it stands in the description, its references not yet followed. */
export interface SchemaPlace {
  readonly node: Json;
  readonly pointer: string;
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
