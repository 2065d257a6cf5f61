import { compileDescription } from '../../src/description/compile/compile-description.ts';
import type { JsonObject } from '../../src/base/json.ts';
import type { MockSettings } from '../../src/mock/mock-settings.ts';
import { createMockOf } from '../../src/mock/mock.ts';
import { createApp } from '../../src/mock/server/app.ts';
import { ask, type Answer } from './ask.ts';

interface Sent {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Returns a mock of the paths, without HTTP. */
export function askWith(paths: object, settings: MockSettings = {}, components: object = {}) {
  const document = { openapi: '3.1.0', info: { title: 'x', version: '1' }, paths, components } as JsonObject;
  const description = compileDescription(document, { name: 'x', location: undefined });
  const app = createApp(createMockOf([{ description }], settings), {});
  return {
    ask: (method: string, url: string, { body, headers = {} }: Sent = {}): Promise<Answer> =>
      ask(app, {
        method,
        target: url,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
  };
}
