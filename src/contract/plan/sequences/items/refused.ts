import { formatPointer } from '../../../../base/json-pointer.ts';
import { isObject } from '../../../../base/json.ts';
import type { Operation } from '../../../../description/model/operation.ts';
import type { Resource } from '../../../../description/resources/resource.ts';
import type { Case, Expectation } from '../../../case/case.ts';
import { documentedStatuses } from '../../../case/statuses.ts';
import { changeableLeaves, withOtherValues, withValue } from '../../requests/other-values.ts';
import type { Planning, ResourceMaker } from '../../requests/planning.ts';
import { sentItem } from '../../requests/sent-item.ts';
import type { Template } from '../../requests/template.ts';
import { violationsOf } from '../../requests/valid-template.ts';
import { wholeList } from '../list-sequence.ts';
import { SequenceDraft } from '../sequence-draft.ts';

/** Makes the cases of a create, and of a change, that is wrong in one member: what is refused leaves nothing behind. */
export const makeRefused: ResourceMaker = (planning, resource) => {
  if (!planning.mayCreate) return [];
  const changes = [resource.replace, resource.update].filter((one) => one !== undefined);
  return [
    ...refusedCreate(planning, resource),
    ...changes.flatMap((operation) => refusedChange(planning, resource, operation)),
  ];
};

/** The list shows no item with the values of the create. */
function refusedCreate(planning: Planning, resource: Resource): readonly Case[] {
  const { list, create } = resource;
  const draft = new SequenceDraft(planning, resource);
  const valid = draft.newItem();
  const item = resource.parameter;
  const own = valid && draft.unique(valid, 'refused');
  const template = own && wrongIn(planning, own);
  if (list === undefined || create === undefined || own === undefined || template === undefined) return [];
  const all = wholeList(planning, list);
  const before = draft.list('list', all);
  const expect = anyOf(create);
  const refused = draft.create('create with a wrong member', { template, item, role: 'setup', expect });
  const shown = draft.list('list again', all);
  if (before?.place === undefined || refused === undefined || shown === undefined) return [];
  const { envelope, key } = before.place;
  draft.laws.push({
    kind: 'nothingLeft',
    by: before.index,
    before: before.index,
    shown: shown.index,
    at: envelope,
    key,
    refused: refused.index,
    sent: plainMembers(sentItem(own, refused.place?.envelope ?? [])),
  });
  return draft.toCase('refused', { about: create, exclusive: true });
}

/** The item is what it was before the change. */
function refusedChange(planning: Planning, resource: Resource, operation: Operation): readonly Case[] {
  const draft = new SequenceDraft(planning, resource);
  const valid = draft.newItem();
  const item = resource.parameter;
  const own = valid && draft.unique(valid, 'refused', operation.id, 'create');
  const created = own && draft.create('create', { template: own, item, role: 'setup' });
  const before = created && draft.read('read', { item, role: 'setup' });
  const change = draft.templateOn(operation, item, { optional: true });
  if (own === undefined || before?.place === undefined || change?.body === undefined) return [];
  const { envelope } = before.place;
  const unlike = sentItem(own, envelope) ?? {};
  const other = withOtherValues(planning, change, { round: 1, unlike });
  const changed = draft.unique(other, 'refused', operation.id, 'change');
  const template = wrongIn(planning, changed);
  const expect = anyOf(operation);
  const refused = template && draft.send('change, with a wrong member', template, { role: 'setup', expect });
  const shown = draft.read('read again', { item, role: 'subject' });
  if (refused === undefined || shown === undefined) return [];
  draft.laws.push({
    kind: 'nothingChanged',
    by: before.index,
    before: before.index,
    shown: shown.index,
    at: envelope,
    refused: refused.index,
    sent: plainMembers(sentItem(changed, envelope)),
  });
  return draft.toCase(`refused/${operation.id}`, { about: operation });
}

function anyOf(operation: Operation): Expectation {
  return { outcome: 'any', statuses: documentedStatuses(operation), confidence: 'likely' };
}

/** Values that no schema of a plain member allows, of which one is of another type. */
const WRONG = ['none such', 7, {}];

/**
 * Returns the request with a wrong value in its last member for which there is one: a server that takes a body member by
 * member has taken the others by then. Undefined where there is none.
 */
function wrongIn(planning: Planning, template: Template): Template | undefined {
  const leaves = changeableLeaves(template.body?.value).toReversed();
  const candidates = leaves.flatMap(({ path, value }) =>
    WRONG.filter((wrong) => typeof wrong !== typeof value || typeof wrong === 'string').map((wrong) =>
      withValue(template, formatPointer(path), wrong),
    ),
  );
  return candidates.find((one) => violationsOf(planning, one).length > 0);
}

/** The members that are plain values: other items hardly have all of them. */
function plainMembers(item: object | undefined): Readonly<Record<string, unknown>> {
  const entries = isObject(item) ? Object.entries(item) : [];
  return Object.fromEntries(
    entries.filter(([, value]) => typeof value === 'string' || typeof value === 'number'),
  );
}
