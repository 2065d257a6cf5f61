import { writeExactJson } from '../../../base/exact-json.ts';
import { mergePatch, jsonPatch } from '../../../base/json-patch.ts';
import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import { once } from '../../../base/memoise.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { sentContent, successContent } from '../../../description/resources/body-content.ts';
import { honoured } from '../../../description/resources/conventions/convention.ts';
import { IDENTIFYING, ofIdentifier } from '../../../description/resources/conventions/identifying-names.ts';
import type { Behaviour, BehaviourRequest } from '../../behaviour/behaviour.ts';
import { lazyBehaviour } from '../../behaviour/lazy-behaviour.ts';
import type { Item } from '../../state/store.ts';
import type { Transaction } from '../../state/transaction.ts';
import { createResponseWriter, type ResponseWriter } from '../responses/response-writer.ts';
import { openParent } from '../collection/open-collection.ts';
import type { OpeningContext } from '../collection/opening-context.ts';
import { defaultsOf, readOnlyOf, timesOf } from '../items/item-changes.ts';
import { sentItems } from '../items/sent-item.ts';
import type { InferredBehaviour } from '../resources/inference.ts';
import { itemProperties, type ItemProperties } from '../resources/item-properties.ts';
import type { SingletonModel } from '../resources/singleton-model.ts';

/** The behaviours of something that there is one of: read as it was last written. */
export function singletonBehaviours(
  model: SingletonModel,
  context: OpeningContext,
): readonly InferredBehaviour[] {
  const reading = once(() => writerFor(context, model.read));
  return [model.read, ...model.changes, ...(model.delete ? [model.delete] : [])].map((operation) => {
    const reason = `${model.path} is read and changed, and is no collection`;
    const inference = { operation, role: 'singleton' as const, collection: model.path, reason };
    const behaviour = lazyBehaviour(() => singletonBehaviour(model, operation, context, reading()));
    return { inference, behaviour };
  });
}

const COLLECTION = 'stuntdouble: singletons';

/** What is kept of one; `null` after it was deleted. */
interface Kept {
  readonly id: string;
  readonly value: unknown;
}

interface Writing {
  readonly envelope: readonly string[];
  readonly properties: ItemProperties;
  readonly writer: () => Promise<ResponseWriter>;
}

function singletonBehaviour(
  model: SingletonModel,
  operation: Operation,
  context: OpeningContext,
  reading: Writing,
): Behaviour {
  const writing = operation === model.read ? reading : writerFor(context, operation, reading.properties);
  const sending = sentProperties(context, operation, reading.properties);
  return async (request, tx) => {
    const parent = await openParent(model.path, request.path, tx, context);
    if (parent.kind === 'noParent') return { status: 404, reason: parent.reason };
    const writer = await writing.writer();
    const kept = await tx.collection<Kept>(COLLECTION);
    const id = `${model.path} ${writeExactJson([...Object.entries(request.path), parent.life])}`;
    const before = kept.get(id);
    const isGone = before !== undefined && before.value === null;
    if (isGone && operation.method !== 'PUT') return { status: 404, reason: `${model.path} was deleted` };
    const shown = before?.value ?? (await initialValue(reading));
    if (operation.method === 'DELETE') {
      kept.put({ id, value: null });
      return { status: writer.status, body: writer.write(writing.envelope, shown) };
    }
    if (operation.method === 'GET') {
      return { status: writer.status, body: writer.write(writing.envelope, shown) };
    }
    const after = changedValue({ shown, request, tx, reading, sending, operation });
    if (after.kind === 'refused') return { status: 400, reason: after.reason };
    const body = writer.write(writing.envelope, after.value);
    kept.put({ id, value: after.value });
    return { status: writer.status, body };
  };
}

async function initialValue({ writer, envelope }: Writing): Promise<unknown> {
  return atPointer((await writer()).write([], undefined), formatPointer(envelope));
}

interface Change {
  readonly shown: unknown;
  readonly request: BehaviourRequest;
  readonly tx: Transaction;
  readonly reading: Writing;
  readonly sending: Sending;
  readonly operation: Operation;
}

/** PUT replaces all that is not the server's; PATCH merges, or applies a JSON Patch. */
function changedValue({ shown, request, tx, reading, sending, operation }: Change) {
  const { body } = request;
  const { properties } = reading;
  const known: Item = isObject(shown) ? shown : {};
  if (operation.method === 'PATCH' && Array.isArray(body)) {
    const patched = jsonPatch(known, body);
    return patched.kind === 'refused'
      ? patched
      : changedTo({ ...(patched.value as Item), ...readOnlyOf(reading, known) });
  }
  if (!isObject(body)) return changedTo(body ?? shown);
  const sent = sentItems(body, sending, properties).items[0] ?? {};
  const times = timesOf(reading, tx, { sent, isNew: false });
  if (operation.method === 'PATCH') return changedTo({ ...(mergePatch(known, sent) as Item), ...times });
  const unsent = Object.entries(known).filter(
    ([name]) =>
      properties.has(name) &&
      sending.properties.size > 0 &&
      (!sending.properties.has(name) || IDENTIFIER.test(name)),
  );
  return changedTo({
    ...defaultsOf(reading, sent),
    ...readOnlyOf(reading, known),
    ...Object.fromEntries(unsent),
    ...sent,
    ...times,
  });
}

/** What it is called stays, whoever may send it: there is no other. */
const IDENTIFIER = ofIdentifier(honoured(IDENTIFYING.identifier));

function changedTo(value: unknown) {
  return { kind: 'kept', value } as const;
}

interface Sending {
  readonly envelope: readonly string[];
  readonly properties: ItemProperties;
}

/** Where a request carries the thing. */
function sentProperties(
  { description }: OpeningContext,
  operation: Operation,
  known: ItemProperties,
): Sending {
  const schema = sentContent(operation)?.schema;
  return schema === undefined
    ? { envelope: [], properties: new Map() }
    : bestPlace(schema, description, known);
}

/** Where an answer has the thing: in the body itself, or in its only object. Made once, when it is first asked for. */
function writerFor(context: OpeningContext, operation: Operation, known?: ItemProperties): Writing {
  const { description, options } = context;
  const schema = successContent(operation)?.schema;
  let making: Promise<ResponseWriter> | undefined;
  const writer = () => (making ??= createResponseWriter(description, operation, schema, options));
  if (schema === undefined) return { envelope: [], properties: new Map(), writer };
  return { ...bestPlace(schema, description, known), writer };
}

function bestPlace(
  schema: Parameters<typeof itemProperties>[1],
  description: OpeningContext['description'],
  known: ItemProperties | undefined,
): Sending {
  const outer = itemProperties(description, schema, []);
  const places = [[], ...[...outer.keys()].map((name) => [name])].map((envelope) => {
    const properties = itemProperties(description, schema, envelope);
    const shared = known === undefined ? 0 : [...properties.keys()].filter((name) => known.has(name)).length;
    return { envelope, properties, shared };
  });
  if (known !== undefined) return places.reduce((left, right) => (right.shared > left.shared ? right : left));
  const only = [...outer.values()].find(({ type }) => type === 'object' || type === undefined);
  const isEnvelope =
    outer.size <= 2 &&
    only !== undefined &&
    (places.find(({ envelope }) => envelope[0] === only.name)?.properties.size ?? 0) > 0;
  return (
    places.find(({ envelope }) => isEnvelope && envelope[0] === only?.name) ?? {
      envelope: [],
      properties: outer,
    }
  );
}
