import { headerValue, type WholeResponse } from '../../../../http/message.ts';
import { exchangeAt, type LawCheck, type LawFacts } from '../sequence.ts';

/** Header fields that say what a response would have in its body. */
const FIELDS = ['content-type', 'etag'];

/** HEAD is answered with the status and the header fields of GET, and without a body. */
export const headAgrees: LawCheck<'headAgrees'> = (sequence, law) => {
  const [before, shown, again] = [law.before, law.shown, law.again].map(
    (index) => exchangeAt(sequence, index)?.response,
  );
  if (before === undefined || shown === undefined || again === undefined) return undefined;
  const isAsBefore = (read: (response: WholeResponse) => unknown) => read(before) === read(again);
  const broken = (expected: string, found: string): LawFacts => ({
    check: 'headAgrees',
    confidence: 'likely',
    expected,
    found,
    pointer: undefined,
  });
  if (shown.body.length > 0) return broken('no body', 'a body');
  const status = ({ status: one }: WholeResponse) => one;
  if (isAsBefore(status) && shown.status !== before.status) {
    return broken(`${before.status}, as GET is answered`, String(shown.status));
  }
  const other = FIELDS.find((name) => {
    const field = ({ headers }: WholeResponse) => headerValue(headers, name);
    const [one, head] = [field(before), field(shown)];
    return isAsBefore(field) && one !== undefined && head !== undefined && one !== head;
  });
  if (other === undefined) return undefined;
  return broken(
    `${other}: ${headerValue(before.headers, other)}, as GET has it`,
    `${headerValue(shown.headers, other)}`,
  );
};
