import { encodeBody } from '../../../codec/body-codec.ts';
import { encodeParameter } from '../../../codec/parameters/parameter-codec.ts';
import type { Description } from '../../../description/model/description.ts';
import { isJsonRange, type MediaType } from '../../../description/model/media-type-object.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { Parameter } from '../../../description/model/parameter.ts';
import { generateValue } from '../../../generate/generate-value.ts';
import type { Suggest } from '../../../generate/suggest.ts';
import { NO_BODY, type HeaderFields } from '../../../http/message.ts';
import { isFieldName, isWireField } from '../../../http/wire-fields.ts';
import { createValidator } from '../../../validation/validator.ts';
import type { Violation } from '../../../validation/violation.ts';
import { isObject, type JsonObject } from '../../../base/json.ts';
import { weaklyMemoised } from '../../../base/memoise.ts';

/** What a request is made with. */
export interface MakingContext {
  readonly description: Description;
  readonly seed: number;
  readonly suggest: Suggest;
  /** What the made-up values are for: other names give others. */
  readonly names: readonly string[];
  /** What was answered before it: members of a made-up body that it has too have its values. */
  readonly answered?: unknown;
}

/** What a caller gives in place of what would be made. */
export interface GivenParts {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that was made, with the rules that it breaks. */
export interface MadeRequest {
  readonly url: string;
  readonly headers: HeaderFields;
  readonly body: Uint8Array;
  readonly violations: readonly Violation[];
}

/** Tells that a mock has sent a request by itself (RFC 9110, section 7.6.3). */
export const VIA = '1.1 stuntdouble';

/**
 * Makes the request of a callback or webhook: with the required parameters, and with the given body, an example, or a made-up
 * one. It is held against the description.
 */
export function makeRequest(
  context: MakingContext,
  operation: Operation,
  target: URL,
  given: GivenParts = {},
): MadeRequest {
  const { description } = context;
  const url = new URL(target);
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (const parameter of operation.parameters.filter(({ required }) => required)) {
    const value = valueOf(context, parameter, `${parameter.location} ${parameter.name}`);
    if (value === undefined) continue;
    const text = encodeParameter(parameter, value);
    if (parameter.location === 'header') headers[parameter.name.toLowerCase()] = text;
    if (parameter.location === 'cookie') cookies.push(text);
    if (parameter.location === 'query' && !url.searchParams.has(parameter.name))
      url.search = [url.search.slice(1), text].filter((part) => part !== '').join('&');
  }
  if (cookies.length > 0) headers['cookie'] = cookies.join('; ');
  const body = bodyOf(context, operation, given);
  if (body !== undefined) headers['content-type'] = body.contentType;
  for (const [name, value] of Object.entries(given.headers ?? {}))
    if (isSendable(name)) headers[name.toLowerCase()] = value;
  headers['via'] = VIA;
  const request = {
    method: operation.method,
    target: `${url.pathname}${url.search}`,
    headers,
    body: body?.bytes ?? NO_BODY,
  };
  const { violations } = validatorOf(description).request(operation)(request, new Map());
  return { url: url.href, headers, body: request.body, violations };
}

const validatorOf = weaklyMemoised((description: Description) => createValidator(description));

/** False for what only the sender can know. */
function isSendable(name: string): boolean {
  return isFieldName(name) && !isWireField(name) && !/^(?:host|via|expect)$/i.test(name);
}

function bodyOf(context: MakingContext, { requestBody }: Operation, given: GivenParts) {
  const content = requestBody?.content ?? [];
  const mediaType = content.find(({ range }) => isJsonRange(range)) ?? content[0];
  const { document } = context.description;
  if (given.body !== undefined) {
    const known = mediaType ?? ANY_JSON;
    return encodeBody(given.body, known.range, { mediaType: known, document });
  }
  if (mediaType === undefined) return undefined;
  const value = bodyValue(context, mediaType);
  return value === undefined ? undefined : encodeBody(value, mediaType.range, { mediaType, document });
}

/** A body that the description does not know of is sent as JSON. */
const ANY_JSON: MediaType = {
  range: 'application/json',
  schema: undefined,
  examples: [],
  encoding: new Map(),
  pointer: '',
};

/** Returns an example, or a made-up body with the values of what was answered, as far as they fit. */
function bodyValue(context: MakingContext, mediaType: MediaType): unknown {
  const { description, answered } = context;
  const value = valueOf(context, mediaType, 'body');
  const isExample = mediaType.examples.some((example) => example.value === value);
  if (mediaType.schema === undefined || isExample || !isObject(value) || !isObject(answered)) return value;
  const validate = description.validators.of(mediaType.schema, 'request');
  return Object.keys(value).reduce<JsonObject>((made, name) => {
    const known = Object.hasOwn(answered, name) ? answered[name] : undefined;
    const changed = known === undefined ? made : { ...made, [name]: known };
    return validate(changed).length === 0 ? changed : made;
  }, value);
}

/** Returns the first example that fits, else a made-up value, or the nearest to one. */
function valueOf(
  { description, seed, suggest, names }: MakingContext,
  { schema, examples }: Pick<MediaType | Parameter, 'schema' | 'examples'>,
  name: string,
): unknown {
  if (schema === undefined) return examples[0]?.value;
  const validate = description.validators.of(schema, 'request');
  const fitting = examples.find(({ value }) => validate(value).length === 0);
  if (fitting !== undefined) return fitting.value;
  const options = { seed, names: [...names, name], direction: 'request' as const, suggest };
  const made = generateValue(description, schema, options);
  return made.kind === 'value' ? made.value : made.nearest;
}
