import type { Json, JsonObject } from '../../../base/json.ts';
import type { PartKind } from '../../document/document-parts.ts';
import type { Place } from '../../document/walk-parts.ts';

/** One of the documents that make up a description. */
export interface SourceDocument {
  /** The URL that it is read from. */
  readonly address: URL;
  /** The base of its relative references: its `$self` (OpenAPI 3.2), or else the URL that it was referred to by. */
  base: URL;
  /** JSON Pointer of the document in the assembled description; `''` for the description itself. */
  readonly prefix: string;
  readonly key: string;
  content: Json | undefined;
  unread: string | undefined;
  /** Called once the document has been read, or cannot be. */
  readonly waiting: (() => void)[];
}

/** A reference, with the member that holds it. */
export interface Reference {
  readonly holder: JsonObject;
  readonly member: string;
  readonly text: string;
  readonly kind: PartKind;
  readonly place: Place;
  /** The way that its pointer has taken through other references; undefined where it has met none. */
  readonly passing?: Passing;
}

/** The way of a pointer through other references. */
export interface Passing {
  /** The text of the reference, as it was written. */
  readonly text: string;
  /** Where the pointer would lead without passing through any. */
  readonly target: SourceDocument;
  readonly fragment: string;
  /** The places of the references that it has passed through. */
  readonly places: readonly string[];
}

/** Returns a pointer as part of a URI fragment. */
export function inFragment(pointer: string): string {
  return pointer.replaceAll('%', '%25');
}
