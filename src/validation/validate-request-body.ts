import { bodyFamily } from '../codec/formats/body-family.ts';
import type { Description } from '../description/model/description.ts';
import type { MediaType } from '../description/model/media-type-object.ts';
import type { Operation, RequestBody } from '../description/model/operation.ts';
import { ANY_SHAPE, shapeOf } from '../description/schemas/value-shape.ts';
import { CODINGS, codingsOf } from '../http/content-codings.ts';
import { describedBy, parseMediaType, type MediaRange } from '../http/media-type.ts';
import { headerValue, type RawRequest } from '../http/message.ts';
import { validateContent } from './validate-content.ts';
import { violation, type Violation } from './violation.ts';
import { wrongContentType } from './wrong-content-type.ts';

/** Returns the decoded body, or undefined where there is none, and adds its violations to the list. */
type BodyValidator = (request: RawRequest, violations: Violation[]) => unknown;

/**
 * Compiles the validator of an operation's bodies. One that is not described is ignored (OpenAPI 3.1, Operation
 * Object).
 */
export function compileBodyValidator(description: Description, operation: Operation): BodyValidator {
  const described = operation.requestBody;
  if (described === undefined) return () => undefined;
  return (request, violations) => {
    const field = headerValue(request.headers, 'content-type');
    const contentType = field ?? described.content[0]?.range ?? '';
    const type = parseMediaType(contentType);
    const mediaType = type && describedBy(described.content, type);
    if (request.body.length === 0 && !isEmptyValue(field, type, mediaType, description, described)) {
      if (described.required) violations.push(missingBody(described));
      return undefined;
    }
    const coding = request.decoding === 'done' ? undefined : codingsOf(request.headers)[0];
    if (coding !== undefined && request.decoding === 'failed')
      violations.push(undecodable(described, coding));
    else if (coding !== undefined) violations.push(coded(described, coding));
    else if (mediaType === undefined) violations.push(wrongContentType(described, contentType, 'empty'));
    if (coding !== undefined || mediaType === undefined) return undefined;
    const content = { bytes: request.body, contentType, mediaType, direction: 'request' as const };
    const validated = validateContent(description, content);
    violations.push(...validated.violations);
    return validated.value;
  };
}

/** True where no bytes can be a value: an empty text, file, form or list, if the request has a content type. */
function isEmptyValue(
  field: string | undefined,
  type: MediaRange | undefined,
  mediaType: MediaType | undefined,
  { document }: Description,
  { required }: RequestBody,
): boolean {
  if (!required || field === undefined || type === undefined || mediaType === undefined) return false;
  const shape = mediaType.schema === undefined ? ANY_SHAPE : shapeOf(document, mediaType.schema);
  const family = bodyFamily(type, mediaType, shape);
  return !['json', 'yaml', 'xml', 'multipart'].includes(family);
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

/** The violation of a body whose content coding is unknown, or was not removed (RFC 9110, section 8.4.1). */
function coded(described: RequestBody, coding: string): Violation {
  return violation({
    where: 'contentType',
    pointer: '',
    descriptionPointer: described.pointer,
    keyword: 'contentEncoding',
    params: { found: coding, allowed: CODINGS },
    message: `must be sent as it is, or in a known coding, not with Content-Encoding: ${coding}`,
  });
}

/** The violation of a body that is not what its content coding says. */
function undecodable(described: RequestBody, coding: string): Violation {
  return violation({
    where: 'body',
    pointer: '',
    descriptionPointer: described.pointer,
    keyword: 'contentEncoding',
    params: { found: coding },
    message: `must be what Content-Encoding: ${coding} says: it cannot be decompressed`,
  });
}
