import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { escapeToken } from '../../base/json-pointer.ts';
import { documentPlace, externalDocuments } from '../document/external-documents.ts';
import type { Description } from '../model/description.ts';
import { decodeDocument } from './decode-document.ts';
import { findInText, type FindInText, type TextPlace } from './source-positions.ts';

/** Where a part of a description stands, for people. */
export interface FilePlace {
  /** A path, seen as the description's own, or a URL; undefined for a description in memory. */
  readonly file: string | undefined;
  /** From 1; undefined where the file is not at hand. */
  readonly line: number | undefined;
  /** JSON Pointer into that file. */
  readonly pointer: string;
}

/** Finds the place of a JSON Pointer; that of the nearest part around it where nothing stands there itself. */
type PlaceOf = (pointer: string) => FilePlace;

/** Larger files, in bytes, are not read a second time for their line numbers. */
const LARGEST = 20_000_000;

/** Where the parts of a description stand in its files, each of which is read when it is first needed. */
export function createPlaceFinder(
  { location }: Pick<Description, 'location'>,
  largest: number = LARGEST,
): PlaceOf {
  const finders = new Map<string, FindInText | undefined>();
  const finderOf = (file: string): FindInText | undefined => {
    if (!finders.has(file)) finders.set(file, readFinder(file, largest));
    return finders.get(file);
  };
  return (pointer) => {
    const { document, pointer: inside } = documentPlace(pointer);
    const file = document === undefined || location === undefined ? location : besides(location, document);
    return file === undefined ? { file, line: undefined, pointer } : placeIn(file, inside, finderOf);
  };
}

/** `openapi.yaml:12`, or what is known of it. */
export function writtenFilePlace({ file, line, pointer }: FilePlace): string {
  if (file === undefined) return `#${pointer}`;
  return line === undefined ? `${file}#${pointer}` : `${file}:${line}`;
}

/** The local files that a description refers to. */
export function externalFiles({
  location,
  document,
}: Pick<Description, 'location' | 'document'>): readonly string[] {
  if (location === undefined) return [];
  const files = Object.keys(externalDocuments(document)).map((key) => besides(location, key));
  return files.filter((file) => !isRemote(file));
}

/** Beyond this many references to other files, none is followed any more. */
const MOST_STEPS = 10;

/** Follows the references to maps, in whose place these were put. */
function placeIn(
  file: string,
  pointer: string,
  finderOf: (file: string) => FindInText | undefined,
): FilePlace {
  let step = { file, pointer };
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
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

/** Security schemes stand elsewhere in Swagger 2.0. */
function inSwagger(finder: FindInText, pointer: string): TextPlace | undefined {
  const original = pointer.replace(/^\/components\/securitySchemes\b/, '/securityDefinitions');
  const found = original === pointer ? undefined : finder(original);
  return found?.rest.length === 0 ? found : undefined;
}

function besides(file: string, path: string): string {
  if (isRemote(path)) return path;
  return isRemote(file) ? new URL(path, file).href : join(dirname(file), path);
}

function isRemote(file: string): boolean {
  return /^https?:/i.test(file);
}

function readFinder(file: string, largest: number): FindInText | undefined {
  if (isRemote(file)) return undefined;
  try {
    return statSync(file).size > largest ? undefined : findInText(decodeDocument(readFileSync(file)));
  } catch {
    return undefined;
  }
}
