import type { Operation } from '../../../description/model/operation.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import type { Case, Expectation } from '../../case/case.ts';
import { placeholder } from '../../case/placeholder.ts';
import { accepted } from '../requests/expectations.ts';
import { withOtherValues } from '../requests/other-values.ts';
import type { Planning, ResourceMaker } from '../requests/planning.ts';
import { SequenceDraft, type Drafted } from './sequence-draft.ts';

/** The name under which the item's ETag is bound. */
export const TAG = 'etag';

/** A tag that no item has. */
export const OTHER_TAG = '"stuntdouble"';

/**
 * Makes the cases of conditional requests, where the description has them: changes with the item's tag, with an outdated
 * one and with an invented one; reads with the tag and with another.
 */
export const makePreconditions: ResourceMaker = (planning, resource) => {
  if (!planning.mayCreate) return [];
  const changes = [resource.replace, resource.update].filter((one) => one !== undefined);
  return [
    ...changes.flatMap((operation) => onChange(planning, resource, operation)),
    ...onRead(planning, resource),
  ];
};

/** True for an operation that takes a condition, and documents the status for one that is not met. */
export function takes({ parameters, responses }: Operation, name: string, status: string): boolean {
  const isTaken = parameters.some((one) => one.location === 'header' && one.name.toLowerCase() === name);
  return isTaken && responses.some((one) => one.status === status);
}

/** Creates an item, and reads its tag. */
function begin(planning: Planning, resource: Resource, name: string) {
  const draft = new SequenceDraft(planning, resource);
  const valid = draft.newItem();
  const item = resource.parameter;
  const template = valid && draft.unique(valid, 'precondition', name);
  const created = template && draft.create('create', { template, item, role: 'setup' });
  const read =
    created && draft.read('read', { item, role: 'setup', bind: { [TAG]: { from: 'field', name: 'etag' } } });
  return read && { draft, read, item };
}

function onChange(planning: Planning, resource: Resource, operation: Operation): readonly Case[] {
  const begun = takes(operation, 'if-match', '412') ? begin(planning, resource, operation.id) : undefined;
  if (begun === undefined) return [];
  const { draft, read, item } = begun;
  const full = draft.templateOn(operation, item, { optional: true });
  if (full?.body === undefined || /json-patch/.test(full.body.mediaType.range)) return [];
  const send = (name: string, tag: string, round: number) => {
    const others = withOtherValues(planning, full, { round, unlike: {} });
    const other = draft.unique(others, 'precondition', operation.id, String(round));
    const fields = { 'if-match': tag };
    return draft.send(name, other, { role: 'subject', expect: conditional(operation, '412'), fields });
  };
  const law = (by: Drafted, shown: Drafted | undefined, is: 'met' | 'unmet') => {
    if (shown === undefined) return;
    draft.laws.push({ kind: 'precondition', by: by.index, shown: shown.index, at: [], tag: TAG, is });
  };
  law(read, send('change with another tag', OTHER_TAG, 1), 'unmet');
  const changed = send('change with its tag', placeholder(TAG), 2);
  law(read, changed, 'met');
  const after = draft.read('read what changed', { item, role: 'subject' });
  if (changed !== undefined && after !== undefined) {
    const steps = { by: changed.index, before: read.index, shown: after.index };
    draft.laws.push({ kind: 'tagChanges', ...steps, at: [] });
    law(changed, send('change with the tag that it had', placeholder(TAG), 3), 'unmet');
  }
  return draft.toCase(`precondition/${operation.id}`, { about: operation });
}

function onRead(planning: Planning, resource: Resource): readonly Case[] {
  const { read: operation } = resource;
  const isTaken = operation !== undefined && takes(operation, 'if-none-match', '304');
  const begun = isTaken ? begin(planning, resource, operation.id) : undefined;
  if (operation === undefined || begun === undefined) return [];
  const { draft, read, item } = begun;
  const again = (name: string, tag: string, is: 'same' | 'other') => {
    const expect = () => conditional(operation, '304');
    const shown = draft.read(name, { item, role: 'subject', expect, fields: { 'if-none-match': tag } });
    if (shown === undefined) return;
    draft.laws.push({ kind: 'precondition', by: read.index, shown: shown.index, at: [], tag: TAG, is });
  };
  again('read unless it has its tag', placeholder(TAG), 'same');
  again('read unless it has another tag', OTHER_TAG, 'other');
  return draft.toCase(`precondition/${operation.id}`, { about: operation });
}

/** Expects that a request is done, or that its condition is not met. */
export function conditional(operation: Operation, status: string): Expectation {
  return { outcome: 'any', statuses: [...accepted(operation).statuses, status], confidence: 'likely' };
}
