import type { Description } from '../../spec/description.ts';
import { formatPointer, atPointer } from '../../spec/json-pointer.ts';
import { isObject } from '../../spec/json.ts';
import type { Operation } from '../../spec/operation.ts';
import { itemPlaceIn, successContent } from '../../spec/resource.ts';
import type { Behaviour, BehaviourRequest, BehaviourResponse } from '../behaviour.ts';
import type { Item } from '../store.ts';
import type { Transaction } from '../transaction.ts';
import { answerWriter, successOf, type AnswerWriter } from './answer-body.ts';
import type { Inferred, InferOptions, InferredRole } from './inference.ts';
import { defaultsOf, mergePatch, readOnlyOf, timesOf } from './item-changes.ts';
import { itemProperties, type ItemProperty } from './item-properties.ts';
import { jsonPatch } from './json-patch.ts';
import { openCollectionOf, type OpenedCollection } from './open-collection.ts';
import { pageOf, withCounts } from './paging.ts';
import type { ResourceModel } from './resource-model.ts';
import { echoed } from './seeds.ts';

/** The behaviours of collections: create, list, read, replace, update and delete, as far as there are operations. */
export function collectionBehaviours(
  description: Description,
  models: readonly ResourceModel[],
  options: InferOptions,
): readonly Inferred[] {
  return models.flatMap((model) => {
    const { resource } = model;
    const context = { description, options, model };
    const make = (role: InferredRole, operation: Operation | undefined, act: Act): readonly Inferred[] => {
      if (operation === undefined || answersOtherwise(operation)) return [];
      const reason = `${operation.method} ${operation.path}, items identified by ${model.key}`;
      const inference = { operation, role, collection: resource.collectionPath, reason };
      return [{ inference, behaviour: behaviourOf(context, operation, act) }];
    };
    return [
      ...make('create', resource.create, create),
      ...make('list', model.list && resource.list, list),
      ...make('read', resource.read, read),
      ...make('replace', resource.replace, replace),
      ...make('update', resource.update, update),
      ...make('delete', resource.delete, remove),
    ];
  });
}

/** A success that is shown, but not as JSON, is left to examples. */
function answersOtherwise(operation: Operation): boolean {
  const content = successOf(operation).response?.content ?? [];
  return content.length > 0 && successContent(operation)?.schema === undefined;
}

interface Context {
  readonly description: Description;
  readonly options: InferOptions;
  readonly model: ResourceModel;
}

/** What an operation works with. */
interface Situation {
  readonly model: ResourceModel;
  readonly operation: Operation;
  readonly request: BehaviourRequest;
  readonly tx: Transaction;
  readonly opened: OpenedCollection;
  readonly writer: AnswerWriter;
  readonly sending: SentPlace;
  /** The answer that shows an item, or the whole of the body where none can be told. */
  readonly answerItem: (item: Item) => BehaviourResponse;
}

type Act = (situation: Situation) => BehaviourResponse;

/** Writers are made once, when the operation is first called. */
function behaviourOf(context: Context, operation: Operation, act: Act): Behaviour {
  const { description, options, model } = context;
  const schema = successContent(operation)?.schema;
  const place = itemPlaceIn(description, schema, model.resource);
  const sending = sentPlace(description, operation, model);
  let making: Promise<AnswerWriter> | undefined;
  return async (request, tx) => {
    making ??= answerWriter(description, operation, schema, options);
    const writer = await making;
    const opened = await openCollectionOf(model, request.path, tx, context);
    const answerItem = (item: Item): BehaviourResponse => ({
      status: writer.status,
      body:
        place === undefined
          ? writer.write([], undefined)
          : writer.write(place.envelope, { ...item, [place.key]: item[model.key] }),
    });
    return act({ model, operation, request, tx, opened, writer, sending, answerItem });
  };
}

/** Where a request carries the item, and what it may set there. */
interface SentPlace {
  readonly envelope: readonly string[];
  readonly properties: ReadonlyMap<string, ItemProperty>;
}

/** Of the places where the item may be, that which has the most of its members. */
function sentPlace(description: Description, { requestBody }: Operation, model: ResourceModel): SentPlace {
  const schema = requestBody?.content.find(({ range }) => /[/+]json\b|form/i.test(range))?.schema;
  if (schema === undefined) return { envelope: [], properties: new Map() };
  const keyed = itemPlaceIn(description, schema, model.resource)?.envelope ?? [];
  const shown = model.item?.place.envelope ?? [];
  const places = [[], keyed, shown].map((envelope) => {
    const properties = itemProperties(description, schema, envelope);
    const shared = [...properties.keys()].filter((name) => model.properties.has(name)).length;
    return { envelope, properties, shared };
  });
  const best = places.reduce((left, right) => (right.shared > left.shared ? right : left));
  return { envelope: best.envelope, properties: best.properties };
}

/** The item in a request's body, without what only the server sets. Files are kept as text. */
function sentItem({ request, sending }: Situation): Item {
  const inside = atPointer(request.body, formatPointer(sending.envelope));
  const item = isObject(inside) ? inside : request.body;
  if (!isObject(item)) return {};
  const entries = Object.entries(item)
    .filter(([name]) => sending.properties.get(name)?.isReadOnly !== true)
    .map(([name, value]: [string, unknown]) => [name, value instanceof Uint8Array ? textOf(value) : value]);
  return Object.fromEntries(entries) as Item;
}

const decoder = new TextDecoder();

function textOf(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

function create(situation: Situation): BehaviourResponse {
  const { model, operation, tx, opened } = situation;
  const sent = sentItem(situation);
  const given = sent[model.key];
  const isTaken = isIdentifier(given) && opened.get(String(given)) !== undefined;
  if (isTaken && has(operation, '409')) {
    return { status: 409, reason: `there is already one with ${model.key} ${given}` };
  }
  const id = isIdentifier(given) ? given : opened.newId();
  const draft: Item = {
    ...defaultsOf(model, sent),
    ...sent,
    ...parentMembers(model, opened.parents),
    ...timesOf(model, tx, { sent, isNew: true }),
    [model.key]: id,
  };
  const stored = opened.put(draft);
  const { headers, ...answer } = situation.answerItem(stored);
  const isDocumented =
    successOf(operation).response?.headers.some(({ name }) => /^location$/i.test(name)) ?? false;
  if (answer.status !== 201 && !isDocumented) return { ...answer, ...(headers && { headers }) };
  return { ...answer, headers: { ...headers, location: itemPath(situation, id) } };
}

/** The parents' identifiers, where the item has a place for them. */
function parentMembers({ properties }: ResourceModel, parents: Item): Item {
  return Object.fromEntries(Object.entries(parents).filter(([name]) => properties.has(name)));
}

function itemPath({ model, request }: Situation, id: string | number): string {
  const values: Record<string, unknown> = { ...request.path, [model.resource.parameter]: id };
  return model.resource.itemPath.replace(/\{([^{}]+)\}/g, (_, name: string) =>
    encodeURIComponent(String(values[name])),
  );
}

function list({ model, operation, request, opened, writer }: Situation): BehaviourResponse {
  const place = model.list?.place ?? { envelope: [], key: model.key };
  const page = pageOf(opened.own(), request.query);
  const counted = (body: unknown) => withCounts(body, page, place.envelope.at(-1));
  const body = writer.write(place.envelope, page.items, counted);
  const totals = operation.responses
    .flatMap(({ headers }) => headers)
    .filter(({ name }) => /^(x-)?total(-count)?$/i.test(name))
    .map(({ name }) => [name.toLowerCase(), String(page.total)]);
  return { status: writer.status, headers: Object.fromEntries(totals) as Record<string, string>, body };
}

function read(situation: Situation): BehaviourResponse {
  return withItem(situation, (item) => situation.answerItem(item));
}

/** Everything but what only the server sets is replaced. */
function replace(situation: Situation): BehaviourResponse {
  return withItem(situation, (item) => {
    const { model, tx, opened } = situation;
    const sent = sentItem(situation);
    const stored = opened.put({
      ...defaultsOf(model, sent),
      ...readOnlyOf(model, item),
      ...echoed(item, opened.parents),
      ...createdTimes(model, item),
      ...sent,
      ...timesOf(model, tx, { sent, isNew: false }),
      [model.key]: item[model.key],
    });
    return situation.answerItem(stored);
  });
}

/** When it was made stays, whatever is sent. */
function createdTimes(model: ResourceModel, item: Item): Item {
  const entries = Object.entries(item).filter(
    ([name]) => /^created/i.test(name) && model.properties.get(name)?.format === 'date-time',
  );
  return Object.fromEntries(entries);
}

/** JSON Patch where a list of operations is sent, else a merge patch. */
function update(situation: Situation): BehaviourResponse {
  return withItem(situation, (item) => {
    const { model, request, tx, opened } = situation;
    const { body } = request;
    const patched = Array.isArray(body)
      ? jsonPatch(item, body)
      : ({ kind: 'patched', value: mergePatch(item, sentItem(situation)) } as const);
    if (patched.kind === 'refused') return { status: 400, reason: patched.reason };
    const value = isObject(patched.value) ? patched.value : item;
    const sent = isObject(body) ? body : {};
    const stored = opened.put({
      ...value,
      ...timesOf(model, tx, { sent, isNew: false }),
      [model.key]: item[model.key],
    });
    return situation.answerItem(stored);
  });
}

function remove(situation: Situation): BehaviourResponse {
  return withItem(situation, (item, id) => {
    situation.opened.delete(id);
    return situation.answerItem(item);
  });
}

/** Looks up the item that the path names. */
function withItem(
  { model, request, opened }: Situation,
  act: (item: Item, id: string) => BehaviourResponse,
): BehaviourResponse {
  const id = String(request.path[model.resource.parameter]);
  const item = opened.get(id);
  return item === undefined
    ? { status: 404, reason: `there is none with ${model.key} ${id}` }
    : act(item, id);
}

function has({ responses }: Operation, status: string): boolean {
  return responses.some((response) => response.status === status);
}

function isIdentifier(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}
