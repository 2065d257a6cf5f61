import type { Description } from '../spec/description.ts';
import type { MediaType } from '../spec/media-type-object.ts';
import type { Operation, RequestBody } from '../spec/operation.ts';
import { decodeBody } from './body-codec.ts';
import { describedBy, parseMediaType } from './media-type.ts';
import { headerValue, type RawRequest } from './raw-message.ts';
import { schemaViolation } from './schema-violation.ts';
import { violation, type Violation } from './violation.ts';

/** Returns the decoded body, undefined where there is none, and adds what is wrong with it. */
type BodyJudge = (request: RawRequest, violations: Violation[]) => unknown;

/** A body that the operation does not describe is not looked at (OpenAPI 3.1, Operation Object). */
export function compileBodyJudge(description: Description, operation: Operation): BodyJudge {
  const described = operation.requestBody;
  if (described === undefined) return () => undefined;
  return (request, violations) => {
    if (request.body.length === 0) {
      if (described.required) violations.push(missingBody(described));
      return undefined;
    }
    const contentType = headerValue(request.headers, 'content-type') ?? described.content[0]?.range ?? '';
    const type = parseMediaType(contentType);
    const mediaType = type && describedBy(described.content, type);
    if (mediaType === undefined) {
      violations.push(wrongContentType(described, contentType));
      return undefined;
    }
    return judgeContent(request.body, contentType, mediaType, description, violations);
  };
}

function judgeContent(
  bytes: Uint8Array,
  contentType: string,
  mediaType: MediaType,
  description: Description,
  violations: Violation[],
): unknown {
  const decoded = decodeBody(bytes, contentType);
  if (decoded.kind === 'malformed') {
    violations.push(malformedBody(mediaType, decoded));
    return undefined;
  }
  if (mediaType.schema !== undefined && !(decoded.value instanceof Uint8Array)) {
    const errors = description.validators.of(mediaType.schema, 'request')(decoded.value);
    violations.push(...errors.map((error) => schemaViolation('body', error)));
  }
  return decoded.value;
}

function missingBody(described: RequestBody): Violation {
  return violation({
    where: 'body',
    pointer: '',
    descriptionPointer: `${described.pointer}/required`,
    keyword: 'required',
    params: {},
    message: 'must not be empty',
  });
}

function wrongContentType(described: RequestBody, contentType: string): Violation {
  const allowed = described.content.map((entry) => entry.range);
  return violation({
    where: 'contentType',
    pointer: '',
    descriptionPointer: `${described.pointer}/content`,
    keyword: 'contentType',
    params: { found: contentType, allowed },
    message: `must be ${allowed.join(' or ')}, not ${contentType || 'empty'}`,
  });
}

function malformedBody(mediaType: MediaType, decoded: { keyword: string; message: string }): Violation {
  return violation({
    where: 'body',
    pointer: '',
    descriptionPointer: mediaType.pointer,
    keyword: decoded.keyword,
    params: {},
    message: decoded.message,
  });
}
