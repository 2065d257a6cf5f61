import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { escapeToken } from '../../base/json-pointer.ts';
import { weaklyMemoised } from '../../base/memoise.ts';
import { documentPlace, externalDocuments, unreadDocuments } from '../document/external-documents.ts';
import type { Description } from '../model/description.ts';
import { decodeDocument } from './text/decode-document.ts';
import { findInText, type FindInText, type TextPlace } from './text/find-in-text.ts';

/** The place of a part of a description in its files, for display. */
export interface FilePlace {
  /** A path, relative like the description's own, or a URL; undefined for a description in memory. */
  readonly file: string | undefined;
  /** From 1; undefined where the file cannot be read. */
  readonly line: number | undefined;
  /** JSON Pointer into that file. */
  readonly pointer: string;
}

/** Finds the place of a JSON Pointer, or of the nearest enclosing part where the pointer itself leads nowhere. */
type PlaceOf = (pointer: string) => FilePlace;

/** Larger files, in bytes, are not read a second time for their line numbers. */
const MAX_BYTES = 20_000_000;

/** A description, as far as its places depend on it. */
export type Located = Pick<Description, 'location'> & Partial<Pick<Description, 'text' | 'origins'>>;

/** Creates a finder for places in the description's files, each of which is read on first use. */
export function createPlaceFinder(
  { location, text, origins = new Map() }: Located,
  maxBytes: number = MAX_BYTES,
): PlaceOf {
  const finders = new Map<string, FindInText | undefined>();
  if (location !== undefined && text !== undefined) finders.set(location, findInText(text));
  const finderOf = (file: string): FindInText | undefined => {
    if (!finders.has(file)) finders.set(file, readFinder(file, maxBytes));
    return finders.get(file);
  };
  return (pointer) => {
    const { document, pointer: inside } = documentPlace(originOf(pointer, origins));
    const isFile = document !== undefined && (location !== undefined || document.startsWith('file:'));
    const file = isFile ? besides(location ?? '', document) : location;
    return file === undefined ? { file, line: undefined, pointer } : placeIn(file, inside, finderOf);
  };
}

/** The finder of a description: its files are read once. */
export const placeFinderOf = weaklyMemoised((description: Located) => createPlaceFinder(description));

/** Returns the pointer that an overlay gives a part, or what the part is in. */
function originOf(pointer: string, origins: ReadonlyMap<string, string>): string {
  if (origins.size === 0) return pointer;
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
    const origin = origins.get(pointer.slice(0, end));
    if (origin !== undefined) return `${origin}${pointer.slice(end)}`;
  }
  return pointer;
}

/** Formats a place: `openapi.yaml:12`, or without a line `openapi.yaml#/paths`. */
export function writtenFilePlace({ file, line, pointer }: FilePlace): string {
  if (file === undefined) return `#${pointer}`;
  return line === undefined ? `${file}#${pointer}` : `${file}:${line}`;
}

/** Returns the local files that a description refers to, also those that could not be read. */
export function externalFiles({
  location,
  document,
}: Pick<Description, 'location' | 'document'>): readonly string[] {
  if (location === undefined) return [];
  const keys = [...Object.keys(externalDocuments(document)), ...unreadDocuments(document)];
  const files = keys.map((key) => besides(location, key));
  return files.filter((file) => !isRemote(file));
}

/** Limits the references to other files that are followed. */
const MAX_STEPS = 10;

/** Finds a pointer in a file. Follows references to maps, which loading replaced by the maps. */
function placeIn(
  file: string,
  pointer: string,
  finderOf: (file: string) => FindInText | undefined,
): FilePlace {
  let step = { file, pointer };
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    const finder = finderOf(step.file);
    if (finder === undefined) return { ...step, line: undefined };
    const found = inSwagger(finder, step.pointer) ?? finder(step.pointer);
    const [address = '', fragment = ''] = (found.reference ?? '').split('#');
    const isThrough = found.rest.length > 0 && address !== '' && !isRemote(address);
    if (!isThrough) return { ...step, line: found.line };
    const rest = found.rest.map((token) => `/${escapeToken(token)}`).join('');
    step = { file: besides(step.file, address), pointer: `${fragment}${rest}` };
  }
  return { ...step, line: undefined };
}

/** Finds a security scheme of Swagger 2.0, which has another place there. */
function inSwagger(finder: FindInText, pointer: string): TextPlace | undefined {
  const original = pointer.replace(/^\/components\/securitySchemes\b/, '/securityDefinitions');
  const found = original === pointer ? undefined : finder(original);
  return found?.rest.length === 0 ? found : undefined;
}

function besides(file: string, path: string): string {
  if (isRemote(path)) return path;
  if (path.startsWith('file:')) return fileURLToPath(path);
  return isRemote(file) ? new URL(path, file).href : join(dirname(file), path);
}

function isRemote(file: string): boolean {
  return /^https?:/i.test(file);
}

function readFinder(file: string, maxBytes: number): FindInText | undefined {
  if (isRemote(file)) return undefined;
  try {
    return statSync(file).size > maxBytes ? undefined : findInText(decodeDocument(readFileSync(file)));
  } catch {
    return undefined;
  }
}
