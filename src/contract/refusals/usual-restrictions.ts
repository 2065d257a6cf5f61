import { REFERENCE } from '../../description/resources/naming.ts';
import { asWritten, expected } from '../../description/resources/conventions/convention.ts';
import { FORMED_TEXTS } from '../../description/resources/conventions/formed-text-names.ts';
import { isSpan } from '../plan/values/likely-value.ts';
import { isFarTime, isTime } from './far-time.ts';
import { nameOfPart } from './request-parts.ts';

const FORMED = asWritten(expected(FORMED_TEXTS));

/** Longer texts are refused by many servers, whatever their descriptions say. */
const LONG_TEXT = 1_500;

/** What is known of a part. */
interface PartFacts {
  /** True where its name means an item of a collection. */
  readonly isReference: boolean;
  /** True where the description says which form it has. */
  readonly isFormed: boolean;
  /** True where the request has another end of a span. */
  readonly hasPartner: boolean;
  /** True where a time far ahead was accepted there. */
  readonly isFarTaken: boolean;
  readonly now: Date;
}

/**
 * True for a part that documentation usually restricts in prose: times that are past or far ahead, ends of a span, long
 * texts, texts in a member whose name says that it has a form, null, and references to other items, which nobody knows.
 */
export function isUsuallyRestricted(part: string, values: readonly unknown[], facts: PartFacts): boolean {
  const { isReference, isFormed, hasPartner, isFarTaken } = facts;
  const name = nameOfPart(part);
  if (isReference || REFERENCE.test(name)) return true;
  if (isSpan(name) && (hasPartner || (values.some(isTime) && !isFarTaken))) return true;
  const isDeep = part.split('/').length > 2; // a refusal is mostly about the whole then
  const isText = values.some((value) => typeof value === 'string');
  return (
    (isText && !isFormed && !isDeep && FORMED.test(name)) ||
    values.some((value) => isRestrictedValue(value, facts))
  );
}

function isRestrictedValue(value: unknown, { isFarTaken, now }: PartFacts): boolean {
  if (value === null) return true;
  if (typeof value !== 'string') return false;
  if (value.length > LONG_TEXT) return true;
  return isTime(value) && (isFarTime(value) ? !isFarTaken : Date.parse(value) < now.getTime());
}
