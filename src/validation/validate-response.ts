import { formatPointer } from '../base/json-pointer.ts';
import { decodeHeaderField } from '../codec/parameters/header-field.ts';
import type { Decoded } from '../codec/parameters/parameter-codec.ts';
import type { Description } from '../description/model/description.ts';
import type { Header, MediaType } from '../description/model/media-type-object.ts';
import { type Operation, type Response, responseFor } from '../description/model/operation.ts';
import type { SchemaError, Validate } from '../description/schemas/schema-validators.ts';
import { shapeOf } from '../description/schemas/value-shape.ts';
import { codingsOf } from '../http/content-codings.ts';
import { describedBy, parseMediaType } from '../http/media-type.ts';
import { headerValue, type HeaderFields, type WholeResponse } from '../http/message.ts';
import { isFieldName, isWireField } from '../http/wire-fields.ts';
import { rankViolations } from './rank-violations.ts';
import { schemaViolation } from './schema-violation.ts';
import { validateContent } from './validate-content.ts';
import { violation, type Violation } from './violation.ts';
import { wrongContentType } from './wrong-content-type.ts';

export interface ResponseValidation {
  /** The Response Object for the status; undefined where the status is not documented. */
  readonly response: Response | undefined;
  readonly mediaType: MediaType | undefined;
  /** The decoded body; undefined where there is none or it is malformed. */
  readonly body: unknown;
  readonly violations: readonly Violation[];
  /** The violations ranked for display: the most helpful first, without branches that were not meant. */
  readonly rankedViolations: () => readonly Violation[];
}

/** Validates a response. `method`: that of the request. Default: the operation's. */
export type ResponseValidator = (response: WholeResponse, method?: string) => ResponseValidation;

/** Compiles the validator of an operation's responses. */
export function compileResponseValidator(description: Description, operation: Operation): ResponseValidator {
  return (answer, method = operation.method) => {
    const response = responseFor(operation, answer.status);
    if (response === undefined) {
      return toValidation(description, { violations: [undocumentedStatus(operation, answer.status)] });
    }
    const content = validateBody(description, response, answer, method);
    if (response.headers.length === 0) return toValidation(description, { ...content, response });
    const headers = response.headers.map((header) => validateHeader(description, header, answer.headers));
    const violations = [...headers.flatMap((one) => one.violations), ...content.violations];
    const found = Object.fromEntries(headers.map((one) => [one.name, one.value]));
    return toValidation(description, { ...content, response, violations, headers: found });
  };
}

interface Outcome {
  readonly response?: Response;
  readonly mediaType?: MediaType | undefined;
  readonly value?: unknown;
  /** By the names of the description. */
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly violations: readonly Violation[];
}

function toValidation(
  description: Description,
  { response, mediaType, value, headers = {}, violations }: Outcome,
): ResponseValidation {
  const values = { header: headers, body: value };
  return {
    response,
    mediaType,
    body: value,
    violations,
    rankedViolations: () => rankViolations(violations, { description, direction: 'response', values }),
  };
}

/**
 * Validates the body. One that is compressed, a range of bytes, or whose `content` is not described, is not looked into.
 */
function validateBody(
  description: Description,
  response: Response,
  answer: WholeResponse,
  method: string,
): Omit<Outcome, 'headers'> {
  const { content } = response;
  const contentType = headerValue(answer.headers, 'content-type') ?? '';
  const isBodyless = method === 'HEAD' || cannotHaveBody(answer.status);
  if (content.length === 0 || (isBodyless && (method !== 'HEAD' || contentType === ''))) {
    return { violations: [] };
  }
  const type = parseMediaType(contentType);
  const mediaType = type && describedBy(content, type);
  if (mediaType === undefined) return { violations: [wrongContentType(response, contentType, 'missing')] };
  const isPart = answer.status === 206 && /^bytes /i.test(headerValue(answer.headers, 'content-range') ?? '');
  if (isBodyless || isPart || codingsOf(answer.headers).length > 0) return { mediaType, violations: [] };
  const { body: bytes, value: known } = answer;
  if (answer.judgedBy === mediaType) return { mediaType, value: known, violations: [] };
  const validated = validateContent(description, {
    bytes,
    contentType,
    mediaType,
    direction: 'response',
    known,
  });
  return { ...validated, mediaType };
}

/** True for statuses whose responses have no body (RFC 9110, sections 15.2, 15.3.5, 15.3.6 and 15.4.5). */
function cannotHaveBody(status: number): boolean {
  return status < 200 || status === 204 || status === 205 || status === 304;
}

interface ValidatedHeader {
  readonly name: string;
  readonly value: unknown;
  readonly violations: readonly Violation[];
}

function validateHeader(description: Description, header: Header, headers: HeaderFields): ValidatedHeader {
  const { name, pointer: descriptionPointer } = header;
  const place = { where: 'header' as const, pointer: formatPointer([name]), descriptionPointer };
  const found = cookieLines(header, headers) ?? decodeHeaderField(description.document, header, headers);
  switch (found.kind) {
    case 'absent': {
      const missing = violation({ ...place, keyword: 'required', params: {}, message: 'must be sent' });
      const isDue = header.required && isFieldName(name) && !isWireField(name);
      return { name, value: undefined, violations: isDue ? [missing] : [] };
    }
    case 'malformed': {
      const { keyword, message } = found;
      return { name, value: undefined, violations: [violation({ ...place, keyword, params: {}, message })] };
    }
    case 'value': {
      const validated = { value: { [name]: found.value }, document: description.document };
      const validate = description.validators.of(header.schema, 'response');
      const violations = validateHeaderValue(validate, found, header, description).map((error) =>
        schemaViolation(
          'header',
          { ...error, instancePath: `${place.pointer}${error.instancePath}` },
          validated,
        ),
      );
      return { name, value: found.value, violations };
    }
  }
}

/** Reads several `Set-Cookie` lines as one value each, not as one list with commas (RFC 9110, section 5.3). */
function cookieLines({ name }: Header, headers: HeaderFields): Decoded | undefined {
  const lines = name.toLowerCase() === 'set-cookie' ? headers['set-cookie'] : undefined;
  return lines === undefined ? undefined : { kind: 'value', value: [lines].flat() };
}

/**
 * Validates a header's value. The schema of `Set-Cookie` describes the list of lines or each line; where no line fits
 * alone, also all of them, as one text or as an object.
 */
function validateHeaderValue(
  validate: Validate,
  { value }: { readonly value: unknown },
  { name, schema }: Header,
  { document }: Description,
): readonly SchemaError[] {
  const isOfEach = name.toLowerCase() === 'set-cookie' && !shapeOf(document, schema).allowsArray;
  if (!isOfEach || !Array.isArray(value)) return validate(value);
  if (!value.some((line) => validate(line).length === 0) && isWholeValid(validate, value)) return [];
  return value.flatMap((line, index) =>
    validate(line).map((error) => ({ ...error, instancePath: `/${index}${error.instancePath}` })),
  );
}

function isWholeValid(validate: Validate, lines: readonly unknown[]): boolean {
  const cookies = lines.map((line) => /^([^=;]*)=?(.*)$/s.exec(String(line))?.slice(1, 3) ?? []);
  const wholes: readonly unknown[] = [lines.join('\n'), Object.fromEntries(cookies) as unknown];
  return wholes.some((whole) => validate(whole).length === 0);
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
