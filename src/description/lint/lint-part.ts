import { escapeToken } from '../../base/json-pointer.ts';
import { isObject, members, stringMember, type Json } from '../../base/json.ts';
import { isStatusKey } from '../document/status-key.ts';
import { Place, pointerOfPlace } from '../document/walk-parts.ts';
import type { FaultList } from '../model/fault.ts';
import { isPattern } from '../schemas/pattern.ts';
import { ASSERTION_KEYWORDS, isSenseless } from '../schemas/schema-assertions.ts';

/** Where faults go, and the formats that somebody knows. */
interface Examining {
  readonly faults: FaultList;
  readonly formats: ReadonlySet<string>;
  /** Whether the description was one of Swagger 2.0. */
  readonly isSwagger: boolean;
}

/** Lists what is wrong in one part of a document, but for its references. */
export function examinePlace(place: Place, examining: Examining): void {
  switch (place.kind) {
    case 'schema':
      examineSchema(place, examining);
      return;
    case 'parameter':
      examineParameter(place, examining);
      examineData(place, 'example', examining);
      return;
    case 'mediaType':
    case 'header':
      examineData(place, 'example', examining);
      return;
    case 'example':
      examineData(place, 'value', examining);
      examineData(place, 'dataValue', examining);
      return;
    case 'responses':
      examineStatuses(place, examining);
      return;
    case 'securityScheme':
      examineSecurityScheme(place, examining);
      return;
    default:
  }
}

type Check = (place: Place, keyword: string, value: Json, examining: Examining) => void;

/** What is examined of a schema: one look per keyword, for large descriptions have very many. */
const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ...ASSERTION_KEYWORDS.map((keyword): [string, Check] => [keyword, examineAssertion]),
  ['format', examineFormat],
  ['pattern', examinePattern],
  ['patternProperties', examinePatternProperties],
  ['example', (place, keyword, _value, examining) => examineData(place, keyword, examining)],
  ['examples', (place, keyword, _value, examining) => examineData(place, keyword, examining)],
  ['default', (place, keyword, _value, examining) => examineData(place, keyword, examining)],
]);

function examineSchema(place: Place, examining: Examining): void {
  const { node } = place;
  for (const keyword of Object.keys(node)) {
    const check = CHECKS.get(keyword);
    if (check !== undefined) check(place, keyword, node[keyword] ?? null, examining);
  }
}

function examineAssertion(place: Place, keyword: string, value: Json, { faults }: Examining): void {
  if (!isSenseless(keyword, value)) return;
  const written = JSON.stringify(value);
  faults.add(`${keyword} ${written}`, () => ({
    pointer: pointerBelow(place, keyword),
    message: `${written} makes no sense as '${keyword}': it is ignored`,
  }));
}

function examineFormat(place: Place, keyword: string, value: Json, examining: Examining): void {
  if (typeof value !== 'string') {
    examineAssertion(place, keyword, value, examining);
  } else if (!examining.formats.has(value)) {
    examining.faults.add(`format ${value}`, () => ({
      pointer: pointerBelow(place, keyword),
      message: `the format '${value}' is not known: values are not checked for it`,
    }));
  }
}

function examinePattern(place: Place, keyword: string, value: Json, examining: Examining): void {
  if (typeof value !== 'string') {
    examineAssertion(place, keyword, value, examining);
  } else if (!isPattern(value)) {
    examining.faults.add(`pattern ${value}`, () => ({
      pointer: pointerBelow(place, keyword),
      message: `JavaScript cannot read the pattern ${JSON.stringify(value)}: values are not checked for it`,
    }));
  }
}

function examinePatternProperties(place: Place, keyword: string, value: Json, examining: Examining): void {
  for (const [pattern] of members(value)) examinePattern(place, keyword, pattern, examining);
}

const LOCATIONS: readonly unknown[] = ['path', 'query', 'header', 'cookie', 'querystring'];

const IN_SWAGGER: readonly unknown[] = ['body', 'formData'];

function examineParameter(place: Place, { faults, isSwagger }: Examining): void {
  const { $ref, name, in: location } = place.node;
  const isKnown = LOCATIONS.includes(location) || (isSwagger && IN_SWAGGER.includes(location));
  if ($ref !== undefined || (typeof name === 'string' && isKnown)) return;
  const said = `name ${JSON.stringify(name)}, in ${JSON.stringify(location)}`;
  const pointer = pointerOfPlace(place);
  faults.add(`parameter ${pointer}`, () => ({ pointer, message: `the parameter is ignored: ${said}` }));
}

/** Those of an operation: the others have names. */
function examineStatuses(place: Place, { faults }: Examining): void {
  const { node, parent } = place;
  if (!(parent instanceof Place) || parent.kind !== 'operation') return;
  for (const key of Object.keys(node)) {
    if (isStatusKey(key) || key.startsWith('x-') || key === '$ref') continue;
    const message = `'${key}' is no status (100 to 599, 1XX to 5XX or default): it is ignored`;
    faults.add(`status ${key}`, () => ({ pointer: pointerBelow(place, key), message }));
  }
}

const SCHEME_TYPES: readonly unknown[] = ['apiKey', 'http', 'mutualTLS', 'oauth2', 'openIdConnect', 'basic'];

function examineSecurityScheme(place: Place, { faults }: Examining): void {
  const { $ref, type = null } = place.node;
  if ($ref !== undefined || SCHEME_TYPES.includes(type)) return;
  const message = `a security scheme of type ${JSON.stringify(type)} is not known: nothing is asked for it`;
  faults.add(`scheme ${JSON.stringify(type)}`, () => ({ pointer: pointerOfPlace(place), message }));
}

/** A `$ref` in data means nothing, which may not be what its author thought. */
function examineData(place: Place, name: string, { faults }: Examining): void {
  const data = place.node[name];
  if (!isObject(data) && !Array.isArray(data)) return;
  const reference = findReference(data as Json);
  if (reference === undefined) return;
  faults.add('data', () => ({
    pointer: pointerBelow(place, name),
    message: `the $ref ${reference} stands in data, where none is followed`,
  }));
}

function findReference(data: Json): string | undefined {
  const waiting: Json[] = [data];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    const reference = stringMember(value, '$ref');
    if (reference !== undefined) return reference;
    for (const child of Object.values(value)) waiting.push(child);
  }
  return undefined;
}

function pointerBelow(place: Place, name: string): string {
  return `${pointerOfPlace(place)}/${escapeToken(name)}`;
}
