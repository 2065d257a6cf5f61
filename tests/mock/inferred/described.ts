import { createMock, type MockOptions } from '../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { type MockApp } from '../../../src/mock/server/app.ts';
import type { HeaderFields } from '../../../src/http/message.ts';
import { isObject, items, member, type Json } from '../../../src/base/json.ts';
import { ask, type Answer } from '../ask.ts';

export interface DescribedOptions extends Omit<MockOptions, 'descriptions'> {
  /** Its component schemas, by name. */
  readonly schemas?: object;
}

/** A mock of an API that nobody prepared: all that is known of it are its paths. It asks nobody for a credential. */
export function mockPaths(paths: object, { schemas = {}, ...options }: DescribedOptions = {}): MockApp {
  const document = {
    openapi: '3.2.0',
    info: { title: 'Unprepared', version: '1' },
    paths,
    components: { schemas },
  };
  return createMock({
    auth: false,
    ...options,
    descriptions: loadDescriptionSync(document, { name: 'unprepared' }),
  });
}

/** The requests that a front end makes. */
export function clientOf(app: MockApp, headers: HeaderFields = {}) {
  const send = (method: string, target: string, body?: unknown, extra: HeaderFields = {}): Promise<Answer> =>
    ask(app, { method, target, headers: { ...headers, ...extra }, ...(body !== undefined && { body }) });
  return {
    get: (target: string, extra?: HeaderFields) => send('GET', target, undefined, extra),
    post: (target: string, body?: unknown, extra?: HeaderFields) => send('POST', target, body, extra),
    put: (target: string, body?: unknown, extra?: HeaderFields) => send('PUT', target, body, extra),
    patch: (target: string, body?: unknown, extra?: HeaderFields) => send('PATCH', target, body, extra),
    delete: (target: string, extra?: HeaderFields) => send('DELETE', target, undefined, extra),
    send,
  };
}

/** The members of that name of a list of items. */
export function pluck(list: Json | undefined, name: string): readonly (Json | undefined)[] {
  return items(list).map((item) => member(item, name));
}

/** An answer's body as an object; empty where it is none. */
export function bodyOf({ body }: Answer): Readonly<Record<string, Json>> {
  return isObject(body) ? body : {};
}
