import { escapeToken, parsePointer } from '../../base/json-pointer.ts';
import { isObject, member, stringMember, type JsonObject } from '../../base/json.ts';

/**
 * The member of a description that holds the documents it refers to, each under its path from the description's folder
 * (or its URL). References to them are rewritten; nothing is inlined.
 */
export const EXTERNAL = 'x-external';

/** The member that holds the reasons why a document was not read, under the same names. */
export const UNREAD = 'x-external-unread';

/** Returns the JSON Pointer of a document that the description refers to. */
export function externalPointer(key: string): string {
  return `/${EXTERNAL}/${escapeToken(key)}`;
}

/** A pointer into a description, split into the document and the pointer within it. */
interface DocumentPlace {
  /** Undefined for the description itself. */
  readonly document: string | undefined;
  readonly pointer: string;
}

/** Splits a pointer into a description. */
export function documentPlace(pointer: string): DocumentPlace {
  const [holder, key, ...rest] = parsePointer(pointer);
  if (holder !== EXTERNAL || key === undefined) return { document: undefined, pointer };
  return { document: key, pointer: rest.map((token) => `/${escapeToken(token)}`).join('') };
}

/** Returns why the document that a pointer leads into was not read; undefined where it was. */
export function unreadReason(document: JsonObject, pointer: string): string | undefined {
  const { document: key } = documentPlace(pointer);
  return key === undefined ? undefined : stringMember(member(document, UNREAD), key);
}

/** Returns the names of the documents that could not be read. */
export function unreadDocuments(document: JsonObject): readonly string[] {
  return Object.keys(member(document, UNREAD) ?? {});
}

/** Formats a pointer for display: `common/Error.yaml#/properties/code`. */
export function writtenPlace(pointer: string): string {
  const place = documentPlace(pointer);
  return `${place.document ?? ''}#${place.pointer}`;
}

/** Returns the documents that a description refers to, by name. */
export function externalDocuments(document: JsonObject): JsonObject {
  const found = member(document, EXTERNAL);
  return isObject(found) ? found : {};
}
