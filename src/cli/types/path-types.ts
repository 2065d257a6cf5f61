import { groupBy } from '../../base/group-by.ts';
import type { Description } from '../../description/model/description.ts';
import type { MediaType } from '../../description/model/media-type-object.ts';
import type { Operation, Response } from '../../description/model/operation.ts';
import type { Parameter, ParameterLocation } from '../../description/model/parameter.ts';
import type { Direction } from '../../description/schemas/schema.ts';
import { mediaTypeType } from './media-type-types.ts';
import type { SchemaTypes } from './schema-types.ts';
import { indented, memberText, objectText } from './type-text.ts';

/**
 * Returns the interface `paths`: parameters, bodies and responses by path and method, as `openapi-fetch` and the clients
 * that are built on it take them.
 */
export function pathTypes(description: Description, types: SchemaTypes): string {
  const byPath = groupBy(description.operations, ({ path, query }) =>
    query === '' ? path : `${path}?${query}`,
  );
  const members = [...byPath].map(([path, operations]) => {
    const methods = operations.map((operation) =>
      memberText(operation.method.toLowerCase(), operationType(description, operation, types), true),
    );
    return memberText(path, objectText(methods), true);
  });
  return `/** The same by path and method, for typed clients. */
export interface paths {\n${members.map((text) => `  ${indented(text)};`).join('\n')}\n}`;
}

function operationType(description: Description, operation: Operation, types: SchemaTypes): string {
  const { parameters, requestBody, responses } = operation;
  const body =
    requestBody === undefined
      ? memberText('requestBody', 'never', false)
      : memberText(
          'requestBody',
          objectText([contentMember(description, requestBody.content, 'request', types)]),
          requestBody.required,
        );
  const documented = responses.map((response) =>
    statusMember(response.status, responseType(description, response, types)),
  );
  return objectText([
    memberText('parameters', parametersType(parameters, types), true),
    body,
    memberText('responses', objectText(documented), true),
  ]);
}

/** Clients look statuses up as numbers, which a name in quotes is not. */
function statusMember(status: string, type: string): string {
  return /^\d{3}$/.test(status) ? `${status}: ${type}` : memberText(status, type, true);
}

const LOCATIONS: readonly ParameterLocation[] = ['query', 'header', 'path', 'cookie'];

/** A place where no parameter is required may be left out as a whole. */
function parametersType(parameters: readonly Parameter[], types: SchemaTypes): string {
  return objectText(
    LOCATIONS.map((location) => {
      const located = parameters.filter((parameter) => parameter.location === location);
      const members = located.map(({ name, schema, required }) =>
        memberText(name, types.typeOf(schema, 'request'), required),
      );
      const isRequired = located.some(({ required }) => required);
      return memberText(location, located.length === 0 ? 'never' : objectText(members), isRequired);
    }),
  );
}

function responseType(description: Description, { headers, content }: Response, types: SchemaTypes): string {
  const fields = headers.map(({ name, schema, required }) =>
    memberText(name, types.typeOf(schema, 'response'), required),
  );
  return objectText([
    memberText('headers', objectText([...fields, '[name: string]: unknown']), true),
    content.length === 0
      ? memberText('content', 'never', false)
      : contentMember(description, content, 'response', types),
  ]);
}

function contentMember(
  description: Description,
  content: readonly MediaType[],
  direction: Direction,
  types: SchemaTypes,
): string {
  const entries = content.map((mediaType) =>
    memberText(mediaType.range, mutableType(mediaTypeType(description, mediaType, direction, types)), true),
  );
  return memberText('content', objectText(entries), true);
}

/** Clients know arrays by being mutable. */
function mutableType(type: string): string {
  return /^(string|number|boolean|unknown|never|null|Uint8Array| \| )+$/.test(type)
    ? type
    : `Mutable<${type}>`;
}

/** The declaration of `Mutable`. */
export const MUTABLE = `
/** The same, with arrays that may be changed. */
type Mutable<Type> = Type extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : Type extends Uint8Array
    ? Type
    : Type extends object
      ? { [Name in keyof Type]: Mutable<Type[Name]> }
      : Type;
`;
