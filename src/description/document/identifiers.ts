import { escapeToken } from '../../base/json-pointer.ts';
import { stringMember, type JsonObject } from '../../base/json.ts';
import { weaklyMemoised } from '../../base/memoise.ts';
import { hasLoneReferences } from './dialect.ts';

/** A schema with an `$id`, which makes it a resource of its own (JSON Schema 2020-12, section 8.2.1). */
interface EmbeddedSchema {
  readonly pointer: string;
  readonly uri: string;
}

/** The `$id`s and anchors of a description. */
interface Identifiers {
  readonly embedded: readonly EmbeddedSchema[];
  /** Pointers by `<pointer of the embedding schema>#<anchor>`. */
  readonly anchors: ReadonlyMap<string, string>;
  /** Those of them that are dynamic: pointers by name, by the pointer of the embedding schema. */
  readonly dynamic: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** The base URI of relative `$id`s, where there is no other. */
const BASE = 'description:///';

/**
 * Resolves a `$ref` by `$id`, `$anchor` and `$dynamicAnchor` to a JSON Pointer; undefined where none of them matches.
 * `from`: the pointer of the reference itself.
 */
export function pointerOfIdentifier(
  document: JsonObject,
  reference: string,
  from: string,
): string | undefined {
  const { embedded, anchors } = identifiersOf(document);
  const enclosing = embedded.findLast(({ pointer }) => isWithin(from, pointer));
  const [address = '', fragment = ''] = reference.split('#', 2);
  const owner = address === '' ? enclosing : bySameUri(embedded, address, enclosing?.uri ?? BASE);
  if (address !== '' && owner === undefined) return undefined;
  const root = owner?.pointer ?? '';
  if (fragment === '') return root;
  return fragment.startsWith('/')
    ? `${root}${decodeURIComponent(fragment)}`
    : anchors.get(`${root}#${fragment}`);
}

/**
 * Returns the pointer of the innermost schema with an `$id` around a place; `''` where there is none. OpenAPI 3.0 does not
 * know `$id`.
 */
export function resourceAt(document: JsonObject, pointer: string): string {
  if (!hasEmbedded(document)) return '';
  const { embedded } = identifiersOf(document);
  const found = embedded.findLast((schema) => isWithin(pointer, schema.pointer));
  return found?.pointer ?? '';
}

/** Returns the pointers of the `$dynamicAnchor`s of a schema with an `$id`, by name. */
export function dynamicAnchorsIn(document: JsonObject, resource: string): Readonly<Record<string, string>> {
  return identifiersOf(document).dynamic.get(resource) ?? {};
}

/** True for a reference that leads to the same target from everywhere. */
export function isAlike(document: JsonObject, text: string): boolean {
  return text.startsWith('#/') && !hasEmbedded(document);
}

/** True where a description has schemas with an `$id`, in which a `$ref` has a meaning of its own. */
const hasEmbedded = weaklyMemoised(
  (document: JsonObject) =>
    !hasLoneReferences(document) && mentionsId(document) && identifiersOf(document).embedded.length > 0,
);

/** True where an object has the member `$id`. A fast look, also at data. */
function mentionsId(document: JsonObject): boolean {
  const waiting: unknown[] = [document];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (Object.hasOwn(node as object, '$id')) return true;
    for (const child of Object.values(node as object)) {
      if (typeof child === 'object' && child !== null) waiting.push(child);
    }
  }
  return false;
}

function isWithin(pointer: string, outer: string): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`);
}

function bySameUri(embedded: readonly EmbeddedSchema[], address: string, base: string) {
  const uri = resolveUri(address, base);
  return embedded.find((schema) => schema.uri === uri);
}

const identifiersOf = weaklyMemoised(collect);

/** The keywords whose values are data, not schemas. */
const DATA = new Set(['example', 'examples', 'default', 'enum', 'const', 'value']);

/** The keywords whose values are maps: their keys are names, so that `example` may be a schema. */
const NAME_MAPS = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'schemas',
  'dependentSchemas',
]);

function collect(document: JsonObject): Identifiers {
  const embedded: EmbeddedSchema[] = [];
  const found: Collected = { embedded, anchors: new Map(), dynamic: new Map() };
  const waiting: Place[] = [{ node: document, pointer: '', root: '', base: BASE, isNames: false }];
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    const here = enter(place, found);
    waiting.push(...childrenOf(here));
  }
  embedded.sort((left, right) => left.pointer.length - right.pointer.length);
  return found;
}

interface Collected {
  readonly embedded: EmbeddedSchema[];
  readonly anchors: Map<string, string>;
  readonly dynamic: Map<string, Record<string, string>>;
}

interface Place {
  readonly node: object;
  readonly pointer: string;
  /** The pointer of the enclosing schema with an `$id`. */
  readonly root: string;
  /** The base URI of relative URIs. */
  readonly base: string;
  /** True where the keys are names, not keywords. */
  readonly isNames: boolean;
}

/** Collects the identifiers at a place, and returns the place with the base that counts below it. */
function enter(place: Place, { embedded, anchors, dynamic }: Collected): Place {
  const { node, pointer, isNames } = place;
  if (isNames || Array.isArray(node)) return place;
  const written = pointer === '' ? undefined : stringMember(node, '$id');
  const isAnchor = written?.startsWith('#') === true; // as in the drafts before 2019-09
  const id = isAnchor ? undefined : written;
  const uri = id === undefined ? place.base : resolveUri(id.replace(/#.*$/, ''), place.base);
  const here = id === undefined ? place : { ...place, root: pointer, base: uri };
  if (id !== undefined) embedded.push({ pointer, uri });
  const inId = isAnchor ? written.slice(1) : undefined;
  for (const anchor of [stringMember(node, '$anchor'), stringMember(node, '$dynamicAnchor'), inId]) {
    if (anchor !== undefined && !anchors.has(`${here.root}#${anchor}`))
      anchors.set(`${here.root}#${anchor}`, pointer);
  }
  const name = stringMember(node, '$dynamicAnchor');
  if (name !== undefined) dynamic.set(here.root, { [name]: pointer, ...dynamic.get(here.root) });
  return here;
}

function childrenOf({ node, pointer, root, base, isNames }: Place): readonly Place[] {
  return Object.entries(node).flatMap(([key, child]: [string, unknown]) => {
    if (typeof child !== 'object' || child === null || (!isNames && isData(key))) return [];
    const isNameMap = !isNames && NAME_MAPS.has(key);
    return [{ node: child, pointer: `${pointer}/${escapeToken(key)}`, root, base, isNames: isNameMap }];
  });
}

/** True for members that hold data. The member with hoisted documents is the one `x-` member that does not. */
function isData(key: string): boolean {
  return DATA.has(key) || (key.startsWith('x-') && key !== 'x-external');
}

function resolveUri(uri: string, base: string): string {
  return URL.canParse(uri, base) ? new URL(uri, base).href : uri;
}
