import { textIn, type HarExchange } from '../../../codec/archive/har-entry.ts';
import { encodeText } from '../../../http/charset.ts';
import { inBytes, type RawRequest, type RawResponse } from '../../../http/message.ts';
import { originOf } from '../../../http/request-target.ts';
import { maskOfBody, type Mask } from './journal-entry.ts';
import type { Recorded } from './recorded.ts';

/** Returns an exchange for an HTTP archive. Of bodies that are kept in part, only what is shown is left. */
export function harExchange(exchange: Recorded, mask: Mask): HarExchange {
  const { request, response, operation, at, milliseconds, cut } = exchange;
  return {
    request: withShownBody(request, cut?.request, mask),
    response: withShownBody(inBytes(response), cut?.response, mask),
    baseUrl: originOf(request) ?? 'http://localhost',
    started: new Date(at),
    milliseconds,
    comment: operation?.id,
  };
}

function withShownBody<Message extends RawRequest | RawResponse>(
  message: Message,
  wholeSize: number | undefined,
  mask: Mask,
): Message {
  const { body } = message;
  if (wholeSize === undefined || !(body instanceof Uint8Array)) return message;
  const text = textIn(body);
  return { ...message, body: encodeText(text === undefined ? '' : maskOfBody(mask, wholeSize)(text)) };
}
