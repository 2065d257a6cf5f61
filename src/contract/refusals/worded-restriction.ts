import { atPointer, parsePointer } from '../../base/json-pointer.ts';
import { isObject, member, stringMember, type JsonObject } from '../../base/json.ts';
import { tryResolveObject } from '../../description/document/resolve-reference.ts';
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
 * True for a part of a request whose description says in words which values are right: a server that keeps to them is
 * not wrong, and the description tells as much.
 */
export function isRestrictedInWords(document: JsonObject, operation: Operation, part: string): boolean {
  return textsOf(document, operation, part).some((text) => RESTRICTION.test(text));
}

function textsOf(document: JsonObject, operation: Operation, part: string): readonly string[] {
  if (part.startsWith('/')) {
    const schema = operation.requestBody?.content.find((one) => one.schema !== undefined)?.schema;
    if (schema === undefined) return [];
    const place = { node: schema.definition, pointer: schema.pointer };
    return descriptionsAt(document, place, parsePointer(part), DEEPEST);
  }
  const parameter = parameterOfPart(operation, part);
  if (parameter === undefined) return [];
  const own = stringMember(atPointer(document, parameter.pointer), 'description');
  const place = { node: parameter.schema.definition, pointer: parameter.schema.pointer };
  return [...(own === undefined ? [] : [own]), ...descriptionsAt(document, place, [], DEEPEST)];
}

/** Returns the descriptions of what stands at a path in the values of a schema. */
function descriptionsAt(
  document: JsonObject,
  place: SchemaPlace,
  path: readonly string[],
  left: number,
): readonly string[] {
  const found = tryResolveObject(document, place.node, place.pointer);
  if (found === undefined || left === 0) return [];
  const branches = ['allOf', 'oneOf', 'anyOf'].flatMap((keyword) => branchesAt(found, keyword));
  const inBranches = branches.flatMap((branch) => descriptionsAt(document, branch, path, left - 1));
  const [token, ...rest] = path;
  if (token === undefined) {
    const own = [place.node, found.node].map((node) => stringMember(node, 'description'));
    return [...own.filter((text) => text !== undefined), ...inBranches];
  }
  const inside =
    token === '#'
      ? { node: member(found.node, 'items') ?? true, pointer: `${found.pointer}/items` }
      : memberPlace(found, token);
  return isObject(inside.node)
    ? [...descriptionsAt(document, inside, rest, left), ...inBranches]
    : inBranches;
}
