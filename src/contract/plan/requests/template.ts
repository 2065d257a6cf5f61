import type { JsonObject } from '../../../base/json.ts';
import { encodeBody, type EncodedBody } from '../../../codec/body-codec.ts';
import { canExpress, encodeParameter } from '../../../codec/parameters/parameter-codec.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Example } from '../../../description/model/example.ts';
import type { MediaType } from '../../../description/model/media-type-object.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { Parameter } from '../../../description/model/parameter.ts';
import { isCursor } from '../../../description/resources/cursor-parameter.ts';
import {
  isExpansion,
  nameOfMember,
  namesMembers,
} from '../../../description/resources/projection-parameter.ts';
import { shapeOf } from '../../../description/schemas/value-shape.ts';
import { generated } from '../../../generate/generate-value.ts';
import { isJsonContent } from '../../../http/media-type.ts';
import type { CredentialPlan, RequestPlan } from '../../case/case.ts';
import { likelyValue } from '../values/likely-value.ts';
import { itemParameters } from '../values/identifying-parameters.ts';
import { unknownIdentifiers } from '../values/unknown-identifier.ts';
import { likeliestFirst } from '../values/paired-examples.ts';
import { dataOf, givenValue, type TargetData } from './target-data.ts';

/** The values of a request, before they are written for the wire. */
export interface Template {
  /** The document with the schemas of its parts. */
  readonly document: JsonObject;
  readonly operation: Operation;
  /** In the description's order; an omitted parameter has no entry. */
  readonly parameters: ReadonlyMap<Parameter, unknown>;
  /** Raw texts of path parameters that earlier steps bind, by name. */
  readonly bound: Readonly<Record<string, string>>;
  readonly body: TemplateBody | undefined;
}

interface TemplateBody {
  readonly mediaType: MediaType;
  readonly value: unknown;
}

/** Returns a request with only the required parts, or with all of them. */
export function makeTemplate(
  description: Description,
  operation: Operation,
  {
    optional,
    bound = {},
    data = {},
  }: {
    readonly optional: boolean;
    readonly bound?: Readonly<Record<string, string>>;
    readonly data?: TargetData;
  },
): Template {
  const parameters = new Map<Parameter, unknown>();
  for (const parameter of operation.parameters) {
    const given = givenValue(data, operation, parameter);
    const isOthers =
      isLeftAlone(parameter) ||
      (given === undefined &&
        (isCursor(description.document, parameter) || isExpansion(description, parameter)));
    if (!parameter.required && (!optional || isOthers)) continue;
    const named = namesMembers(description, parameter) ? nameOfMember(description, operation) : undefined;
    const value = parameterValue(description, parameter, given ?? named, {
      isFresh: isOthersItem(description, operation, parameter),
      examples: likeliestFirst(operation, parameter.examples),
    });
    if (value !== undefined) parameters.set(parameter, value);
  }
  const body = templateBody(description, operation, { optional, given: dataOf(data, operation).body });
  return { document: description.document, operation, parameters, bound, body };
}

const CONDITIONS = /^if-(match|none-match|modified-since|unmodified-since|range)$/i;

/** True for a parameter whose invented value would change the meaning of the request: it is sent only if required. */
export function isLeftAlone(parameter: Parameter): boolean {
  return isCondition(parameter) || isCoding(parameter);
}

/** The encoding of the body (RFC 9110, section 8.4): no body is sent encoded. */
function isCoding({ location, name }: Parameter): boolean {
  return location === 'header' && /^content-encoding$/i.test(name);
}

/** A condition on the server's state (RFC 9110, section 13), which an invented value does not meet. */
function isCondition({ location, name }: Parameter): boolean {
  return location === 'header' && CONDITIONS.test(name);
}

/** True for what identifies the item that a request changes or deletes: an example, or a usual value, may be somebody's. */
function isOthersItem(description: Description, operation: Operation, parameter: Parameter): boolean {
  const isChange = ['PUT', 'PATCH', 'DELETE'].includes(operation.method);
  return isChange && itemParameters(description, operation).includes(parameter);
}

/**
 * Returns the given value, else one of the examples that can be sent, else a sample of the schema; where the value is to
 * be fresh, one that hardly any item is identified by in the place of an example.
 */
export function parameterValue(
  description: Description,
  parameter: Parameter,
  given: unknown,
  {
    isFresh = false,
    examples = parameter.examples,
  }: { readonly isFresh?: boolean; readonly examples?: readonly Example[] } = {},
): unknown {
  const shape = shapeOf(description.document, parameter.schema);
  const validate = description.validators.of(parameter.schema, 'request');
  const candidates = [
    given,
    ...(isCondition(parameter) ? ['*'] : []),
    ...(isFresh ? unknownIdentifiers(1) : examples.map(({ value }) => value)),
    generated(description, parameter.schema, {
      seed: 1,
      names: [parameter.name],
      direction: 'request',
      isFresh,
      suggest: likelyValue('parameter', parameter.name),
    }),
  ];
  return candidates.find(
    (value) => value !== undefined && canExpress(parameter, shape, value) && validate(value).length === 0,
  );
}

function templateBody(
  description: Description,
  operation: Operation,
  { optional, given }: { readonly optional: boolean; readonly given: unknown },
): TemplateBody | undefined {
  const { requestBody } = operation;
  if (requestBody === undefined || (!requestBody.required && !optional)) return undefined;
  const mediaType = requestBody.content.find(isJsonContent) ?? requestBody.content[0];
  if (mediaType?.schema === undefined) return mediaType && exampleBody(operation, mediaType);
  const validate = description.validators.of(mediaType.schema, 'request');
  const sampled = generated(description, mediaType.schema, {
    seed: 1,
    names: [operation.id],
    direction: 'request',
    optional,
    suggest: likelyValue('body', ''),
  });
  const candidates = [given, sampled, ...mediaType.examples.map(({ value }) => value)];
  const value = candidates.find((one) => one !== undefined && validate(one).length === 0);
  return value === undefined ? exampleBody(operation, mediaType) : { mediaType, value };
}

function exampleBody(operation: Operation, mediaType: MediaType): TemplateBody | undefined {
  const [example] = likeliestFirst(operation, mediaType.examples);
  return example && { mediaType, value: example.value };
}

const decoder = new TextDecoder();

/** Writes a template as a request; undefined where a path parameter has no value. */
export function toRequestPlan(template: Template, credentials: CredentialPlan): RequestPlan | undefined {
  const { document, operation, parameters } = template;
  const path = fillPath(template);
  if (path === undefined) return undefined;
  const at = (location: string) => [...parameters].filter(([parameter]) => parameter.location === location);
  const written = at('query').map(([parameter, value]) => encodeParameter(parameter, value));
  const query = [fixedQuery(operation), ...written].filter((text) => text !== '');
  const cookies = at('cookie').map(([parameter, value]) => encodeParameter(parameter, value));
  const headers: Record<string, string> = { accept: acceptOf(operation) };
  for (const [parameter, value] of at('header')) {
    headers[parameter.name.toLowerCase()] = encodeParameter(parameter, value);
  }
  if (cookies.length > 0) headers['cookie'] = cookies.join('; ');
  const body = template.body && encodeTemplateBody(template.body, document);
  if (body !== undefined) headers['content-type'] = body.contentType;
  return {
    method: operation.method,
    target: query.length === 0 ? path : `${path}?${query.join('&')}`,
    headers,
    body: body && decoder.decode(body.bytes),
    credentials,
  };
}

function encodeTemplateBody({ value, mediaType }: TemplateBody, document: JsonObject): EncodedBody {
  return encodeBody(value, mediaType.range, { mediaType, document });
}

/** Returns the query in the path's key, without pairs that are parameters as well. */
function fixedQuery({ query, parameters }: Operation): string {
  const names = new Set(parameters.filter(({ location }) => location === 'query').map(({ name }) => name));
  return query
    .split('&')
    .filter((pair) => !names.has(pair.replace(/=.*$/s, '')))
    .join('&');
}

function fillPath({ document, operation, parameters, bound }: Template): string | undefined {
  let isComplete = true;
  const path = operation.path.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const isIt = (parameter: Parameter) => parameter.location === 'path' && parameter.name === name;
    if (Object.hasOwn(bound, name))
      return boundText(document, operation.parameters.find(isIt), bound[name] ?? '');
    const found = [...parameters].find(([parameter]) => isIt(parameter));
    const text = found && encodeParameter(...found);
    if (text === undefined || text === '') isComplete = false;
    return text ?? '';
  });
  return isComplete ? path : undefined;
}

/** A text in a parameter that is written as JSON stands in quotes. */
function boundText(document: JsonObject, parameter: Parameter | undefined, text: string): string {
  if (parameter?.content === undefined || !isJsonContent(parameter.content)) return text;
  return shapeOf(document, parameter.schema).primitives.includes('string') ? `%22${text}%22` : text;
}

/** Returns all the media types of the operation's responses; any where it documents none. */
function acceptOf({ responses }: Operation): string {
  const ranges = responses.flatMap(({ content }) => content.map(({ range }) => range));
  return ranges.length === 0 ? '*/*' : [...new Set(ranges)].join(', ');
}

/** Returns the request with another value of a parameter. */
export function withParameter(template: Template, parameter: Parameter, value: unknown): Template {
  return { ...template, parameters: new Map([...template.parameters, [parameter, value]]) };
}
