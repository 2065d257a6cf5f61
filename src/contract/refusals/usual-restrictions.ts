import { REFERENCE } from '../../description/resources/naming.ts';
import { asWritten, expected } from '../../description/resources/conventions/convention.ts';
import { FORMED_TEXTS } from '../../description/resources/conventions/formed-text-names.ts';
import { isSpan } from '../plan/values/likely-value.ts';
import { nameOfPart } from './request-parts.ts';

const FORMED = asWritten(expected(FORMED_TEXTS));

/** Longer texts are refused by many servers, whatever their descriptions say. */
const LONG_TEXT = 1_500;

/** So far ahead of today, times are refused by some. */
const FAR_AHEAD = 2 * 365 * 86_400_000;

/** What is known of a part. */
interface PartFacts {
  /** True where its name means an item of a collection. */
  readonly isReference: boolean;
  /** True where the description says which form it has. */
  readonly isFormed: boolean;
  /** True where the request has another end of a span. */
  readonly hasPartner: boolean;
  readonly now: Date;
}

/**
 * True for a part that documentation usually restricts in prose: times that are past or far ahead, ends of a span, long
 * texts, texts in a member whose name says that it has a form, null, and references to other items, which nobody knows.
 */
export function isUsuallyRestricted(
  part: string,
  values: readonly unknown[],
  { isReference, isFormed, hasPartner, now }: PartFacts,
): boolean {
  const name = nameOfPart(part);
  if (isReference || REFERENCE.test(name)) return true;
  if (isSpan(name) && (hasPartner || values.some(isTime))) return true;
  const isText = values.some((value) => typeof value === 'string');
  return (isText && !isFormed && FORMED.test(name)) || values.some((value) => isRestrictedValue(value, now));
}

function isRestrictedValue(value: unknown, now: Date): boolean {
  if (value === null) return true;
  if (typeof value !== 'string') return false;
  return value.length > LONG_TEXT || isOddTime(value, now.getTime());
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d([T ]|$)/.test(value);
}

function isOddTime(text: string, now: number): boolean {
  if (!isTime(text)) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && (time < now || time > now + FAR_AHEAD);
}
