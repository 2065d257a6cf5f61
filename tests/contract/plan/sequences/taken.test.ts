import { describe, expect, test } from '@jest/globals';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';
import type { RawRequest, RawResponse } from '../../../../src/http/message.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { json } from '../../../description/described.ts';

const GROUP = {
  type: 'object',
  required: ['name'],
  properties: {
    id: { type: 'integer', readOnly: true },
    name: { type: 'string', minLength: 1, maxLength: 40 },
  },
};
const shown = (schema: object) => ({ description: 'it', content: json(schema) });
const error = shown({ type: 'object', required: ['message'], properties: { message: { type: 'string' } } });

function described(responses: object) {
  return loadDescriptionSync(
    {
      openapi: '3.1.0',
      info: { title: 'Groups', version: '1' },
      paths: {
        '/groups': {
          post: {
            operationId: 'create',
            requestBody: { required: true, content: json(GROUP) },
            responses: { 201: shown(GROUP), 400: error, 415: error, ...responses },
          },
        },
        '/groups/{id}': {
          get: {
            operationId: 'read',
            parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
            responses: { 200: shown(GROUP), 400: error, 404: error },
          },
        },
      },
    },
    { name: 'groups' },
  );
}

/** Returns the checks that fail on a server that answers a taken name so. */
async function foundOn(
  taken: { readonly status: number; readonly body?: object },
  responses: object = { 409: error },
) {
  const groups = new Map<string, object>();
  const reply = (status: number, body: unknown): RawResponse => ({
    status,
    headers: { 'content-type': 'application/json', allow: 'GET, POST' },
    body: new TextEncoder().encode(JSON.stringify(body)),
  });
  const answer = ({ method, target, headers, body }: RawRequest): RawResponse => {
    const no = { message: 'no' };
    if (method === 'GET' && target.startsWith('/groups/')) {
      const id = decodeURIComponent(target.slice('/groups/'.length).replace(/\?.*/, ''));
      if (!/^-?\d+$/.test(id)) return reply(400, no);
      const group = [...groups.values()].find((one) => String(Reflect.get(one, 'id')) === id);
      return group === undefined ? reply(404, no) : reply(200, group);
    }
    if (method !== 'POST' || target !== '/groups') return reply(405, no);
    if (headers['content-type'] !== 'application/json') return reply(415, no);
    const name = nameIn(body);
    if (name === undefined || name.length > 40 || name === '') return reply(400, no);
    if (groups.has(name.toLowerCase())) return reply(taken.status, taken.body ?? { message: 'taken' });
    const group = { id: groups.size + 1, name };
    groups.set(name.toLowerCase(), group);
    return reply(201, group);
  };
  const target = handlerTarget('http://groups.test', (request) => Promise.resolve(answer(request)));
  const { findings } = await runContract({ description: described(responses), target, safety: 'full' });
  return [...new Set(findings.map(({ check, caseId }) => `${check} ${caseId}`))];
}

function nameIn(body: RawRequest['body']): string | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString());
    const name: unknown =
      typeof value === 'object' && value !== null ? Reflect.get(value, 'name') : undefined;
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}

describe('a name that is taken', () => {
  test('may be refused as documented, in capitals too', async () => {
    expect(await foundOn({ status: 409 })).toEqual([]);
  });

  test('may be refused as what is invalid', async () => {
    expect(await foundOn({ status: 400 })).toEqual([]);
  });

  test('is not a server error', async () => {
    expect(await foundOn({ status: 500 })).toEqual(['serverError groups/create/sequence/taken']);
  });

  test('is refused with the body that is described', async () => {
    expect(await foundOn({ status: 409, body: { error: 1 } })).toEqual(['body groups/create/sequence/taken']);
  });

  test('is not refused with a status that is not described', async () => {
    expect(await foundOn({ status: 423 })).toEqual(['status groups/create/sequence/taken']);
  });

  test('is not tried where no conflict is described', async () => {
    expect(await foundOn({ status: 500 }, {})).toEqual([]);
  });
});
