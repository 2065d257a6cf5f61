import type { Resource } from '../../../../description/resources/resource.ts';
import type { Case } from '../../../case/case.ts';
import { sought } from '../../requests/expectations.ts';
import { withOtherValues } from '../../requests/other-values.ts';
import type { Planning, ResourceMaker } from '../../requests/planning.ts';
import { sentItem } from '../../requests/sent-item.ts';
import { SequenceDraft, type Drafted } from '../sequence-draft.ts';

/** The name under which the other item's identifier is bound. */
const NEIGHBOUR = 'neighbour';

/** Makes the cases with two items: a change to one leaves the other as it was. */
export const makeNeighbours: ResourceMaker = (planning, resource) =>
  planning.mayCreate ? neighbours(planning, resource) : [];

function neighbours(planning: Planning, resource: Resource): readonly Case[] {
  const { replace, update } = resource;
  const draft = new SequenceDraft(planning, resource);
  const valid = draft.newItem();
  if (valid === undefined) return [];
  const item = resource.parameter;
  const template = draft.unique(valid, 'one');
  const other = draft.unique(withOtherValues(planning, valid, { round: 2, unlike: {} }), 'another');
  const one = draft.create('create', { template, item, role: 'setup' });
  const another = draft.create('create another', { template: other, item: NEIGHBOUR, role: 'setup' });
  if (one === undefined || another === undefined) return [];
  const steps = { by: another.index, shown: another.index };
  draft.laws.push({
    kind: 'identifiersDiffer',
    ...steps,
    at: another.place?.envelope ?? [],
    items: [item, NEIGHBOUR],
  });
  const before = draft.read('read the other', { item: NEIGHBOUR, role: 'setup' });
  if (before?.place === undefined) {
    stillListed(draft, another, draft.delete('delete', { item, role: 'setup' }));
    return draft.toCase('neighbours');
  }
  const { envelope, key } = before.place;
  const sent = sentItem(other, envelope) ?? {};
  const keeps = (by: Drafted | undefined, name: string) => {
    const shown = by && draft.read(name, { item: NEIGHBOUR, role: 'subject', expect: sought });
    if (by === undefined || shown === undefined) return;
    const indexes = { by: by.index, before: before.index, shown: shown.index };
    draft.laws.push({ kind: 'neighbourKept', ...indexes, at: envelope, key, item: NEIGHBOUR, sent });
  };
  const operation = replace ?? update;
  const change = operation && draft.templateOn(operation, item, { optional: true });
  const changed =
    change && draft.unique(withOtherValues(planning, change, { round: 1, unlike: sent }), 'changed');
  keeps(changed && draft.send('change', changed, { role: 'setup' }), 'read the other after the change');
  const parent = draft.readParent('read what they are in');
  const deleted = draft.delete('delete', { item, role: 'setup' });
  keeps(deleted, 'read the other after the deletion');
  stillListed(draft, another, deleted);
  if (deleted !== undefined && parent !== undefined) draft.keepsParent(deleted, parent);
  return draft.toCase('neighbours');
}

/** Lists the other item after the deletion of one: it is still there. */
function stillListed(draft: SequenceDraft, another: Drafted, deleted: Drafted | undefined): void {
  const list = deleted && draft.list('list the other after the deletion');
  if (list?.place === undefined) return;
  const { envelope, key } = list.place;
  const steps = { by: another.index, shown: list.index };
  draft.laws.push({ kind: 'createdListed', ...steps, at: envelope, key, item: NEIGHBOUR });
}
