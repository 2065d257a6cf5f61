import { escapeToken } from '../../base/json-pointer.ts';
import { isObject, members, stringMember, type Json, type JsonObject } from '../../base/json.ts';
import { tryResolveObject } from '../document/resolve-reference.ts';
import type { Callback, Operation, Webhook } from '../model/operation.ts';
import { placesOf, type OperationPlace } from './operation-places.ts';

/** Compiles an operation; undefined for one with broken references. */
export type CompilePlace = (id: string, place: OperationPlace) => Operation | undefined;

/** Compiles the callbacks of an operation, in their order. */
export function compileCallbacks(
  document: JsonObject,
  callbacks: Json | undefined,
  pointer: string,
  compile: CompilePlace,
): readonly Callback[] {
  return members(callbacks).flatMap(([name, node]) => {
    const found = name.startsWith('x-')
      ? undefined
      : tryResolveObject(document, node, `${pointer}/${escapeToken(name)}`);
    return members(found?.node).flatMap(([url, item]) =>
      url.startsWith('x-') || found === undefined
        ? []
        : operationsIn(
            document,
            item,
            { name, pointer: `${found.pointer}/${escapeToken(url)}` },
            compile,
          ).map((operation) => ({ name, url, operation })),
    );
  });
}

/** Compiles the webhooks of a description. */
export function compileWebhooks(document: JsonObject, compile: CompilePlace): readonly Webhook[] {
  return members(document['webhooks']).flatMap(([name, item]) =>
    operationsIn(document, item, { name, pointer: `/webhooks/${escapeToken(name)}` }, compile).map(
      (operation) => ({ name, operation }),
    ),
  );
}

function operationsIn(
  document: JsonObject,
  node: Json,
  { name, pointer }: { readonly name: string; readonly pointer: string },
  compile: CompilePlace,
): readonly Operation[] {
  const item = isObject(node) ? tryResolveObject(document, node, pointer) : undefined;
  if (item === undefined) return [];
  return placesOf(item).flatMap((place) => {
    const id = stringMember(place.definition, 'operationId') ?? `${place.method} ${name}`;
    const operation = compile(id, { ...place, key: '', path: '', query: '' });
    return operation === undefined ? [] : [operation];
  });
}
