import { atPointer, parsePointer } from '../../base/json-pointer.ts';
import { isObject, items, member, stringMember, type JsonObject } from '../../base/json.ts';
import { tryResolveObject } from '../../description/document/resolve-reference.ts';
import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';
import { branchesAt, memberPlace, type SchemaPlace } from '../plan/values/schema-place.ts';
import { parameterOfPart } from './request-parts.ts';

/** Combinations of schemas are followed so far. */
const DEEPEST = 6;

const NOUNS = '(?:values?|options?|choices?|types?|names?|characters?|strings?|formats?)';

/** Sentences that say which values are right, where the schema beside them does not. */
const RESTRICTION = new RegExp(
  [
    String.raw`\b(?:any |exactly |only )?one of\b`,
    String.raw`\beither\b.*\bor\b`,
    String.raw`\b(?:must|shall|should|has to|have to|needs? to|can only|may only|cannot|can't)\b`,
    String.raw`\b(?:allowed|permitted|possible|valid|accepted|acceptable|supported|available|legal|known)\s+${NOUNS}\b`,
    String.raw`\b${NOUNS}\s+(?:are|is|can be|may be)\b`,
    String.raw`\b(?:comma|space|semicolon|pipe|colon)[- ](?:separated|delimited)\b`,
    String.raw`\bin the (?:form|format)\b`,
  ].join('|'),
  'is',
);

/**
 * True for a part of a request whose description says which values are right by what no schema tells: in words, or by a
 * format that is not known here. A server that keeps to it is not wrong, and the description tells as much. Values that
 * the description has as examples are right.
 */
export function isRestrictedByDescription(
  { document, validators }: Description,
  operation: Operation,
  [part, values]: readonly [part: string, values: readonly unknown[]],
): boolean {
  const nodes = nodesOf(document, operation, part);
  const examples = [
    ...(parameterOfPart(operation, part)?.examples ?? []).map(({ value }) => value),
    ...nodes.flatMap((node) => [member(node, 'example'), member(node, 'default')]),
    ...nodes.flatMap((node) => items(member(node, 'examples'))),
  ].map(String);
  if (values.every((value) => examples.includes(String(value)))) return false;
  return nodes.some((node) => {
    const text = stringMember(node, 'description');
    const format = stringMember(node, 'format');
    return (
      (text !== undefined && RESTRICTION.test(text)) ||
      (format !== undefined && !validators.knowsFormat(format))
    );
  });
}

/** Returns the Parameter Object and the schemas that describe a part. */
function nodesOf(document: JsonObject, operation: Operation, part: string): readonly unknown[] {
  if (part.startsWith('/')) {
    const schema = operation.requestBody?.content.find((one) => one.schema !== undefined)?.schema;
    if (schema === undefined) return [];
    const place = { node: schema.definition, pointer: schema.pointer };
    return schemasAt(document, place, parsePointer(part), DEEPEST);
  }
  const parameter = parameterOfPart(operation, part);
  if (parameter === undefined) return [];
  const place = { node: parameter.schema.definition, pointer: parameter.schema.pointer };
  return [atPointer(document, parameter.pointer), ...schemasAt(document, place, [], DEEPEST)];
}

/** Returns the schemas of what stands at a path in the values of a schema. */
function schemasAt(
  document: JsonObject,
  place: SchemaPlace,
  path: readonly string[],
  left: number,
): readonly unknown[] {
  const found = tryResolveObject(document, place.node, place.pointer);
  if (found === undefined || left === 0) return [];
  const branches = ['allOf', 'oneOf', 'anyOf'].flatMap((keyword) => branchesAt(found, keyword));
  const inBranches = branches.flatMap((branch) => schemasAt(document, branch, path, left - 1));
  const [token, ...rest] = path;
  if (token === undefined) return [place.node, found.node, ...inBranches];
  const inside =
    token === '#'
      ? { node: member(found.node, 'items') ?? true, pointer: `${found.pointer}/items` }
      : memberPlace(found, token);
  return isObject(inside.node) ? [...schemasAt(document, inside, rest, left), ...inBranches] : inBranches;
}
