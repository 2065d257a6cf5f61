import { atPointer } from '../base/json-pointer.ts';
import { isObject, items, member, type JsonObject } from '../base/json.ts';
import { boundedlyMemoised, once, weaklyMemoised } from '../base/memoise.ts';
import { nearest } from '../base/nearest.ts';
import type { SchemaError } from '../description/schemas/schema-validators.ts';
import { shapeOf } from '../description/schemas/value-shape.ts';

/** A whole validated value, with the document of its schemas. */
export interface ValidatedValue {
  readonly value: unknown;
  readonly document: JsonObject;
}

/** Limits the text that is shown of a value, in characters. */
const MAX_EXCERPT = 60;

/** Limits the allowed values that are listed. */
const MAX_LISTED = 10;

/** Describes what was found, what is allowed and what was probably meant, to follow an error's message. */
export function detailsOf(error: SchemaError, { value, document }: ValidatedValue): string {
  const found = atPointer(value, error.instancePath);
  const { owner, names } = ownersIn(document)(error.descriptionPointer.replace(/\/[^/]*$/, ''));
  switch (error.keyword) {
    case 'required':
      return missing(String(error.params['missingProperty']), found, names());
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return unknown(
        String(error.params['additionalProperty'] ?? error.params['unevaluatedProperty']),
        names().filter((name) => !Object.hasOwn(Object(found), name)),
      );
    case 'enum':
      return notAllowed(found, items(error.params['allowedValues']), isSecret(owner, error));
    case 'const':
      return notAllowed(found, [error.params['allowedValue']], isSecret(owner, error));
    case 'uniqueItems':
    case 'oneOf':
    case 'anyOf':
    case 'not':
    case 'if':
    case 'contains':
    case 'notAnswered':
    case 'dependentRequired':
      return '';
    default:
      return isSecret(owner, error) ? '' : `: found ${excerpt(found, error.keyword)}`;
  }
}

/** The schemas of a document that errors stand in, with the names of their properties. */
const ownersIn = weaklyMemoised((document: JsonObject) =>
  boundedlyMemoised((pointer: string) => {
    const owner = atPointer(document, pointer);
    return { owner, names: once(() => namesOf(document, owner)) };
  }),
);

function namesOf(document: JsonObject, owner: unknown): readonly string[] {
  return isObject(owner) ? shapeOf(document, { definition: owner, pointer: '' }).propertyNames : [];
}

function missing(name: string, found: unknown, declared: readonly string[]): string {
  const others = isObject(found) ? Object.keys(found).filter((key) => !declared.includes(key)) : [];
  const written = nearest(name, others);
  return written === undefined ? '' : `; is it meant by ${quoted(written)}?`;
}

/** The details of an unknown name. `declared`: the names that may have been meant. */
export function unknown(name: string, declared: readonly string[]): string {
  const meant = nearest(name, declared);
  if (meant !== undefined) return `: ${quoted(name)}; did you mean ${quoted(meant)}?`;
  const isShort = declared.length > 0 && declared.length <= MAX_LISTED;
  return `: ${quoted(name)}${isShort ? `; also allowed: ${declared.map(quoted).join(', ')}` : ''}`;
}

/** The details of a value that is not one of those allowed. `isHidden`: the value is secret and not shown. */
export function notAllowed(found: unknown, allowed: readonly unknown[], isHidden = false): string {
  const listed = allowed
    .slice(0, MAX_LISTED)
    .map((one) => excerpt(one))
    .join(', ');
  const more = allowed.length > MAX_LISTED ? ` and ${allowed.length - MAX_LISTED} more` : '';
  const texts = allowed.filter((one) => typeof one === 'string');
  const meant = typeof found === 'string' && !isHidden ? nearest(found, texts) : undefined;
  const hint = meant === undefined ? '' : `; did you mean ${quoted(meant)}?`;
  return `: ${isHidden ? '' : `found ${excerpt(found)}, `}allowed: ${listed}${more}${hint}`;
}

/** True for passwords and keys, which are not shown since sentences end up in logs. */
function isSecret(owner: unknown, { instancePath }: SchemaError): boolean {
  if (member(owner, 'format') === 'password' || member(owner, 'writeOnly') === true) return true;
  return /pass(?:word|phrase)|secret|token|api[-_]?key|authorization|credential/i.test(instancePath);
}

/** Describes a value briefly; objects and arrays without their content. */
function excerpt(value: unknown, keyword = ''): string {
  if (value === undefined) return 'nothing';
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (Array.isArray(value)) return keyword.endsWith('Items') ? `${value.length}` : 'an array';
  if (isObject(value)) {
    return keyword.endsWith('Properties') ? `${Object.keys(value).length}` : 'an object';
  }
  if (typeof value === 'string') return quoted(value);
  return String(value);
}

function quoted(text: string): string {
  const shown = text.length > MAX_EXCERPT ? `${text.slice(0, MAX_EXCERPT)}…` : text;
  const length = text.length > MAX_EXCERPT ? ` (${text.length} characters)` : '';
  return `${JSON.stringify(shown)}${length}`;
}
