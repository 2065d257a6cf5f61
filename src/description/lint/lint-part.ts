import { escapeToken } from '../../base/json-pointer.ts';
import { isObject, members, stringMember, type Json } from '../../base/json.ts';
import { isStatusKey } from '../document/status-key.ts';
import { Place, pointerOfPlace } from '../document/walk-parts.ts';
import type { FaultList } from '../model/fault.ts';
import { isPattern } from '../schemas/pattern.ts';
import { ASSERTION_KEYWORDS, isInvalidAssertion } from '../schemas/schema-assertions.ts';

/** The context of linting: the list that collects faults, and the known formats. */
interface LintContext {
  readonly faults: FaultList;
  readonly formats: ReadonlySet<string>;
  /** True for descriptions of Swagger 2.0. */
  readonly isSwagger: boolean;
  /** True where OpenAPI forbids an empty `enum`, before 3.1. */
  readonly ignoresEmptyEnum: boolean;
}

/** Lists the faults of one part of a document, except those of its references. */
export function lintPart(place: Place, context: LintContext): void {
  switch (place.kind) {
    case 'schema':
      lintSchema(place, context);
      return;
    case 'parameter':
      lintParameter(place, context);
      lintData(place, 'example', context);
      return;
    case 'mediaType':
    case 'header':
      lintData(place, 'example', context);
      return;
    case 'example':
      lintData(place, 'value', context);
      lintData(place, 'dataValue', context);
      return;
    case 'responses':
      lintStatuses(place, context);
      return;
    case 'content':
      lintMediaTypes(place, context);
      return;
    case 'securityScheme':
      lintSecurityScheme(place, context);
      return;
    default:
  }
}

type Check = (place: Place, keyword: string, value: Json, context: LintContext) => void;

/** The checks of schemas, by keyword: one look-up for each, since large descriptions have very many. */
const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ...ASSERTION_KEYWORDS.map((keyword): [string, Check] => [keyword, lintAssertion]),
  ['enum', lintEnum],
  ['format', lintFormat],
  ['pattern', lintPattern],
  ['patternProperties', lintPatternProperties],
  ['example', (place, keyword, _value, context) => lintData(place, keyword, context)],
  ['examples', (place, keyword, _value, context) => lintData(place, keyword, context)],
  ['default', (place, keyword, _value, context) => lintData(place, keyword, context)],
]);

function lintSchema(place: Place, context: LintContext): void {
  const { node } = place;
  for (const keyword of Object.keys(node)) {
    const check = CHECKS.get(keyword);
    if (check !== undefined) check(place, keyword, node[keyword] ?? null, context);
  }
}

function lintAssertion(place: Place, keyword: string, value: Json, { faults }: LintContext): void {
  if (!isInvalidAssertion(keyword, value)) return;
  const written = JSON.stringify(value);
  faults.add(`${keyword} ${written}`, () => ({
    pointer: pointerBelow(place, keyword),
    message: `${written} makes no sense as '${keyword}': it is ignored`,
  }));
}

function lintEnum(place: Place, keyword: string, value: Json, context: LintContext): void {
  lintAssertion(place, keyword, value, context);
  if (!Array.isArray(value) || value.length > 0) return;
  const effect = context.ignoresEmptyEnum ? 'it is ignored' : 'no value fits it';
  const message = `the enum is empty: ${effect}`;
  context.faults.add(message, () => ({ pointer: pointerBelow(place, keyword), message }));
}

function lintFormat(place: Place, keyword: string, value: Json, context: LintContext): void {
  if (typeof value !== 'string') {
    lintAssertion(place, keyword, value, context);
  } else if (!context.formats.has(value)) {
    context.faults.add(`format ${value}`, () => ({
      pointer: pointerBelow(place, keyword),
      message: `the format '${value}' is not known: values are not checked for it`,
    }));
  }
}

function lintPattern(place: Place, keyword: string, value: Json, context: LintContext): void {
  if (typeof value !== 'string') {
    lintAssertion(place, keyword, value, context);
  } else if (!isPattern(value)) {
    context.faults.add(`pattern ${value}`, () => ({
      pointer: pointerBelow(place, keyword),
      message: `JavaScript cannot read the pattern ${JSON.stringify(value)}: values are not checked for it`,
    }));
  }
}

function lintPatternProperties(place: Place, keyword: string, value: Json, context: LintContext): void {
  for (const [pattern] of members(value)) lintPattern(place, keyword, pattern, context);
}

const LOCATIONS: readonly unknown[] = ['path', 'query', 'header', 'cookie', 'querystring'];

const IN_SWAGGER: readonly unknown[] = ['body', 'formData'];

function lintParameter(place: Place, { faults, isSwagger }: LintContext): void {
  const { $ref, name, in: location } = place.node;
  const isKnown = LOCATIONS.includes(location) || (isSwagger && IN_SWAGGER.includes(location));
  if ($ref !== undefined || (typeof name === 'string' && isKnown)) return;
  const written = `name ${JSON.stringify(name)}, in ${JSON.stringify(location)}`;
  const pointer = pointerOfPlace(place);
  faults.add(`parameter ${pointer}`, () => ({ pointer, message: `the parameter is ignored: ${written}` }));
}

/** Checks the statuses of an operation. In other maps of responses, the keys are names. */
function lintStatuses(place: Place, { faults }: LintContext): void {
  const { node, parent } = place;
  if (!(parent instanceof Place) || parent.kind !== 'operation') return;
  for (const key of Object.keys(node)) {
    if (isStatusKey(key) || key.startsWith('x-') || key === '$ref') continue;
    const message = `'${key}' is not a status (100 to 599, 1XX to 5XX or default): it is ignored`;
    faults.add(`status ${key}`, () => ({ pointer: pointerBelow(place, key), message }));
  }
}

/** Matches media types and ranges (RFC 9110, section 8.3.1). */
const MEDIA_RANGE = /^\s*[^\s/,;]+\/[^\s/,;]+\s*(?:;.*)?$/s;

/** Checks the media types of a body. In `components`, the keys are names. */
function lintMediaTypes(place: Place, { faults }: LintContext): void {
  const { node, parent } = place;
  if (parent instanceof Place && parent.kind === 'components') return;
  for (const key of Object.keys(node)) {
    if (MEDIA_RANGE.test(key) || key.startsWith('x-') || key === '$ref') continue;
    const effect = key === '*' ? "it is read as '*/*'" : 'no message has it';
    const message = `'${key}' is not a media type: ${effect}`;
    faults.add(`media type ${key}`, () => ({ pointer: pointerBelow(place, key), message }));
  }
}

const SCHEME_TYPES: readonly unknown[] = ['apiKey', 'http', 'mutualTLS', 'oauth2', 'openIdConnect', 'basic'];

function lintSecurityScheme(place: Place, { faults }: LintContext): void {
  const { $ref, type = null } = place.node;
  if ($ref !== undefined || SCHEME_TYPES.includes(type)) return;
  const message = `a security scheme of type ${JSON.stringify(type)} is not known: nothing is asked for it`;
  faults.add(`scheme ${JSON.stringify(type)}`, () => ({ pointer: pointerOfPlace(place), message }));
}

/** Reports a `$ref` in data, which has no meaning there, though its author may have expected one. */
function lintData(place: Place, name: string, { faults }: LintContext): void {
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
