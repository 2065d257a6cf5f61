import { filledPath } from '../../../description/document/path-template.ts';
import { basePathOf } from '../../../description/model/base-path.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { successContent, successOf } from '../../../description/resources/body-content.ts';
import { listPlaceIn } from '../../../description/resources/item-place.ts';
import type { BehaviourResponse } from '../../behaviour/behaviour.ts';
import type { Item } from '../../state/store.ts';
import { repairReferences } from '../collection/fill-collection.ts';
import { completeItem, serverMembers } from '../items/complete-item.ts';
import { unsentDefaults, serverTimes } from '../items/item-changes.ts';
import { requestItems } from '../items/request-item.ts';
import { createItemView } from '../items/item-view.ts';
import type { Act, CollectionContext, Situation } from './operation-context.ts';

/** Creates the item that is sent, or each of a list. */
export function createItems({ description, model }: CollectionContext): Act {
  const schema = model.resource.create && successContent(model.resource.create)?.schema;
  const listed = listPlaceIn(description, schema, model.resource);
  const show = createItemView(description, model, schema, listed);
  return (situation) => {
    const { sending, request, writer } = situation;
    const { items, isList } = requestItems(request.body, sending, model.properties);
    const conflict = conflictOf(situation, items);
    if (conflict !== undefined) return conflict;
    const stored = items.map((sent) => createItem(situation, sent));
    const [first] = stored;
    if (first === undefined || (isList && listed !== undefined)) {
      return { status: writer.status, body: writer.write(listed?.envelope ?? [], stored.map(show)) };
    }
    return withLocation(situation, first, situation.answerItem(first));
  };
}

/** Nobody's item is replaced by a new one of its name; one that was made up gives way, where no 409 is documented. */
function conflictOf(
  { model, operation, opened }: Situation,
  items: readonly Item[],
): BehaviourResponse | undefined {
  const status = ['409', '422', '400'].find((one) => documents(operation, one)) ?? '409';
  const ids = items
    .map((item) => item[model.key])
    .filter(isIdentifier)
    .map(String);
  const isTaken = (id: string, index: number) =>
    ids.indexOf(id) < index ||
    (opened.has(id) && (documents(operation, '409') || !opened.isUntouchedSeed(id)));
  const taken = ids.find(isTaken);
  if (taken === undefined) return undefined;
  return { status: Number(status), reason: `there is already one with ${model.key} ${taken}` };
}

/** Stores what was sent as a new item, with all that the server adds to it. */
export function createItem(situation: Situation, sent: Item, known?: string): Item {
  const { model, tx, opened, sending, references } = situation;
  const given = known ?? sent[model.key];
  const id = isIdentifier(given) ? given : opened.newId();
  const added = serverMembers(model, id, opened, { sent, requestProperties: sending.properties });
  const made: Item = {
    ...added,
    ...repairReferences(references, added, 0),
    ...opened.nextNumbers(),
    ...unsentDefaults(model, sent),
    ...sent,
    ...serverTimes(model, tx, { sent, isNew: true }),
    [model.key]: id,
  };
  return opened.add(completeItem(model, opened.withParents(made), opened.name, opened.seeding));
}

/** `Location` says where it is, where that is documented, and with 201 (RFC 9110, section 10.2.2). */
function withLocation(situation: Situation, item: Item, answer: BehaviourResponse): BehaviourResponse {
  const { operation } = situation;
  const documented = successOf(operation)?.headers ?? [];
  const isWanted = answer.status === 201 || documented.some(({ name }) => /^location$/i.test(name));
  if (!isWanted) return answer;
  return { ...answer, headers: { ...answer.headers, location: itemPath(situation, item) } };
}

function itemPath({ model, operation, request }: Situation, item: Item): string {
  const values = { ...request.path, [model.resource.parameter]: item[model.key] };
  const path = filledPath(model.resource.itemPath, values);
  return `${basePathOf(operation.servers[0] ?? '')}${path}`;
}

function documents({ responses }: Operation, status: string): boolean {
  return responses.some((response) => response.status === status);
}

function isIdentifier(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}
