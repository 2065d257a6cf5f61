import type { Operation } from '../../../description/model/operation.ts';
import { findResources } from '../../../description/resources/resource.ts';
import type { WholeResponse } from '../../../http/message.ts';
import { asksValidly } from '../../case/case.ts';
import { documentsSuccess } from '../../case/statuses.ts';
import { referencedResource } from '../../plan/setup/reference-members.ts';
import { isRestrictedByDescription } from '../../refusals/described-restriction.ts';
import { nameOfPart, parameterOfPart, partsOf, type Parts } from '../../refusals/request-parts.ts';
import { isUsuallyRestricted } from '../../refusals/usual-restrictions.ts';
import {
  allowed,
  forbidden,
  makeBreak,
  type BreakContext,
  type BreakMaker,
} from '../making/break-context.ts';
import { isSuccess, plainRefusal } from '../making/messages.ts';
import type { ChangeAnswer, Standing } from '../model/break.ts';
import type { Recorded } from '../run/recording.ts';

/** Refuses valid requests: each, or those with one optional part. */
export const validRefused: BreakMaker = async function* (context, operation) {
  const refusal = refusalOf(context, operation);
  const accepted = context.recording
    .of(operation.id)
    .filter((one) => isSuccess(one.exchange.response) && asksValidly(one.case, operation.id));
  if (context.isWanted('all-refused')) {
    yield makeBreak(context, {
      operator: 'all-refused',
      operationId: operation.id,
      place: String(refusal.status),
      standing: standingOfAll(operation, accepted),
      fault: { kind: 'answer', change: ({ response }) => (isSuccess(response) ? refusal : undefined) },
    });
  }
  if (!context.isWanted('part-refused')) return;
  for (const [part, values] of optionalParts(operation, accepted)) {
    yield makeBreak(context, {
      operator: 'part-refused',
      operationId: operation.id,
      place: part,
      standing: standingOfPart(context, operation, { part, values, refusal }),
      fault: { kind: 'answer', change: refusing(accepted, part, refusal) },
    });
  }
};

function standingOfAll(operation: Operation, accepted: readonly Recorded[]): Standing {
  if (!documentsSuccess(operation)) return allowed('the operation documents no success');
  const isAboutItem = operation.path.includes('{');
  const isKnown = accepted.some(({ exchange }) => exchange.step.names.length > 0);
  return isAboutItem && !isKnown
    ? allowed('no item is known to ask about: the operation counts as not tried')
    : forbidden('reached: a valid request is answered with a success');
}

/** Returns what the operation answers to invalid requests, as far as it was seen; else what it does not document. */
function refusalOf({ recording }: BreakContext, { id }: Operation): WholeResponse {
  return recording.answerOf(id, (status) => status === 400 || status === 422) ?? plainRefusal(400);
}

/** Returns the parts that are described, and that accepted requests have and have not. */
function optionalParts(operation: Operation, accepted: readonly Recorded[]): Parts {
  const each = accepted.map(({ exchange }) => partsOf(exchange.step.request));
  const found = new Map<string, unknown[]>();
  for (const [part, values] of each.flatMap((parts) => [...parts])) {
    const isDescribed = part.startsWith('/') || parameterOfPart(operation, part) !== undefined;
    if (isDescribed && each.some((parts) => !parts.has(part))) {
      found.set(part, [...(found.get(part) ?? []), ...values]);
    }
  }
  return found;
}

/** The table of refusals in docs/suite.md says which of them are no more than advice. */
function standingOfPart(
  { description }: BreakContext,
  operation: Operation,
  {
    part,
    values,
    refusal,
  }: { readonly part: string; readonly values: readonly unknown[]; readonly refusal: WholeResponse },
): Standing {
  const isDocumented = operation.responses.some(({ status }) => status === String(refusal.status));
  if (!isDocumented) return forbidden('status: only documented statuses are answered');
  if (isRestrictedByDescription(description, operation, [part, values])) {
    return allowed('its description restricts it in words');
  }
  const resources = findResources(description);
  const isReference = referencedResource(nameOfPart(part), { resources, operation }) !== undefined;
  const facts = { isReference, isFormed: false, hasPartner: true, isFarTaken: false, now: new Date() };
  return values.every((value) => isUsuallyRestricted(part, [value], facts))
    ? allowed('prose usually restricts such a part: a refusal is advice')
    : forbidden('validAccepted: a valid variant is accepted where the smallest request is');
}

function refusing(accepted: readonly Recorded[], part: string, refusal: WholeResponse): ChangeAnswer {
  const known = new Map(accepted.map(({ exchange }) => [exchange.request, exchange.step.request]));
  return ({ request, response }) => {
    if (!isSuccess(response)) return undefined;
    const step = known.get(request) ?? {
      method: request.method,
      target: request.target,
      headers: textFields(request.headers),
      body: new TextDecoder().decode(request.body),
      credentials: { identity: 'default', schemes: [], wrong: [] },
    };
    return partsOf(step).has(part) ? refusal : undefined;
  };
}

function textFields(headers: WholeResponse['headers']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
