import type { Operation } from '../../../../description/model/operation.ts';
import type { Resource } from '../../../../description/resources/resource.ts';
import type { Case } from '../../../case/case.ts';
import { anything, sought } from '../../requests/expectations.ts';
import { withOtherValues } from '../../requests/other-values.ts';
import type { Planning, ResourceMaker } from '../../requests/planning.ts';
import { sentItem, smallestChange } from '../../requests/sent-item.ts';
import type { Template } from '../../requests/template.ts';
import { clearMember } from './clear-member.ts';
import { showable } from '../echoed-members.ts';
import { listed as listedWith, wholeList } from '../list-sequence.ts';
import { showsAsSent } from '../shows-as-sent.ts';
import { SequenceDraft, type Drafted } from '../sequence-draft.ts';

/** Makes the cases that create, read, list, change and delete an item, as far as the description allows. */
export const makeLifecycles: ResourceMaker = (planning, resource) => {
  if (!planning.mayCreate) return [];
  const draft = new SequenceDraft(planning, resource);
  return lifecycle({ planning, resource, draft, item: resource.parameter });
};

interface Context {
  readonly planning: Planning;
  readonly resource: Resource;
  readonly draft: SequenceDraft;
  /** The name under which the item's identifier is bound. */
  readonly item: string;
}

type Members = Readonly<Record<string, unknown>>;

/** The state of the item after a part of the sequence. */
interface State {
  /** The values that were sent. */
  readonly sent: Members;
  readonly read: Drafted | undefined;
  /** The last change, if there was one. */
  readonly by?: Drafted;
}

/** A change of all the values that may change, or of as few as possible. */
interface Change {
  readonly operation: Operation;
  readonly extent: 'whole' | 'smallest';
}

function lifecycle(context: Context): readonly Case[] {
  const { resource, draft, item } = context;
  const { replace, update } = resource;
  const valid = draft.newItem();
  const template = valid && draft.unique(valid, 'lifecycle');
  const created = template && draft.create('create', { template, item, role: 'subject' });
  if (template === undefined || created === undefined) return [];
  showsAsSent(context, template, { by: created, shown: created });
  if (created.place !== undefined) {
    const { envelope, key } = created.place;
    const steps = { by: created.index, shown: created.index };
    draft.laws.push({ kind: 'located', ...steps, at: envelope, key, item, path: resource.itemPath });
  }
  const read = readBack(context, 'read', { by: created, template });
  if (read?.place !== undefined) {
    const steps = { by: created.index, before: read.index, shown: read.index };
    draft.laws.push({ kind: 'timesRun', ...steps, at: read.place.envelope });
  }
  const list = listed(context, 'list', { by: created, kind: 'createdListed' });
  const shown = created.place === undefined ? read : created;
  showsInList(context, { by: created, list, sent: sentOf(template, shown), read: shown });
  const changes: readonly Change[] = [
    ...(replace === undefined ? [] : [{ operation: replace, extent: 'whole' } as const]),
    ...(update === undefined ? [] : [{ operation: update, extent: 'smallest' } as const]),
    ...(update === undefined ? [] : [{ operation: update, extent: 'whole' } as const]),
    // now that all members have other values than at first, what is not sent may fall back to these
    ...(update === undefined ? [] : [{ operation: update, extent: 'smallest' } as const]),
  ];
  const last = changes.reduce<State>(
    (state, one, index) => change(context, state, { ...one, round: index + 1 }),
    { sent: sentOf(template, read), read },
  );
  listedAsSent(context, last, created);
  if (update !== undefined) clearMember(context, { update, sent: last.sent, envelope: envelopeOf(last) });
  remove(context);
  return draft.toCase('lifecycle');
}

/** Changes the item, and reads it again. What a PATCH does not send stays (RFC 5789, section 2). */
function change(context: Context, state: State, one: Change & { readonly round: number }): State {
  const { draft } = context;
  const template = changed(context, state, one);
  const by = template && draft.send(nameOf(one), template, { role: 'subject' });
  if (template === undefined || by === undefined) return state;
  showsAsSent(context, template, { by, shown: by });
  showsItself(context, by);
  const read = readBack(context, 'read what changed', { by, template });
  const now = sentOf(template, read ?? state.read);
  const isPatch = one.operation.method === 'PATCH';
  const sent = isPatch ? { ...state.sent, ...now } : now;
  if (read === undefined) return { sent, read, by };
  if (state.read !== undefined) {
    const steps = { by: by.index, before: state.read.index, shown: read.index, at: envelopeOf(state) };
    draft.laws.push({ kind: 'timesRun', ...steps });
    const rest = Object.entries(state.sent).filter(([name]) => !Object.hasOwn(now, name));
    if (isPatch) draft.laws.push({ kind: 'restKept', ...steps, sent: Object.fromEntries(rest) });
  }
  if (one.operation.method === 'PUT') repeatPut(context, template, read);
  return { sent, read, by };
}

/** Returns a request that changes the values; undefined where there is none. */
function changed(
  { planning, draft, item }: Context,
  state: State,
  { operation, extent, round }: Change & { readonly round: number },
): Template | undefined {
  const full = draft.templateOn(operation, item, { optional: true });
  if (full?.body === undefined || /json-patch/.test(full.body.mediaType.range)) return undefined;
  const envelope = envelopeOf(state);
  const before = state.sent;
  const others = withOtherValues(planning, full, { round, unlike: before });
  const other = draft.unique(others, 'lifecycle', String(round));
  return extent === 'smallest' ? smallestChange(planning, other, { before, envelope }) : other;
}

function nameOf({ operation, extent }: Change): string {
  if (operation.method === 'PUT') return 'replace';
  return extent === 'smallest' ? 'update' : 'update all';
}

function envelopeOf({ read }: State): readonly string[] {
  return read?.place?.envelope ?? [];
}

/** Returns the item that was sent, whose place in responses tells that in requests. */
function sentOf(template: Template, shown: Drafted | undefined): Members {
  return sentItem(template, shown?.place?.envelope ?? []) ?? {};
}

/** Repeats the PUT, which must be idempotent (RFC 9110, section 9.2.2). */
function repeatPut({ draft, item }: Context, template: Template, before: Drafted): void {
  const by = draft.send('replace again', template, { role: 'subject' });
  const shown = by && draft.read('read it again', { item, role: 'subject', expect: sought });
  if (by === undefined || shown === undefined || before.place === undefined) return;
  const { envelope } = before.place;
  const sent = sentItem(template, envelope) ?? {};
  const steps = { by: by.index, before: before.index, shown: shown.index };
  draft.laws.push({ kind: 'sameAgain', ...steps, at: envelope, sent });
}

/**
 * Lists the item, which has to be there as it is now. Of what cannot be read, the response to the create shows how an item
 * looks.
 */
function listedAsSent(context: Context, { by, sent, read }: State, created: Drafted): void {
  if (by === undefined) return;
  const list = listed(context, 'list what changed', { by, kind: 'createdListed' });
  const isWhole = created.place?.envelope.length === 0;
  showsInList(context, { by, list, sent, read: read ?? (isWhole ? created : undefined) });
}

/** Adds the law that the list shows the item as it was sent, as far as a response may show that. */
function showsInList(
  { planning, draft, item }: Context,
  {
    by,
    list,
    sent: whole,
    read,
  }: {
    readonly by: Drafted;
    readonly list: Drafted | undefined;
    readonly sent: Members;
    /** The response whose schema tells what is shown. */
    readonly read: Drafted | undefined;
  },
): void {
  if (list?.place === undefined || read?.place === undefined || read.schema === undefined) return;
  const sent = showable(planning.description, read.schema, read.place.envelope, whole);
  const { envelope, key } = list.place;
  const steps = { by: by.index, shown: list.index };
  draft.laws.push({ kind: 'listShows', ...steps, at: envelope, key, item, sent: draft.ownOf(sent) });
}

/** Deletes the item, which then can be neither read nor listed. Deleting it again must not fail badly. */
function remove(context: Context): void {
  const { draft, item } = context;
  const by = draft.delete('delete', { item, role: 'subject' });
  if (by === undefined) return;
  const read = draft.read('read what is deleted', { item, role: 'subject', expect: anything });
  if (read?.place !== undefined) {
    const { envelope, key } = read.place;
    draft.laws.push({ kind: 'deletedGone', by: by.index, shown: read.index, at: envelope, key, item });
  }
  listed(context, 'list without it', { by, kind: 'deletedUnlisted' });
  draft.delete('delete again', { item, role: 'subject', expect: anything });
}

/** Reads the item, which has to exist, with what was sent. */
function readBack(
  context: Context,
  name: string,
  { by, template }: { readonly by: Drafted; readonly template: Template },
): Drafted | undefined {
  const { draft, item } = context;
  const read = draft.read(name, { item, role: 'subject', expect: sought });
  if (read?.place === undefined) return read;
  const { envelope, key } = read.place;
  draft.laws.push({ kind: 'createdReadable', by: by.index, shown: read.index, at: envelope, key, item });
  showsAsSent(context, template, { by, shown: read });
  return read;
}

/** Adds the law that the response to a change shows the item that was changed, if one. */
function showsItself({ draft, item }: Context, by: Drafted): void {
  if (by.place === undefined) return;
  const { envelope, key } = by.place;
  draft.laws.push({ kind: 'createdReadable', by: by.index, shown: by.index, at: envelope, key, item });
}

function listed(
  { planning, resource, draft, item }: Context,
  name: string,
  { by, kind }: { readonly by: Drafted; readonly kind: 'createdListed' | 'deletedUnlisted' },
): Drafted | undefined {
  // of a page whose size nobody knows, nobody knows whether it is the whole list
  const list = listedWith(planning, draft, name, wholeList(planning, resource.list)) ?? draft.list(name);
  if (list?.place === undefined) return undefined;
  const { envelope, key } = list.place;
  draft.laws.push({ kind, by: by.index, shown: list.index, at: envelope, key, item });
  return list;
}
