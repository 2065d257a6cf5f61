import { bodyFamily, concreteType, type BodyFamily } from '../../codec/formats/body-family.ts';
import type { Description } from '../../description/model/description.ts';
import type { MediaType } from '../../description/model/media-type-object.ts';
import type { Operation } from '../../description/model/operation.ts';
import type { Parameter, ParameterLocation } from '../../description/model/parameter.ts';
import type { Direction } from '../../description/schemas/schema.ts';
import { ANY_SHAPE, shapeOf } from '../../description/schemas/value-shape.ts';
import { parseMediaType } from '../../http/media-type.ts';
import { SchemaTypes } from './schema-types.ts';
import { arrayText, commentText, indented, memberText, objectText, unionText } from './type-text.ts';

/** The types of a description's requests and responses, as a file of TypeScript. */
export function descriptionTypes(description: Description): string {
  const types = new SchemaTypes(description.document);
  const operations = description.operations.map((operation) =>
    operationMember(description, operation, types),
  );
  const { title, version } = description;
  const declarations = types.declarations();
  const body = [
    `/** By operationId: what the requests of ${title} ${version} hold once they are decoded, and what answers them. */`,
    `export interface Operations {\n${operations.map((one) => `  ${indented(one)}`).join('\n')}\n}`,
    ...declarations.flatMap((one) => ['', one]),
  ].join('\n');
  const helpers = body.includes('StatusOf<') ? STATUSES : '';
  return `// Made by 'stuntdouble types'; what is changed here is lost when it is made anew.\n\n${body}\n${helpers}`;
}

const STATUSES = `
type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type NumberOf<Text> = Text extends \`\${infer Value extends number}\` ? Value : never;
/** The statuses of a class: those from 400 to 499 for 4. */
type StatusOf<Class extends number> = NumberOf<\`\${Class}\${Digit}\${Digit}\`>;
`;

function operationMember(description: Description, operation: Operation, types: SchemaTypes): string {
  const { id, method, path, summary } = operation;
  const comment = commentText(`${method} ${path}${summary === undefined ? '' : `: ${summary}`}`);
  const request = requestType(description, operation, types);
  const response = responseType(description, operation, types);
  const body = objectText([memberText('request', request, true), memberText('response', response, true)]);
  return `${comment}\n${memberText(id, body, true)};`;
}

const LOCATIONS: readonly (readonly [string, ParameterLocation])[] = [
  ['path', 'path'],
  ['query', 'query'],
  ['headers', 'header'],
  ['cookies', 'cookie'],
];

function requestType(
  description: Description,
  { parameters, requestBody }: Operation,
  types: SchemaTypes,
): string {
  const places = LOCATIONS.map(([name, location]) =>
    memberText(name, parametersType(parameters, location, types), true),
  );
  const body = requestBody && contentType(description, requestBody.content, 'request', types);
  const sent = unionText([body ?? 'undefined', ...(requestBody?.required === true ? [] : ['undefined'])]);
  return objectText([...places, memberText('body', sent, true)]);
}

/** Where there is a default, there is always a value. */
function parametersType(
  parameters: readonly Parameter[],
  location: ParameterLocation,
  types: SchemaTypes,
): string {
  const own = parameters.filter((parameter) => parameter.location === location);
  return objectText(
    own.map((parameter) =>
      memberText(
        parameter.name,
        types.typeOf(parameter.schema, 'request'),
        parameter.required || parameter.default !== undefined,
      ),
    ),
  );
}

function responseType(description: Description, { responses }: Operation, types: SchemaTypes): string {
  if (responses.length === 0) return objectText(['status: number', 'body?: unknown']);
  const known = responses.map(({ status }) => status);
  const alternatives = responses.map(({ status, content }) => {
    const body =
      content.length === 0
        ? 'body?: undefined'
        : memberText('body', contentType(description, content, 'response', types), true);
    return objectText([memberText('status', statusType(status, known), true), body]);
  });
  return alternatives.length === 1
    ? alternatives.join('')
    : alternatives.map((one) => `\n  | ${indented(one)}`).join('');
}

/** A range, and `default`, stand for those that are not documented on their own. */
function statusType(status: string, known: readonly string[]): string {
  if (/^\d{3}$/.test(status)) return status;
  const classes = status === 'default' ? '1 | 2 | 3 | 4 | 5' : status.charAt(0);
  const ranges = known.filter((one) => /^\dXX$/.test(one) && status === 'default');
  const others = [
    ...known.filter(
      (one) => /^\d{3}$/.test(one) && (status === 'default' || one.startsWith(status.charAt(0))),
    ),
    ...ranges.map((one) => `StatusOf<${one.charAt(0)}>`),
  ];
  const all = `StatusOf<${classes}>`;
  return others.length === 0 ? all : `Exclude<${all}, ${others.join(' | ')}>`;
}

function contentType(
  description: Description,
  content: readonly MediaType[],
  direction: Direction,
  types: SchemaTypes,
): string {
  return unionText(content.map((mediaType) => mediaTypeType(description, mediaType, direction, types)));
}

/** Read as arrays, also where the schema is that of an item. */
const SEQUENCES: readonly BodyFamily[] = ['jsonLines', 'jsonSequence', 'events', 'eventData'];

function mediaTypeType(
  { document }: Description,
  mediaType: MediaType,
  direction: Direction,
  types: SchemaTypes,
): string {
  const { schema, itemSchema, range } = mediaType;
  const shape = schema === undefined ? ANY_SHAPE : shapeOf(document, schema);
  const type = parseMediaType(concreteType(range, shape));
  const family: BodyFamily = type === undefined ? 'binary' : bodyFamily(type, mediaType, shape);
  if (family === 'text') return 'string';
  if (family === 'binary' && direction === 'request') return 'Uint8Array';
  if (family === 'binary' || family === 'textOrBinary') return 'string | Uint8Array';
  if (itemSchema) return arrayText(types.typeOf(itemSchema, direction));
  if (schema && !shape.allowsArray && SEQUENCES.includes(family)) {
    return arrayText(types.typeOf(schema, direction));
  }
  return schema === undefined ? 'unknown' : types.typeOf(schema, direction);
}
