import type { Operation } from '../../../description/model/operation.ts';
import type { WholeResponse } from '../../../http/message.ts';
import type { Break, ChangeAnswer } from '../model/break.ts';
import type { BodyContent } from './body-content.ts';
import { forbidden, makeBreak, type BreakContext } from '../making/break-context.ts';
import { withBytes, withoutBody } from '../making/messages.ts';

/** Breaks bodies as a whole: cut off, or left out. */
export function* wholeBreaks(
  context: BreakContext,
  operation: Operation,
  content: BodyContent,
): Iterable<Break> {
  const { status, shown } = content;
  if (shown.size === 0) return;
  const change =
    (broken: (response: WholeResponse) => WholeResponse): ChangeAnswer =>
    ({ response }) =>
      String(response.status) === status && isClosed(response) ? broken(response) : undefined;
  const facts = { operationId: operation.id, place: status };
  if (context.isWanted('body-cut')) {
    yield makeBreak(context, {
      ...facts,
      operator: 'body-cut',
      standing: forbidden('the media type: it is JSON no more'),
      fault: {
        kind: 'answer',
        change: change((response) => withBytes(response, response.body.slice(0, -1))),
      },
    });
  }
  if (context.isWanted('body-missing')) {
    yield makeBreak(context, {
      ...facts,
      operator: 'body-missing',
      standing: forbidden('the media type: nothing is no JSON'),
      fault: { kind: 'answer', change: change(withoutBody) },
    });
  }
}

/** True for a body that is no JSON without its last character. */
function isClosed({ body }: WholeResponse): boolean {
  return /[\]}"]/.test(String.fromCharCode(body.at(-1) ?? 0));
}
