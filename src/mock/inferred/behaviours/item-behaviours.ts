import { setAt } from '../../../base/edit-json.ts';
import { mergePatch, jsonPatch, type Patched } from '../../../base/json-patch.ts';
import { parsePointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import type { BehaviourResponse } from '../../behaviour/behaviour.ts';
import type { Item } from '../../state/store.ts';
import { responseValidator } from '../responses/fitting-tools.ts';
import { noneWith } from '../collection/open-collection.ts';
import { drawnBody } from '../collection/seed-items.ts';
import { completeItem } from '../items/complete-item.ts';
import { defaultsOf, readOnlyOf, timesOf } from '../items/item-changes.ts';
import { sentItems } from '../items/sent-item.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import { createItem } from './create-items.ts';
import type { Act, Situation } from './operation-context.ts';

export const readItem: Act = (situation) => withItem(situation, (item) => situation.answerItem(item));

export const deleteItem: Act = (situation) =>
  withItem(situation, (item, id) => {
    situation.opened.delete(id);
    return situation.answerItem(item);
  });

/** Everything but what only the server sets is replaced. What nobody else can create is created. */
export const replaceItem: Act = (situation) => {
  const { model, operation, opened, tx } = situation;
  const id = idOf(situation);
  const has201 = operation.responses.some(({ status }) => status === '201');
  if (!opened.has(id) && (has201 || opened.get(id) === undefined) && (has201 || !opened.isCreatable)) {
    const answer = situation.answerItem(createItem(situation, sentOne(situation), id));
    return has201 ? { ...answer, status: 201 } : answer;
  }
  return withItem(situation, (item) => {
    const sent = sentOne(situation);
    const next = {
      ...defaultsOf(model, sent),
      ...serversOwn(situation, item),
      ...unsentOf(situation, item),
      ...createdTimes(model, item),
      ...sent,
      ...timesOf(model, tx, { sent, isNew: false }),
      [model.key]: item[model.key],
    };
    const stored = opened.replace(item, completeItem(model, opened.owned(next), opened.name, opened.seeding));
    return situation.answerItem(stored);
  });
};

/** What only the server sets; where the request's own schema has a place for it, clients may set it all the same. */
function serversOwn({ model, sending }: Situation, item: Item): Item {
  const entries = Object.entries(readOnlyOf(model, item)).filter(
    ([name]) => sending.properties.get(name)?.isReadOnly !== false,
  );
  return Object.fromEntries(entries);
}

/** What the request has no place for stays: members that only answers have. */
function unsentOf({ model, sending }: Situation, item: Item): Item {
  if (sending.properties.size === 0) return {};
  const entries = Object.entries(item).filter(
    ([name]) => model.properties.has(name) && !sending.properties.has(name),
  );
  return Object.fromEntries(entries);
}

/** When it was made stays, whatever is sent. */
function createdTimes(model: ResourceModel, item: Item): Item {
  const entries = Object.entries(item).filter(
    ([name]) => /^created/i.test(name) && model.properties.get(name)?.format === 'date-time',
  );
  return Object.fromEntries(entries);
}

/** JSON Patch where a list of operations is sent, else a merge patch. */
export const updateItem: Act = (situation) =>
  withItem(situation, (item) => {
    const { model, request, tx, opened } = situation;
    const { body } = request;
    const patched: Patched = isJsonPatch(body)
      ? jsonPatch(item, body)
      : { kind: 'patched', value: mergePatch(item, sentOne(situation)) };
    if (patched.kind === 'refused') return { status: 400, reason: patched.reason };
    const value = isObject(patched.value) ? patched.value : item;
    const next: Item = { ...value, ...serversOwn(situation, item), [model.key]: item[model.key] };
    const broken = brokenMember(situation, item, next);
    if (broken !== undefined) return { status: 400, reason: broken };
    const stamped = { ...next, ...timesOf(model, tx, { sent: isObject(body) ? body : {}, isNew: false }) };
    const complete = completeItem(model, opened.owned(stamped), opened.name, opened.seeding);
    return situation.answerItem(opened.replace(item, complete));
  });

function isJsonPatch(body: unknown): body is readonly unknown[] {
  return Array.isArray(body) && body.every((operation) => isObject(operation) && 'op' in operation);
}

/** What a patch would break in the item, of the members that the request's own schema says nothing of. */
function brokenMember({ model, sending, opened }: Situation, before: Item, after: Item): string | undefined {
  const { item: shown } = model;
  if (shown === undefined) return undefined;
  const validate = responseValidator(opened.seeding.description, shown.schema);
  const drawn = drawnBody(model, opened.name, String(before[model.key]), opened.seeding);
  const { envelope } = shown.place;
  const errorsOf = (item: Item) => validate(setAt(drawn, envelope, item));
  const known = new Set(errorsOf(before).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`));
  const error = errorsOf(after)
    .filter(({ instancePath, keyword }) => !known.has(`${instancePath} ${keyword}`))
    .find(({ instancePath, params }) => {
      const path = parsePointer(instancePath).slice(envelope.length);
      const name = path[0] ?? String(params['missingProperty'] ?? '');
      const isTouched = !Object.is(before[name], after[name]);
      return name !== '' && isTouched && !sending.properties.has(name);
    });
  return error && `${error.instancePath} ${error.message}`.trim();
}

/** Looks up the item that the path names. */
function withItem(
  situation: Situation,
  act: (item: Item, id: string) => BehaviourResponse,
): BehaviourResponse {
  const { model, opened } = situation;
  const id = idOf(situation);
  const item = opened.get(id);
  return item === undefined ? { status: 404, reason: noneWith(model, id) } : act(item, id);
}

function idOf({ model, request }: Situation): string {
  return String(request.path[model.resource.parameter]);
}

function sentOne({ request, sending, model }: Situation): Item {
  return sentItems(request.body, sending, model.properties).items[0] ?? {};
}
