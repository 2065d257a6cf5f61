import { atPointer } from '../../../base/json-pointer.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { itemPlaceIn, listPlaceIn } from '../../../description/resources/item-place.ts';
import { isSafe } from '../../../http/method.ts';
import type { ValueSource } from '../../case/bindings.ts';
import type { Safety } from '../../plan/plan-options.ts';
import type { Planning } from '../../plan/requests/planning.ts';
import { createdIdentifier } from '../../plan/setup/item-steps.ts';
import { askedOperation } from './asked-operation.ts';
import { RecordedIdentifiers } from './recorded-identifiers.ts';
import { skippedRequest, type SkippedRequest, type UsedExchange } from './used-exchange.ts';
import { usedCases, type UsedCase } from './used-cases.ts';
import type { UsedDraft } from './used-draft.ts';
import { UsedItems } from './used-items.ts';
import { NotSent, usedRequest, type UsedContext, type UsedRequest } from './used-request.ts';

/** What of a recording is sent in a run. */
export interface UsedPlan {
  readonly cases: readonly UsedCase[];
  readonly skipped: readonly SkippedRequest[];
}

/** What decides what is sent. */
interface UsedLimits {
  readonly planning: Planning;
  readonly safety: Safety;
  readonly isExcluded: (operation: Operation) => boolean;
  /** Stands in the recording for a secret. */
  readonly mask: string;
}

/**
 * Plans the requests of a recording for another server. An identifier of the recording is never sent: what the recording
 * created is created again, and what it read is an item that the target lists. What writes to anything else is left out.
 */
export function planUsed(exchanges: readonly UsedExchange[], limits: UsedLimits): UsedPlan {
  const { planning, mask } = limits;
  const context: UsedContext = {
    planning,
    mask,
    items: new UsedItems(planning),
    identifiers: new RecordedIdentifiers(exchanges, keysOf(planning)),
  };
  const drafts: UsedDraft[] = [];
  const skipped: SkippedRequest[] = [];
  for (const exchange of exchanges) {
    try {
      drafts.push(draftOf(exchange, context, limits));
    } catch (error) {
      if (!(error instanceof NotSent)) throw error;
      skipped.push(skippedRequest(exchange, error.message));
      loseCreated(exchange, context);
    }
  }
  return { cases: usedCases(drafts, context), skipped };
}

/** Returns the names of the members that identify items. */
function keysOf({ description, resources }: Planning): ReadonlySet<string> {
  const places = resources.flatMap((resource) => [
    itemPlaceIn(description, resource.read && successContent(resource.read)?.schema, resource),
    listPlaceIn(description, resource.list && successContent(resource.list)?.schema, resource),
  ]);
  return new Set(places.flatMap((place) => place?.key ?? []));
}

function draftOf(exchange: UsedExchange, context: UsedContext, limits: UsedLimits): UsedDraft {
  const { method, target, status } = exchange;
  const { planning, isExcluded, safety } = limits;
  const asked = askedOperation(planning.description, method, target);
  if (asked === undefined) throw new NotSent('the description has no such operation');
  const { operation } = asked;
  if (isExcluded(operation)) throw new NotSent(`${operation.id} is excluded`);
  if (status === 0) throw new NotSent('it got no response');
  if (status === 401 || status === 403)
    throw new NotSent(`it was answered ${status}: a recording does not tell the credentials`);
  if (!isSafe(method) && safety === 'read-only') throw new NotSent('it writes, and the run is read-only');
  const used = usedRequest(exchange, asked, context);
  const resource = planning.resources.find(({ create }) => create === operation);
  if (!isSafe(method)) requireOwn(used, resource, limits);
  const creates = resource && created(exchange, used, resource, context);
  return { exchange, operation, request: used.request, items: used.items, creates };
}

/** @throws NotSent for what would change anything but what this run creates, or create what stays for ever */
function requireOwn(
  { request: { method }, subject }: UsedRequest,
  resource: Resource | undefined,
  { planning, safety }: UsedLimits,
): void {
  if (resource === undefined) {
    if (subject?.isCreated === true) return;
    if (subject === undefined && method === 'POST' && safety === 'full') return;
    throw new NotSent('it writes to what the recording did not create');
  }
  if (subject?.isCreated === false && !planning.usesParents)
    throw new NotSent('it creates below an item that the recording did not create (--borrow-parents)');
  if (resource.delete === undefined && safety !== 'full')
    throw new NotSent('what it creates cannot be deleted again (--safety full)');
}

/** Returns the item that a request may create, whatever the recording says of it. */
function created(
  exchange: UsedExchange,
  { bound, items }: UsedRequest,
  resource: Resource,
  context: UsedContext,
): UsedDraft['creates'] {
  const [source] = Object.values(createdIdentifier(context.planning, resource, 'item'));
  if (source === undefined) return undefined;
  const id = createdId(exchange, source);
  if (id !== undefined) context.identifiers.add(id);
  const above = items.map(({ name }) => name);
  const item = context.items.create({ resource, bound, above }, id);
  return { item, bind: { [item.name]: source } };
}

/** Returns the identifier that the recording shows of a created item. */
function createdId({ response, status }: UsedExchange, source: ValueSource): string | undefined {
  if (status >= 300 || source.from !== 'identifier' || source.pointer === undefined) return undefined;
  const id = atPointer(response, source.pointer);
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

/** What a request created that is not sent is nowhere in this run. */
function loseCreated(exchange: UsedExchange, { planning, items }: UsedContext): void {
  const asked = askedOperation(planning.description, exchange.method, exchange.target);
  const resource = planning.resources.find(({ create }) => create === asked?.operation);
  const [source] = resource === undefined ? [] : Object.values(createdIdentifier(planning, resource, 'item'));
  const id = source && createdId(exchange, source);
  if (id !== undefined) items.lose(id);
}
