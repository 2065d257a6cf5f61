import { escapeToken } from '../../base/json-pointer.ts';
import { stringMember, type JsonObject } from '../../base/json.ts';
import { weaklyMemoised } from '../../base/memoise.ts';

/** A schema with an `$id` is a document of its own inside the description (JSON Schema 2020-12, section 8.2.1). */
interface EmbeddedSchema {
  readonly pointer: string;
  readonly uri: string;
}

/** The `$id`s and anchors of a description. */
interface Identifiers {
  readonly embedded: readonly EmbeddedSchema[];
  /** Pointers by `<pointer of the embedding schema>#<anchor>`. */
  readonly anchors: ReadonlyMap<string, string>;
}

/** What relative `$id`s are resolved against where nothing else is known. */
const BASE = 'description:///';

/**
 * The JSON Pointer that a `$ref` inside a description means, by `$id`, `$anchor` and `$dynamicAnchor`; undefined
 * where none of them is meant. `from` is where the reference stands.
 */
export function pointerOfIdentifier(
  document: JsonObject,
  reference: string,
  from: string,
): string | undefined {
  const { embedded, anchors } = identifiersOf(document);
  const enclosing = embedded.findLast(({ pointer }) => from === pointer || from.startsWith(`${pointer}/`));
  const [address = '', fragment = ''] = reference.split('#', 2);
  const owner = address === '' ? enclosing : bySameUri(embedded, address, enclosing?.uri ?? BASE);
  if (address !== '' && owner === undefined) return undefined;
  const root = owner?.pointer ?? '';
  if (fragment === '') return root;
  return fragment.startsWith('/')
    ? `${root}${decodeURIComponent(fragment)}`
    : anchors.get(`${root}#${fragment}`);
}

function bySameUri(embedded: readonly EmbeddedSchema[], address: string, base: string) {
  const uri = resolveUri(address, base);
  return embedded.find((schema) => schema.uri === uri);
}

const identifiersOf = weaklyMemoised(collect);

/** Members that hold data, not schemas. */
const DATA = new Set(['example', 'examples', 'default', 'enum', 'const', 'value']);

/** Maps whose keys are names: a schema called `example` is a schema. */
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
  const anchors = new Map<string, string>();
  const waiting: Place[] = [{ node: document, pointer: '', root: '', base: BASE, isNames: false }];
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    const here = enter(place, embedded, anchors);
    waiting.push(...childrenOf(here));
  }
  embedded.sort((left, right) => left.pointer.length - right.pointer.length);
  return { embedded, anchors };
}

interface Place {
  readonly node: object;
  readonly pointer: string;
  /** The pointer of the embedding schema, and what its relative URIs are resolved against. */
  readonly root: string;
  readonly base: string;
  /** Whether the keys are names, not keywords. */
  readonly isNames: boolean;
}

/** Takes down the identifiers that stand here; below, those of an `$id` count. */
function enter(place: Place, embedded: EmbeddedSchema[], anchors: Map<string, string>): Place {
  const { node, pointer, isNames } = place;
  if (isNames || Array.isArray(node)) return place;
  const written = pointer === '' ? undefined : stringMember(node, '$id');
  const isAnchor = written?.startsWith('#') === true; // as the drafts before 2019-09 have it
  const id = isAnchor ? undefined : written;
  const uri = id === undefined ? place.base : resolveUri(id.replace(/#.*$/, ''), place.base);
  const here = id === undefined ? place : { ...place, root: pointer, base: uri };
  if (id !== undefined) embedded.push({ pointer, uri });
  const inId = isAnchor ? written.slice(1) : undefined;
  for (const name of [stringMember(node, '$anchor'), stringMember(node, '$dynamicAnchor'), inId]) {
    if (name !== undefined && !anchors.has(`${here.root}#${name}`))
      anchors.set(`${here.root}#${name}`, pointer);
  }
  return here;
}

function childrenOf({ node, pointer, root, base, isNames }: Place): readonly Place[] {
  return Object.entries(node).flatMap(([key, child]: [string, unknown]) => {
    if (typeof child !== 'object' || child === null || (!isNames && isData(key))) return [];
    const isNameMap = !isNames && NAME_MAPS.has(key);
    return [{ node: child, pointer: `${pointer}/${escapeToken(key)}`, root, base, isNames: isNameMap }];
  });
}

/** Hoisted documents stand under an `x-` member too, and are no data. */
function isData(key: string): boolean {
  return DATA.has(key) || (key.startsWith('x-') && key !== 'x-external');
}

function resolveUri(uri: string, base: string): string {
  return URL.canParse(uri, base) ? new URL(uri, base).href : uri;
}
