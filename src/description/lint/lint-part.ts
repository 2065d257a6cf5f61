import { escapeToken } from '../../base/json-pointer.ts';
import { isObject, members, stringMember, type Json } from '../../base/json.ts';
import { boundedlyMemoised } from '../../base/memoise.ts';
import { isStatusKey } from '../document/status-key.ts';
import { pointerOfPlace, type Part } from '../document/walk-parts.ts';
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
export function lintPart(part: Part, context: LintContext): void {
  switch (part.kind) {
    case 'schema':
      lintSchema(part, context);
      return;
    case 'parameter':
      lintParameter(part, context);
      lintData(part, 'example', context);
      return;
    case 'mediaType':
    case 'header':
      lintData(part, 'example', context);
      return;
    case 'example':
      lintData(part, 'value', context);
      lintData(part, 'dataValue', context);
      return;
    case 'responses':
      lintStatuses(part, context);
      return;
    case 'content':
      lintMediaTypes(part, context);
      return;
    case 'securityScheme':
      lintSecurityScheme(part, context);
      return;
    default:
  }
}

type Check = (part: Part, keyword: string, value: Json, context: LintContext) => void;

/** The checks of schemas, by keyword: one look-up for each, since large descriptions have very many. */
const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ...ASSERTION_KEYWORDS.map((keyword): [string, Check] => [keyword, lintAssertion]),
  ['enum', lintEnum],
  ['format', lintFormat],
  ['pattern', lintPattern],
  ['patternProperties', lintPatternProperties],
  ['example', (part, keyword, _value, context) => lintData(part, keyword, context)],
  ['examples', (part, keyword, _value, context) => lintData(part, keyword, context)],
  ['default', (part, keyword, _value, context) => lintData(part, keyword, context)],
]);

function lintSchema(part: Part, context: LintContext): void {
  const { node } = part;
  for (const keyword in node) {
    const check = CHECKS.get(keyword);
    if (check !== undefined) check(part, keyword, node[keyword] ?? null, context);
  }
}

function lintAssertion(part: Part, keyword: string, value: Json, { faults }: LintContext): void {
  if (!isInvalidAssertion(keyword, value)) return;
  const written = JSON.stringify(value);
  faults.add(`${keyword} ${written}`, () => ({
    pointer: pointerBelow(part, keyword),
    message: `${written} makes no sense as '${keyword}': it is ignored`,
  }));
}

function lintEnum(part: Part, keyword: string, value: Json, context: LintContext): void {
  lintAssertion(part, keyword, value, context);
  if (!Array.isArray(value) || value.length > 0) return;
  const effect = context.ignoresEmptyEnum ? 'it is ignored' : 'no value fits it';
  const message = `the enum is empty: ${effect}`;
  context.faults.add(message, () => ({ pointer: pointerBelow(part, keyword), message }));
}

function lintFormat(part: Part, keyword: string, value: Json, context: LintContext): void {
  if (typeof value !== 'string') {
    lintAssertion(part, keyword, value, context);
  } else if (!context.formats.has(value)) {
    context.faults.add(`format ${value}`, () => ({
      pointer: pointerBelow(part, keyword),
      message: `the format '${value}' is not known: values are not checked for it`,
    }));
  }
}

function lintPattern(part: Part, keyword: string, value: Json, context: LintContext): void {
  if (typeof value !== 'string') {
    lintAssertion(part, keyword, value, context);
  } else if (!isPattern(value)) {
    context.faults.add(`pattern ${value}`, () => ({
      pointer: pointerBelow(part, keyword),
      message: `JavaScript cannot read the pattern ${JSON.stringify(value)}: values are not checked for it`,
    }));
  }
}

function lintPatternProperties(part: Part, keyword: string, value: Json, context: LintContext): void {
  for (const [pattern] of members(value)) lintPattern(part, keyword, pattern, context);
}

const LOCATIONS: readonly unknown[] = ['path', 'query', 'header', 'cookie', 'querystring'];

const IN_SWAGGER: readonly unknown[] = ['body', 'formData'];

function lintParameter(part: Part, { faults, isSwagger }: LintContext): void {
  const { $ref, name, in: location } = part.node;
  const isKnown = LOCATIONS.includes(location) || (isSwagger && IN_SWAGGER.includes(location));
  if ($ref !== undefined || (typeof name === 'string' && isKnown)) return;
  const written = `name ${JSON.stringify(name)}, in ${JSON.stringify(location)}`;
  const pointer = pointerOfPlace(part.place);
  faults.add(`parameter ${pointer}`, () => ({ pointer, message: `the parameter is ignored: ${written}` }));
}

/** Checks the statuses of an operation. In other maps of responses, the keys are names. */
function lintStatuses(part: Part, { faults }: LintContext): void {
  const { ownerKind } = part;
  if (ownerKind !== 'operation') return;
  for (const key in part.node) {
    if (isKnownStatus(key)) continue;
    const message = `'${key}' is not a status (100 to 599, 1XX to 5XX or default): it is ignored`;
    faults.add(`status ${key}`, () => ({ pointer: pointerBelow(part, key), message }));
  }
}

const isKnownStatus = boundedlyMemoised(
  (key: string) => isStatusKey(key) || key.startsWith('x-') || key === '$ref',
);

/** Matches media types and ranges (RFC 9110, section 8.3.1). */
const MEDIA_RANGE = /^\s*[^\s/,;]+\/[^\s/,;]+\s*(?:;.*)?$/s;

const isKnownRange = boundedlyMemoised(
  (key: string) => MEDIA_RANGE.test(key) || key.startsWith('x-') || key === '$ref',
);

/** Checks the media types of a body. In `components`, the keys are names. */
function lintMediaTypes(part: Part, { faults }: LintContext): void {
  const { ownerKind } = part;
  if (ownerKind === 'components') return;
  for (const key in part.node) {
    if (isKnownRange(key)) continue;
    const effect = key === '*' ? "it is read as '*/*'" : 'no message has it';
    const message = `'${key}' is not a media type: ${effect}`;
    faults.add(`media type ${key}`, () => ({ pointer: pointerBelow(part, key), message }));
  }
}

const SCHEME_TYPES: readonly unknown[] = ['apiKey', 'http', 'mutualTLS', 'oauth2', 'openIdConnect', 'basic'];

function lintSecurityScheme(part: Part, { faults }: LintContext): void {
  const { $ref, type = null } = part.node;
  if ($ref !== undefined || SCHEME_TYPES.includes(type)) return;
  const message = `a security scheme of type ${JSON.stringify(type)} is not known: nothing is asked for it`;
  faults.add(`scheme ${JSON.stringify(type)}`, () => ({ pointer: pointerOfPlace(part.place), message }));
}

/** Reports a `$ref` in data, which has no meaning there, though its author may have expected one. */
function lintData(part: Part, name: string, { faults }: LintContext): void {
  const data = part.node[name];
  if (!isObject(data) && !Array.isArray(data)) return;
  const reference = findReference(data as Json);
  if (reference === undefined) return;
  faults.add('data', () => ({
    pointer: pointerBelow(part, name),
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

function pointerBelow(part: Part, name: string): string {
  return `${pointerOfPlace(part.place)}/${escapeToken(name)}`;
}
