import { formatPointer } from '../base/json-pointer.ts';
import { decodeHeaderField } from '../codec/parameters/header-field.ts';
import type { Decoded } from '../codec/parameters/parameter-codec.ts';
import type { Description } from '../description/model/description.ts';
import type { Header, MediaType } from '../description/model/media-type-object.ts';
import { type Operation, type Response, responseFor } from '../description/model/operation.ts';
import type { SchemaError, Validate } from '../description/schemas/schema-validators.ts';
import { shapeOf } from '../description/schemas/value-shape.ts';
import { describedBy, parseMediaType } from '../http/media-type.ts';
import { headerValue, type HeaderFields, type WholeResponse } from '../http/message.ts';
import { forPeople } from './rank-violations.ts';
import { schemaViolation } from './schema-violation.ts';
import { judgeContent } from './validate-content.ts';
import { judgeValue } from './validate-value.ts';
import { violation, type Violation } from './violation.ts';
import { wrongContentType } from './wrong-content-type.ts';

export interface ResponseJudgement {
  /** The Response Object that describes it; undefined where the status is not documented. */
  readonly response: Response | undefined;
  readonly mediaType: MediaType | undefined;
  /** The decoded body; undefined where there is none, or it cannot be read. */
  readonly body: unknown;
  readonly violations: readonly Violation[];
  /** The same for people: the most telling first, without the branches that were not meant. */
  readonly forPeople: () => readonly Violation[];
}

export type ResponseJudge = (response: WholeResponse, method?: string) => ResponseJudgement;

export function compileResponseJudge(description: Description, operation: Operation): ResponseJudge {
  return (answer, method = operation.method) => {
    const response = responseFor(operation, answer.status);
    if (response === undefined) {
      return judgement(description, { violations: [undocumentedStatus(operation, answer.status)] });
    }
    const headers = response.headers.map((header) => judgeHeader(description, header, answer.headers));
    const content = judgeBody(description, response, answer, method);
    const violations = [...headers.flatMap((one) => one.violations), ...content.violations];
    const found = Object.fromEntries(headers.map((one) => [one.name, one.value]));
    return judgement(description, { ...content, response, violations, headers: found });
  };
}

interface Judged {
  readonly response?: Response;
  readonly mediaType?: MediaType | undefined;
  readonly value?: unknown;
  /** By the names of the description. */
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly violations: readonly Violation[];
}

function judgement(
  description: Description,
  { response, mediaType, value, headers = {}, violations }: Judged,
): ResponseJudgement {
  const values = { header: headers, body: value };
  return {
    response,
    mediaType,
    body: value,
    violations,
    forPeople: () => forPeople(violations, { description, direction: 'response', values }),
  };
}

/** A description without `content` says nothing of a body. One that is compressed is not looked into. */
function judgeBody(
  description: Description,
  response: Response,
  answer: WholeResponse,
  method: string,
): Omit<Judged, 'headers'> {
  const { content } = response;
  const contentType = headerValue(answer.headers, 'content-type') ?? '';
  const isBodyless = method === 'HEAD' || cannotHaveBody(answer.status);
  if (content.length === 0 || (isBodyless && (method !== 'HEAD' || contentType === ''))) {
    return { violations: [] };
  }
  const type = parseMediaType(contentType);
  const mediaType = type && describedBy(content, type);
  if (mediaType === undefined) return { violations: [wrongContentType(response, contentType, 'missing')] };
  const coding = headerValue(answer.headers, 'content-encoding') ?? 'identity';
  if (isBodyless || coding.toLowerCase() !== 'identity') return { mediaType, violations: [] };
  const { body: bytes, value: known } = answer;
  const judged = judgeContent(description, { bytes, contentType, mediaType, direction: 'response', known });
  return { ...judged, mediaType };
}

/** RFC 9110, sections 15.2, 15.3.5, 15.3.6 and 15.4.5. */
function cannotHaveBody(status: number): boolean {
  return status < 200 || status === 204 || status === 205 || status === 304;
}

interface JudgedHeader {
  readonly name: string;
  readonly value: unknown;
  readonly violations: readonly Violation[];
}

function judgeHeader(description: Description, header: Header, headers: HeaderFields): JudgedHeader {
  const { name, pointer: descriptionPointer } = header;
  const place = { where: 'header' as const, pointer: formatPointer([name]), descriptionPointer };
  const found = cookieLines(header, headers) ?? decodeHeaderField(description.document, header, headers);
  switch (found.kind) {
    case 'absent': {
      const missing = violation({ ...place, keyword: 'required', params: {}, message: 'must be sent' });
      return { name, value: undefined, violations: header.required ? [missing] : [] };
    }
    case 'malformed': {
      const { keyword, message } = found;
      return { name, value: undefined, violations: [violation({ ...place, keyword, params: {}, message })] };
    }
    case 'value': {
      const judged = { value: { [name]: found.value }, document: description.document };
      const validate = description.validators.of(header.schema, 'response');
      const violations = judgeHeaderValue(validate, found, header, description).map((error) =>
        schemaViolation(
          'header',
          { ...error, instancePath: `${place.pointer}${error.instancePath}` },
          judged,
        ),
      );
      return { name, value: found.value, violations };
    }
  }
}

/** Several `Set-Cookie` lines are no list with commas: each is a value (RFC 9110, section 5.3). */
function cookieLines({ name }: Header, headers: HeaderFields): Decoded | undefined {
  const lines = name.toLowerCase() === 'set-cookie' ? headers['set-cookie'] : undefined;
  return lines === undefined ? undefined : { kind: 'value', value: [lines].flat() };
}

/** The schema is of the list of cookies, or of each. */
function judgeHeaderValue(
  validate: Validate,
  { value }: { readonly value: unknown },
  { name, schema }: Header,
  { document }: Description,
): readonly SchemaError[] {
  const isOfEach = name.toLowerCase() === 'set-cookie' && !shapeOf(document, schema).allowsArray;
  if (!isOfEach || !Array.isArray(value)) return judgeValue(validate, value);
  return value.flatMap((line, index) =>
    validate(line).map((error) => ({ ...error, instancePath: `/${index}${error.instancePath}` })),
  );
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
