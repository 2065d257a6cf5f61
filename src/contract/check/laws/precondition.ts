import { equalJson } from '../../../base/json.ts';
import { headerValue } from '../../../http/message.ts';
import { exchangeAt, type LawCheck, type LawFacts, type Sequence } from './sequence.ts';

/**
 * A request on a condition: `met` is done, `unmet` is refused with 412; for a read, `same` is answered 304 as long as
 * the tag is the item's, and `other` is not. Weak tags never match where something is changed (RFC 9110, section
 * 13.1.1), and a tag that is not sent says nothing.
 */
export const precondition: LawCheck<'precondition'> = (sequence, law) => {
  const status = exchangeAt(sequence, law.shown)?.response?.status;
  const tag = sequence.bound[law.tag];
  if (status === undefined || tag === undefined) return undefined;
  const broken = (expected: string): LawFacts => ({
    check: 'precondition',
    confidence: 'likely',
    expected,
    found: String(status),
    pointer: undefined,
  });
  switch (law.is) {
    case 'met':
      return status === 412 && !tag.startsWith('W/')
        ? broken('a change: the ETag is the last one')
        : undefined;
    case 'unmet':
      return status < 300 ? broken('412: the ETag is not that of the item') : undefined;
    case 'same':
      return status === 200 && tagAt(sequence, law.shown) === tag
        ? broken('304: it has that ETag')
        : undefined;
    case 'other':
      return status === 304 ? broken('the item: it has another ETag') : undefined;
  }
};

/** What is not the same any more has another tag. */
export const tagChanges: LawCheck<'tagChanges'> = (sequence, law) => {
  const [before, after] = [law.before, law.shown].map((index) => exchangeAt(sequence, index));
  const [tag, other] = [tagAt(sequence, law.before), tagAt(sequence, law.shown)];
  const isChanged = !equalJson(before?.validation?.body, after?.validation?.body);
  const isRead = before?.response?.status === 200 && after?.response?.status === 200;
  if (!isRead || !isChanged || tag === undefined || tag !== other || tag.startsWith('W/')) return undefined;
  return {
    check: 'tagChanges',
    confidence: 'likely',
    expected: 'another ETag than before the change',
    found: 'the same ETag',
    pointer: undefined,
  };
};

function tagAt(sequence: Sequence, index: number): string | undefined {
  const response = exchangeAt(sequence, index)?.response;
  return response && headerValue(response.headers, 'etag');
}
