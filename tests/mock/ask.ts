import { readBody, type HeaderFields } from '../../src/http/message.ts';
import type { MockApp } from '../../src/mock/server/app.ts';
import type { RequestLike } from '../../src/mock/server/functions/request-like.ts';
import type { Json } from '../../src/base/json.ts';

/** A response of the mock, with its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: HeaderFields;
  readonly text: string;
  /** The body as JSON; undefined where it is none. */
  readonly body: Json | undefined;
}

/** Sends a request through the mock without HTTP. */
export async function ask(app: MockApp, request: RequestLike): Promise<Answer> {
  const response = await app.handle(request);
  const text = new TextDecoder().decode(await readBody(response));
  const isJson = /[/+]json$/.test(String(response.headers['content-type'] ?? ''));
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== '' ? (JSON.parse(text) as Json) : undefined,
  };
}
