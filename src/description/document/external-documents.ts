import { escapeToken, parsePointer } from '../../base/json-pointer.ts';
import { isObject, member, stringMember, type JsonObject } from '../../base/json.ts';

/**
 * The documents that a description refers to stand in it under this member, each under its path from the
 * description's folder (or its URL). References to them are rewritten; nothing is inlined.
 */
export const EXTERNAL = 'x-external';

/** Why a document is not there, by the same names. */
export const UNREAD = 'x-external-unread';

/** The JSON Pointer to a document that was referred to. */
export function externalPointer(key: string): string {
  return `/${EXTERNAL}/${escapeToken(key)}`;
}

/** A pointer into a description, told apart: in which of its documents, and where there. */
interface DocumentPlace {
  /** Undefined for the description itself. */
  readonly document: string | undefined;
  readonly pointer: string;
}

export function documentPlace(pointer: string): DocumentPlace {
  const [holder, key, ...rest] = parsePointer(pointer);
  if (holder !== EXTERNAL || key === undefined) return { document: undefined, pointer };
  return { document: key, pointer: rest.map((token) => `/${escapeToken(token)}`).join('') };
}

/** Why the document that a pointer leads into was not read; undefined where it was. */
export function unreadReason(document: JsonObject, pointer: string): string | undefined {
  const { document: key } = documentPlace(pointer);
  return key === undefined ? undefined : stringMember(member(document, UNREAD), key);
}

/** How people write a pointer: `common/Error.yaml#/properties/code`. */
export function writtenPlace(pointer: string): string {
  const place = documentPlace(pointer);
  return `${place.document ?? ''}#${place.pointer}`;
}

/** The documents that a description refers to, by name. */
export function externalDocuments(document: JsonObject): JsonObject {
  const found = member(document, EXTERNAL);
  return isObject(found) ? found : {};
}
