import { parseExactJson, writeExactJson } from '../../../base/exact-json.ts';
import { isObject, member, members } from '../../../base/json.ts';
import type { KeptNamespace, KeptState } from '../../control/kept-state.ts';
import { textOfItem } from '../../state/items/item-texts.ts';
import type { KeptSnapshot } from '../../state/kept-snapshot.ts';
import { parseKeptSnapshot, SnapshotError } from '../../state/mock-snapshot.ts';
import { PersistError } from './persist-error.ts';

const FORMAT = 'stuntdouble state';

/** The version of files that are written. */
const VERSION = 1;

/** The content of a file that keeps the state. */
export interface StateFile {
  /** The hash of the description, and of what says what its items are, by the name of the API. */
  readonly descriptions: Readonly<Record<string, string>>;
  readonly state: KeptState;
}

/** Writes the content as JSON, an item in a line, in pieces: the state does not have to be in one text. */
export function* writeStateFile({ descriptions, state }: StateFile): Generator<string> {
  yield `{"format":${text(FORMAT)},"version":${VERSION},"descriptions":${text(descriptions)},\n"all":`;
  yield* namespacePieces(state.all);
  yield ',\n"namespaces":{';
  for (const [index, [name, namespace]] of state.namespaces.entries()) {
    yield `${index === 0 ? '' : ','}\n${text(name)}:`;
    yield* namespacePieces(namespace);
  }
  yield '}}\n';
}

function* namespacePieces({ settings, apis }: KeptNamespace): Generator<string> {
  yield settings === undefined ? '{"apis":{' : `{"settings":${text(settings)},"apis":{`;
  for (const [index, [name, api]] of Object.entries(apis).entries()) {
    yield `${index === 0 ? '' : ','}${text(name)}:`;
    yield* apiPieces(api);
  }
  yield '}}';
}

function* apiPieces({ random, collections = {} }: KeptSnapshot): Generator<string> {
  yield random === undefined ? '{"collections":{' : `{"random":${text(random)},"collections":{`;
  for (const [index, [name, pairs]] of Object.entries(collections).entries()) {
    yield `${index === 0 ? '' : ','}\n${text(name)}:[`;
    for (const [place, [id, item]] of pairs.entries())
      yield `${place === 0 ? '' : ','}\n[${text(id)},${textOfItem(item)}]`;
    yield ']';
  }
  yield '}}';
}

function text(value: unknown): string {
  return writeExactJson(value) ?? 'null';
}

/**
 * Reads the content of a file. @throws SyntaxError for a text that is not JSON, SnapshotError for what is no state,
 * PersistError for a later version
 */
export function parseStateFile(content: string): StateFile {
  const value = parseExactJson(content);
  if (!isObject(value) || value['format'] !== FORMAT)
    throw new SnapshotError(`it needs 'format', which is '${FORMAT}'`);
  const { version, descriptions, all, namespaces } = value;
  if (typeof version === 'number' && version > VERSION)
    throw new PersistError(`it has version ${version}, which a later version of stuntdouble has written`);
  if (version !== VERSION) throw new SnapshotError(`/version: ${String(version)} is none`);
  if (!isObject(descriptions) || !isObject(namespaces))
    throw new SnapshotError(`it needs 'descriptions' and 'namespaces', which are objects`);
  return {
    descriptions: Object.fromEntries(members(descriptions).map(([name, hash]) => [name, String(hash)])),
    state: {
      all: parseNamespace('/all', all),
      namespaces: members(namespaces).map(([name, one]) => [
        name,
        parseNamespace(`/namespaces/${name}`, one),
      ]),
    },
  };
}

function parseNamespace(place: string, value: unknown): KeptNamespace {
  const settings = member(value, 'settings');
  if (!isObject(value) || !isObject(value['apis']) || (settings !== undefined && !isObject(settings)))
    throw new SnapshotError(`${place}: it needs 'apis', an object, and may have 'settings', an object`);
  return {
    ...(settings !== undefined && { settings }),
    apis: Object.fromEntries(
      members(value['apis']).map(([name, api]) => [name, parseKeptSnapshot(name, api)]),
    ),
  };
}
