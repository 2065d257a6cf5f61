import { basename, dirname, extname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { JsonObject } from '../../base/json.ts';
import { compileDescription } from '../compile/compile-description.ts';
import { DescriptionError } from '../model/description-error.ts';
import type { Description } from '../model/description.ts';
import type { Fault } from '../model/fault.ts';
import { assembleDocument, type AssembleOptions, type ReadText } from './assemble/assemble-document.ts';
import { requireFaultless, validateWithSwaggerParser, type Original } from './check-strict.ts';
import { parseDocument, parseWhole } from './text/parse-document.ts';
import { changedAt, readText, readTextSync, type ReadingRules } from './read-text.ts';
import { IN_MEMORY, isRemote, type ReadingOptions } from './assemble/reading-policy.ts';
import { externalKey } from './assemble/external-key.ts';
import { applyOverlays, type Overlaid } from './overlay/apply-overlays.ts';
import { copied, documentInMemory } from './document-in-memory.ts';

export interface LoadOptions extends ReadingOptions {
  /** The namespace of case ids and state. Default: the file's name without its extension. */
  readonly name?: string | undefined;
  /** The text of the description, which is not read then: the source only tells where it is from. */
  readonly text?: string | undefined;
  /** The same description as JSON, which loads ten times as fast. Read instead of the source, unless that is newer. */
  readonly prebuilt?: string | URL | undefined;
  /** Paths or URLs of OpenAPI Overlays (1.0, 1.1), which are applied in their order. */
  readonly overlays?: readonly (string | URL)[] | undefined;
  /** Custom formats that behaviours register, which are not reported as unknown. */
  readonly formats?: readonly string[] | undefined;
  /**
   * Treats every fault, and every example that breaks its schema, as an error. `loadDescription` also validates with
   * swagger-parser. Default: false.
   */
  readonly strict?: boolean | undefined;
}

/** A path, a `file:`, `http:` or `https:` URL, or a description already in memory. */
export type DescriptionSource = string | URL | Readonly<Record<string, unknown>>;

/**
 * Loads and compiles a description with the documents that it refers to.
 * @throws DescriptionError where it cannot be read, is not an OpenAPI description, or nothing in it can be served
 */
export async function loadDescription(
  source: DescriptionSource,
  options: LoadOptions = {},
): Promise<Description> {
  const strict: { original?: Original } = {};
  const loading = load(source, options, strict);
  let step = loading.next();
  while (step.done !== true) {
    const { addresses, rules } = step.value;
    step = loading.next(await readAll(addresses, rules));
  }
  if (options.strict === true) {
    const { original = originalOf(source, options) } = strict;
    requireFaultless(step.value, await validateWithSwaggerParser(step.value, original, options));
  }
  return step.value;
}

/**
 * The same synchronously, for test runners without top-level await. Reads nothing from the network.
 * @throws DescriptionError
 */
export function loadDescriptionSync(source: DescriptionSource, options: LoadOptions = {}): Description {
  const loading = load(source, options);
  let step = loading.next();
  while (step.done !== true) {
    const { addresses, rules } = step.value;
    step = loading.next(addresses.map((address) => readTextSync(address, rules)));
  }
  if (options.strict === true) requireFaultless(step.value);
  return step.value;
}

/** The documents that have to be read next. */
interface Needed {
  readonly addresses: readonly URL[];
  readonly rules: ReadingRules;
}

/**
 * Yields the documents that have to be read, and returns the description. `strict`: takes what has to be checked if that
 * is not the source. @throws DescriptionError
 */
function* load(
  source: DescriptionSource,
  options: LoadOptions,
  strict: { original?: Original } = {},
): Generator<Needed, Description, readonly ReadText[]> {
  const faults: Fault[] = [];
  const report = (fault: Fault) => void faults.push(fault);
  const assembling = { ...options, report };
  if (isInMemory(source)) {
    const { name = 'api', formats } = options;
    const overlaid = yield* overlaidBy(documentInMemory(source), new URL(IN_MEMORY), assembling);
    if (overlaid.isChanged)
      strict.original = { address: undefined, content: copied(overlaid.document) as JsonObject };
    const document = yield* assembled(overlaid.document, new URL(IN_MEMORY), assembling);
    const { origins } = overlaid;
    return compileDescription(document, { name, location: undefined, origins, formats, faults });
  }
  const address = addressOf(source);
  const location = isRemote(address) ? address.href : pathOf(source);
  const { text: given } = options;
  const chosen = given === undefined ? freshest(address, options) : address;
  const text = given ?? textOf(yield { addresses: [chosen], rules: ANYWHERE }, location);
  const parsed = parseWhole(text, location, chosen === address ? report : undefined);
  const overlaid = yield* overlaidBy(parsed.document, address, assembling);
  const { isChanged, origins } = overlaid;
  if (isChanged) strict.original = { address, content: copied(overlaid.document) as JsonObject };
  const isWhole = !isChanged && !mayReferOutside(text);
  const document = isWhole ? overlaid.document : yield* assembled(overlaid.document, address, assembling);
  const isTree = isWhole && parsed.isTree;
  const { name = nameOf(address), formats } = options;
  return compileDescription(document, { name, location, text: given, origins, formats, faults, isTree });
}

const ANYWHERE: ReadingRules = { folder: undefined, mayLeaveOrigin: true };

/** Applies the overlays of the options to a document. */
function* overlaidBy(
  document: JsonObject,
  address: URL,
  { overlays = [], report }: LoadOptions & AssembleOptions,
): Generator<Needed, Overlaid & { readonly isChanged: boolean }, readonly ReadText[]> {
  if (overlays.length === 0) return { document, origins: new Map(), isChanged: false };
  const read = yield { addresses: overlays.map(addressOf), rules: ANYWHERE };
  const texts = overlays.map((overlay, index) => {
    const location = isRemote(addressOf(overlay)) ? addressOf(overlay).href : pathOf(overlay);
    const text = textOf(read.slice(index, index + 1), location, 'an OpenAPI Overlay');
    return { text, location, key: externalKey(addressOf(overlay), address) };
  });
  return { ...applyOverlays(document, texts, report), isChanged: true };
}

function* assembled(
  document: JsonObject,
  address: URL,
  options: AssembleOptions,
): Generator<Needed, JsonObject, readonly ReadText[]> {
  const isConfined = address.protocol === 'file:' && options.allowOutside !== true;
  const rules: ReadingRules = {
    folder: isConfined ? dirname(fileURLToPath(address)) : undefined,
    mayLeaveOrigin: options.allowRemote === true,
  };
  const assembly = assembleDocument(document, address, options);
  let step = assembly.next();
  while (step.done !== true) {
    const texts: readonly ReadText[] = yield { addresses: step.value, rules };
    step = assembly.next(texts);
  }
  return step.value;
}

/** Limits the documents that are read at the same time. */
const MAX_CONCURRENT = 16;

async function readAll(addresses: readonly URL[], rules: ReadingRules): Promise<readonly ReadText[]> {
  const texts: ReadText[] = [];
  for (let start = 0; start < addresses.length; start += MAX_CONCURRENT) {
    const batch = addresses.slice(start, start + MAX_CONCURRENT);
    texts.push(...(await Promise.all(batch.map((address) => readText(address, rules)))));
  }
  return texts;
}

/** True for texts that may refer to other documents; most descriptions have references like `#/…` only. */
function mayReferOutside(text: string): boolean {
  return /\$ref["']?\s*:\s*["']?(?:[^#"'\s]|#[^/"'\s])/.test(text);
}

function isInMemory(source: DescriptionSource): source is Readonly<Record<string, unknown>> {
  return typeof source === 'object' && !(source instanceof URL);
}

function addressOf(source: string | URL): URL {
  if (source instanceof URL) return source;
  return /^(?:file|https?):/i.test(source) ? new URL(source) : pathToFileURL(resolve(source));
}

function pathOf(source: string | URL): string {
  if (typeof source === 'string' && !source.startsWith('file:')) return source;
  return fileURLToPath(source);
}

function nameOf({ pathname }: URL): string {
  const file = basename(decodeURIComponent(pathname));
  return basename(file, extname(file)) || 'api';
}

function freshest(address: URL, { prebuilt }: LoadOptions): URL {
  if (prebuilt === undefined || isRemote(address)) return address;
  const built = addressOf(prebuilt);
  const [builtAt, sourceAt] = [built, address].map((file) => changedAt(fileURLToPath(file)));
  return builtAt !== undefined && sourceAt !== undefined && builtAt >= sourceAt ? built : address;
}

function textOf([read]: readonly ReadText[], location: string, kind = 'an OpenAPI description'): string {
  if (read?.kind === 'read') return read.text;
  throw unreadable(location, read, kind);
}

/** Returns what swagger-parser reads: the description as it was given, and where from. */
function originalOf(source: DescriptionSource, { text }: LoadOptions): Original {
  if (isInMemory(source)) return { address: undefined, content: source as JsonObject };
  const address = addressOf(source);
  return { address, content: text === undefined ? undefined : parseDocument(text, address.href) };
}

function unreadable(location: string, read: ReadText | undefined, kind: string): DescriptionError {
  const reason = read?.kind === 'unreadable' ? read.reason : 'it cannot be read';
  return new DescriptionError(`${location}: ${reason}: give the path of ${kind} (JSON or YAML)`);
}
