import { formatPointer } from '../spec/json-pointer.ts';
import type { Description } from '../spec/description.ts';
import type { MediaType } from '../spec/media-type-object.ts';
import type { Operation, Response } from '../spec/operation.ts';
import type { Header } from '../spec/parameter.ts';
import { shapeOf } from '../spec/value-shape.ts';
import { decodeBody } from './body-codec.ts';
import { describedBy, parseMediaType } from './media-type.ts';
import { decodeParameter } from './parameter-codec.ts';
import { headerValue, type HeaderFields } from './raw-message.ts';
import { schemaViolation } from './schema-violation.ts';
import { violation, type Violation } from './violation.ts';

/** An answer with all of its body. */
export interface WholeResponse {
  readonly status: number;
  readonly headers: HeaderFields;
  readonly body: Uint8Array;
}

export interface ResponseJudgement {
  /** The Response Object that describes it; undefined where the status is not documented. */
  readonly response: Response | undefined;
  readonly mediaType: MediaType | undefined;
  /** The decoded body; undefined where there is none, or it cannot be read. */
  readonly body: unknown;
  readonly violations: readonly Violation[];
}

export type ResponseJudge = (response: WholeResponse, method?: string) => ResponseJudgement;

/** The Response Object for a status: exact, then `2XX`, then `default` (OpenAPI 3.1, Responses Object). */
export function responseFor(operation: Operation, status: number): Response | undefined {
  const wanted = [String(status), `${Math.floor(status / 100)}XX`, 'default'];
  return wanted
    .map((key) => operation.responses.find((response) => response.status === key))
    .find((response) => response !== undefined);
}

export function compileResponseJudge(description: Description, operation: Operation): ResponseJudge {
  return (answer, method = operation.method) => {
    const response = responseFor(operation, answer.status);
    if (response === undefined) {
      const violations = [undocumentedStatus(operation, answer.status)];
      return { response, mediaType: undefined, body: undefined, violations };
    }
    const violations = response.headers.flatMap((header) => judgeHeader(description, header, answer.headers));
    const isBodyless = method === 'HEAD' || answer.status === 204 || answer.status === 304;
    if (isBodyless || response.content.length === 0) {
      return { response, mediaType: undefined, body: undefined, violations };
    }
    return judgeContent(description, response, answer, violations);
  };
}

function judgeContent(
  description: Description,
  response: Response,
  answer: WholeResponse,
  violations: Violation[],
): ResponseJudgement {
  const contentType = headerValue(answer.headers, 'content-type') ?? '';
  const type = parseMediaType(contentType);
  const mediaType = type && describedBy(response.content, type);
  if (mediaType === undefined) {
    violations.push(undocumentedMediaType(response, contentType));
    return { response, mediaType, body: undefined, violations };
  }
  const decoded = decodeBody(answer.body, contentType);
  if (decoded.kind === 'malformed') {
    const { keyword, message } = decoded;
    const facts = { pointer: '', descriptionPointer: mediaType.pointer, keyword, params: {}, message };
    violations.push(violation({ where: 'body', ...facts }));
    return { response, mediaType, body: undefined, violations };
  }
  if (mediaType.schema !== undefined && !(decoded.value instanceof Uint8Array)) {
    const errors = description.validators.of(mediaType.schema, 'response')(decoded.value);
    violations.push(...errors.map((error) => schemaViolation('body', error)));
  }
  return { response, mediaType, body: decoded.value, violations };
}

function judgeHeader(description: Description, header: Header, headers: HeaderFields): Violation[] {
  const parameter = { ...header, location: 'header' as const, allowEmptyValue: false };
  const shape = shapeOf(description.document, header.schema);
  const decoded = decodeParameter(parameter, shape, { path: new Map(), query: [], headers, cookies: [] });
  const where = 'header' as const;
  const place = { where, pointer: formatPointer([header.name]), descriptionPointer: header.pointer };
  switch (decoded.kind) {
    case 'absent':
      return header.required
        ? [violation({ ...place, keyword: 'required', params: {}, message: 'must be sent' })]
        : [];
    case 'malformed':
      return [violation({ ...place, keyword: decoded.keyword, params: {}, message: decoded.message })];
    case 'value':
      return description.validators
        .of(
          header.schema,
          'response',
        )(decoded.value)
        .map((error) =>
          schemaViolation(where, { ...error, instancePath: `${place.pointer}${error.instancePath}` }),
        );
  }
}

function undocumentedStatus(operation: Operation, status: number): Violation {
  const allowed = operation.responses.map((response) => response.status);
  return violation({
    where: 'status',
    pointer: '',
    descriptionPointer: `${operation.pointer}/responses`,
    keyword: 'status',
    params: { found: status, allowed },
    message: `${status} is not documented: the description has ${allowed.join(', ') || 'none'}`,
  });
}

function undocumentedMediaType(response: Response, contentType: string): Violation {
  const allowed = response.content.map((entry) => entry.range);
  return violation({
    where: 'contentType',
    pointer: '',
    descriptionPointer: `${response.pointer}/content`,
    keyword: 'contentType',
    params: { found: contentType, allowed },
    message: `must be ${allowed.join(' or ')}, not ${contentType || 'missing'}`,
  });
}
