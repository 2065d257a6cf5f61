import { writeExactJson } from '../../../base/exact-json.ts';
import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import { once } from '../../../base/memoise.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { documentsRefusalsOnly, sentContent } from '../../../description/resources/body-content.ts';
import { documentsRefusal } from '../../../description/resources/documented-refusal.ts';
import { honoured } from '../../../description/resources/conventions/convention.ts';
import { IDENTIFYING, ofIdentifier } from '../../../description/resources/conventions/identifying-names.ts';
import type { Behaviour, BehaviourRequest } from '../../behaviour/behaviour.ts';
import { lazyBehaviour } from '../../behaviour/lazy-behaviour.ts';
import type { Item } from '../../state/store.ts';
import type { Transaction } from '../../state/transaction.ts';
import type { InferenceContext } from '../collection/inference-context.ts';
import { openParent } from '../collection/open-collection.ts';
import { unsentDefaults, readOnlyMembers, serverTimes } from '../items/item-changes.ts';
import { isMergePatchType, patchItem, jsonPatches } from '../items/patch-item.ts';
import { requestItems } from '../items/request-item.ts';
import type { InferredBehaviour } from '../resources/inference.ts';
import { itemProperties } from '../resources/item-properties.ts';
import type { SingletonModel } from '../resources/singleton-model.ts';
import {
  singletonInRequest,
  singletonInResponse,
  type SingletonPlace,
  type SingletonResponse,
} from './singleton-places.ts';

/** Returns the behaviours of a singleton: it is read as it was last written. */
export function singletonBehaviours(
  model: SingletonModel,
  context: InferenceContext,
): readonly InferredBehaviour[] {
  const reading = once(() => singletonInResponse(context, model.read, undefined, sentNames(context, model)));
  const operations = [model.read, ...model.changes, ...(model.delete ? [model.delete] : [])];
  return operations
    .filter((operation) => !documentsRefusalsOnly(operation))
    .map((operation) => {
      const reason = `${model.path} is read and changed, and is not a collection`;
      const inference = { operation, role: 'singleton' as const, collection: model.path, reason };
      const behaviour = lazyBehaviour(() => singletonBehaviour(model, operation, context, reading()));
      return { inference, behaviour };
    });
}

/** Returns the names of the members in the bodies that change a singleton. */
function sentNames({ description }: InferenceContext, { changes }: SingletonModel): ReadonlySet<string> {
  const schemas = changes.flatMap((operation) => sentContent(operation)?.schema ?? []);
  return new Set(schemas.flatMap((schema) => [...itemProperties(description, schema, []).keys()]));
}

/** The collection of the state that keeps the singletons. */
const COLLECTION = 'stuntdouble: singletons';

interface StoredSingleton {
  /** The path with the values of its parameters. */
  readonly id: string;
  /** `null` after it was deleted. */
  readonly value: unknown;
}

function singletonBehaviour(
  model: SingletonModel,
  operation: Operation,
  context: InferenceContext,
  reading: SingletonResponse,
): Behaviour {
  const isRead = operation === model.read;
  const responding = isRead ? reading : singletonInResponse(context, operation, reading.properties);
  const requestPlace = singletonInRequest(context, operation, reading.properties);
  const refusesDeleted = operation.method !== 'PUT' && documentsRefusal(operation, 404);
  return async (request, tx) => {
    const parent = await openParent(model.path, request.path, tx, context);
    if (parent.kind === 'noParent') return { status: 404, reason: parent.reason };
    const writer = await responding.writer();
    const respondWith = (value: unknown) => ({
      status: writer.status,
      body: writer.write(responding.envelope, value),
    });
    const singletons = await tx.collection<StoredSingleton>(COLLECTION);
    const id = `${model.path} ${writeExactJson([...Object.entries(request.path), parent.deletions])}`;
    const stored = singletons.get(id);
    const isDeleted = stored !== undefined && stored.value === null;
    if (isDeleted && refusesDeleted) return { status: 404, reason: `${model.path} was deleted` };
    const before = stored?.value ?? (await initialValue(reading));
    if (operation.method === 'DELETE') {
      singletons.put({ id, value: null });
      return respondWith(before);
    }
    if (operation.method === 'GET') return respondWith(before);
    const update = updatedValue({ before, request, tx, reading, requestPlace, operation });
    if (update.kind === 'refused') return { status: 400, reason: update.reason };
    const response = respondWith(update.value);
    singletons.put({ id, value: update.value });
    return response;
  };
}

/** Returns the value before the first change: the one in a generated response. */
async function initialValue({ writer, envelope }: SingletonResponse): Promise<unknown> {
  return atPointer((await writer()).write([], undefined), formatPointer(envelope));
}

interface SingletonUpdate {
  readonly before: unknown;
  readonly request: BehaviourRequest;
  readonly tx: Transaction;
  readonly reading: SingletonResponse;
  readonly requestPlace: SingletonPlace;
  readonly operation: Operation;
}

/**
 * PUT replaces all but the members that only the server sets; PATCH and POST merge, see `patchItem`; PATCH may be a
 * JSON Patch (RFC 6902).
 */
function updatedValue({ before, request, tx, reading, requestPlace, operation }: SingletonUpdate) {
  const { body } = request;
  const { properties } = reading;
  const known: Item = isObject(before) ? before : {};
  if (operation.method === 'PATCH' && Array.isArray(body)) {
    const patched = jsonPatches.get().jsonPatch(known, body);
    return patched.kind === 'refused'
      ? patched
      : updated({ ...(patched.value as Item), ...readOnlyMembers(reading, known) });
  }
  if (!isObject(body)) return updated(body ?? before);
  const sent = requestItems(body, requestPlace, properties).items[0] ?? {};
  const times = serverTimes(reading, tx, { sent, isNew: false });
  if (operation.method !== 'PUT') {
    const { value } = patchItem(known, sent, reading.patched(), isMergePatchType(request.contentType));
    return updated({ ...(value as Item), ...times });
  }
  const unsent = Object.entries(known).filter(
    ([name]) =>
      properties.has(name) &&
      requestPlace.properties.size > 0 &&
      (!requestPlace.properties.has(name) || IDENTIFIER.test(name)),
  );
  return updated({
    ...unsentDefaults(reading, sent),
    ...readOnlyMembers(reading, known),
    ...Object.fromEntries(unsent),
    ...sent,
    ...times,
  });
}

/** Members that a PUT keeps when it does not send them: there is only one thing, so its identifier cannot change. */
const IDENTIFIER = ofIdentifier(honoured(IDENTIFYING.identifier));

function updated(value: unknown) {
  return { kind: 'updated', value } as const;
}
