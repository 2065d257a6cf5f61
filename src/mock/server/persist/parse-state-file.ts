import { parseExactJson } from '../../../base/exact-json.ts';
import { isObject, member, members } from '../../../base/json.ts';
import type { KeptNamespace } from '../../control/kept-state.ts';
import { parseKeptSnapshot, SnapshotError } from '../../state/mock-snapshot.ts';
import { PersistError } from './persist-error.ts';
import { FORMAT, VERSION, type StateFile } from './state-file.ts';

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
