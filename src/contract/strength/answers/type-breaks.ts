import { responseFor, type Operation } from '../../../description/model/operation.ts';
import { describedBy, parseMediaType } from '../../../http/media-type.ts';
import type { Break } from '../model/break.ts';
import { allowed, forbidden, forbiddenIf, type BreakContext } from '../making/break-context.ts';
import { isRefusal, isSuccess, withField } from '../making/messages.ts';
import { onStatus } from '../making/on-status.ts';

/** Breaks the media type of the responses with one status. */
export function typeBreaks(context: BreakContext, operation: Operation, status: number): readonly Break[] {
  const content = responseFor(operation, status)?.content ?? [];
  if (content.length === 0) return [];
  const html = parseMediaType('text/html');
  const isDescribed = html !== undefined && describedBy(content, html) !== undefined;
  const place = String(status);
  const other = forbiddenIf(!isDescribed, 'the documented media types', 'text/html is documented');
  return [
    onStatus(context, operation, status, { operator: 'type-other', place, standing: other }, (response) =>
      withField(response, 'content-type', 'text/html'),
    ),
    onStatus(
      context,
      operation,
      status,
      { operator: 'type-missing', place, standing: forbidden('the documented media types') },
      (response) => withField(response, 'content-type', undefined),
    ),
  ].map((one) => (isSuccess({ status }) || isRefusal({ status }) ? one : withoutStanding(one)));
}

function withoutStanding(one: Break): Break {
  return { ...one, standing: allowed('a redirection or an error needs no body') };
}
