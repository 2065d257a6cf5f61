import type { Description } from '../../description/model/description.ts';
import { findResources } from '../../description/resources/resource.ts';
import type { Case } from '../case/case.ts';
import type { Exchange } from '../case/exchange.ts';
import { referencedResource } from '../plan/setup/reference-members.ts';
import { isSpan } from '../plan/values/likely-value.ts';
import type { CaseResult } from '../run/state/case-result.ts';
import type { OperationRequests } from './accepted-requests.ts';
import { isFormDescribed, isListed } from './described-form.ts';
import type { RefusalFacts } from './refusal-table.ts';
import { nameOfPart, type Parts } from './request-parts.ts';
import { isUsuallyRestricted } from './usual-restrictions.ts';
import { isRestrictedByDescription } from './described-restriction.ts';

/** A valid request that was refused, and the parts in which it differs from the smallest accepted one. */
export interface Refused {
  readonly result: CaseResult;
  readonly exchange: Exchange;
  readonly varied: Parts;
}

/** True for a case that is about one value: what it has beside it is accepted elsewhere. */
export function isAboutValue({ id, maker }: Case): boolean {
  return maker === 'boundary' && !/\/(left-out|alone)$/.test(id);
}

/** True for the part that a case is about. */
export function isAbout({ id }: Case, part: string): boolean {
  const place = part.startsWith('/') ? `/body${part.replaceAll('/#', '/0')}/` : `/${part.replace(' ', '/')}/`;
  return `${id}/`.includes(place);
}

/** True for a reference to an item that the target has: the case has created it, or found it in a list. */
function isOfRealItem(part: string, { exchange, result }: Pick<Refused, 'exchange' | 'result'>): boolean {
  const { refers = {} } = result.case.steps[exchange.index]?.request ?? {};
  return Object.keys(refers).some((pointer) => pointer.replace(/\/\d+(?=\/|$)/g, '/#') === part);
}

/** Returns how a refused request differs from the smallest accepted one: see `RefusalFacts`. */
export function kindOf(
  { exchange, varied, result }: Refused,
  others: readonly Refused[],
  { accepted, acceptedFar, base }: OperationRequests,
  { description, started }: { readonly description: Description; readonly started: Date },
): RefusalFacts['variation'] {
  const names = [...varied.keys()];
  const isWider = (other: Refused) =>
    other.varied.size > 0 &&
    other.varied.size < varied.size &&
    [...other.varied.keys()].every((name) => varied.has(name));
  if (others.some(isWider)) return 'known';
  const added = names.filter((name) => base?.has(name) !== true);
  const members = new Set(added.map((name) => name.replace(/^(\/[^/]+).*$/s, '$1')));
  if (members.size > 1 && added.length === names.length && names.every((name) => accepted.has(name))) {
    return 'combined';
  }
  const { operation } = exchange;
  const resources = findResources(description);
  const isFormed = isFormDescribed(description.document, result.case);
  // not what is left out, or stands beside what the case is about, and no value that the description itself names
  const open = [...varied].filter(
    ([part, values]) =>
      operation !== undefined &&
      values.length > 0 &&
      !(isAboutValue(result.case) && !isAbout(result.case, part)) &&
      !isListed(description.document, operation, part, values),
  );
  const isDescribed = (one: readonly [string, readonly unknown[]]) =>
    operation !== undefined && isRestrictedByDescription(description, operation, one);
  if (result.case.maker !== 'example' && open.some(isDescribed)) return 'described';
  const isRestricted = ([part, values]: readonly [string, readonly unknown[]]) => {
    if (operation === undefined) return false;
    if (isOfRealItem(part, { exchange, result })) return false;
    const isReference = referencedResource(nameOfPart(part), { resources, operation }) !== undefined;
    const hasPartner = names.some((other) => other !== part && isSpan(nameOfPart(other)));
    return isUsuallyRestricted(part, values, {
      isReference,
      isFormed,
      hasPartner,
      isFarTaken: acceptedFar.has(part),
      now: started,
    });
  };
  return open.some(isRestricted) ? 'restricted' : 'plain';
}
