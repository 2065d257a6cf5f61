import { describe, expect, test } from '@jest/globals';
import { runContract } from '../../../src/contract/run-contract.ts';
import { handlerTarget } from '../../../src/contract/target/handler-target.ts';
import type { RawRequest } from '../../../src/http/message.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';

const said = { description: 'it' };

const BODY = {
  required: true,
  content: {
    'application/json': {
      schema: { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 1 } } },
    },
  },
};

type Responses = Readonly<Record<string, object>>;

/** How a server answers a parsed body; undefined for one that is no JSON. */
type Answer = (value: unknown, contentType: string) => number;

const isNamed = (value: unknown): boolean => {
  const { name } = Object(value) as { readonly name?: unknown };
  return typeof name === 'string' && name !== '';
};

/** Returns the findings of a run on one operation, by status and confidence, each once. */
async function statusesTold(responses: Responses, answer: Answer): Promise<readonly string[]> {
  const description = loadDescriptionSync(
    {
      openapi: '3.1.0',
      info: { title: 'Doors', version: '1' },
      paths: { '/doors/knock': { put: { operationId: 'knock', requestBody: BODY, responses } } },
    },
    { name: 'doors' },
  );
  const target = handlerTarget('http://doors.test', ({ method, headers, body }: RawRequest) => {
    const status = method === 'PUT' ? answer(parsed(body), String(headers['content-type'])) : 405;
    return Promise.resolve({ status, headers: { allow: 'PUT' }, body: new Uint8Array() });
  });
  const { findings } = await runContract({ description, target, safety: 'full' });
  return [...new Set(findings.map(({ check, confidence, found }) => `${check} ${found} ${confidence}`))];
}

function parsed(body: RawRequest['body']): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return undefined;
  }
}

const strict =
  (wrong: number, unread = wrong): Answer =>
  (value, contentType) => {
    if (contentType !== 'application/json') return unread;
    return isNamed(value) ? 200 : wrong;
  };

describe('the refusal of a wrong request', () => {
  test('is nothing where its status is documented', async () => {
    expect(await statusesTold({ 200: said, 400: said }, strict(400))).toEqual([]);
  });

  test('is nothing where default or 4XX is documented', async () => {
    expect(await statusesTold({ 200: said, default: said }, strict(422))).toEqual([]);
    expect(await statusesTold({ 200: said, '4XX': said }, strict(400, 415))).toEqual([]);
  });

  test('is advice where no refusal is documented', async () => {
    expect(await statusesTold({ 200: said }, strict(400))).toEqual(['status 400 advice']);
  });

  test('is likely wrong where 400 is documented, and another comes', async () => {
    expect(await statusesTold({ 200: said, 400: said }, strict(422, 400))).toEqual(['status 422 likely']);
    expect(await statusesTold({ 200: said, 400: said }, strict(418, 400))).toEqual(['status 418 likely']);
  });

  test('is nothing where HTTP itself has the status for the form that is wrong', async () => {
    const server: Answer = (value, contentType) => {
      if (contentType === 'application/x-unknown') return 415;
      return strict(400)(value, contentType);
    };
    expect(await statusesTold({ 200: said, 400: said }, server)).toEqual([]);
    expect(await statusesTold({ 200: said }, server)).toEqual(['status 415 advice', 'status 400 advice']);
  });

  test('is nothing where valid requests are refused with the same status', async () => {
    const told = await statusesTold({ 200: said, 400: said, 401: said }, () => 401);
    expect(told.filter((one) => one.startsWith('status'))).toEqual([]);
  });
});
