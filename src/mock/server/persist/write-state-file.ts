import { writeExactJson } from '../../../base/exact-json.ts';
import type { KeptNamespace } from '../../control/kept-state.ts';
import { textOfItem } from '../../state/items/item-texts.ts';
import type { KeptSnapshot } from '../../state/kept-snapshot.ts';
import { FORMAT, VERSION, type StateFile } from './state-file.ts';

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
