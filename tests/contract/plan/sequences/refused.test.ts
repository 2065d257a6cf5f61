import { describe, expect, test } from '@jest/globals';
import type { RawRequest } from '../../../../src/http/message.ts';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { json } from '../../../description/described.ts';

const thing = (required: readonly string[] = []) => ({
  type: 'object',
  required,
  properties: {
    id: { type: 'string', readOnly: true },
    name: { type: 'string', minLength: 1 },
    colour: { type: 'string' },
    size: { type: 'integer' },
  },
});
const body = (required: readonly string[]) => ({ required: true, content: json(thing(required)) });
const refused = { 400: { description: 'No.' } };
const gone = { 404: { description: 'None.' } };
const one = (description: string) => ({ description, content: json(thing(['id'])) });

const THINGS = loadDescriptionSync(
  {
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: {
      '/things': {
        get: {
          operationId: 'list',
          responses: {
            200: { description: 'Things.', content: json({ type: 'array', items: thing(['id']) }) },
          },
        },
        post: {
          operationId: 'create',
          requestBody: body(['name']),
          responses: { 201: one('Made.'), ...refused },
        },
      },
      '/things/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        get: { operationId: 'read', responses: { 200: one('A thing.'), ...gone } },
        put: {
          operationId: 'replace',
          requestBody: body(['name']),
          responses: { 200: one('Replaced.'), ...refused, ...gone },
        },
        patch: {
          operationId: 'update',
          requestBody: body([]),
          responses: { 200: one('Changed.'), ...refused, ...gone },
        },
        delete: { operationId: 'remove', responses: { 204: { description: 'Gone.' }, ...gone } },
      },
    },
  },
  { name: 'things' },
);

type Row = Record<string, unknown>;

function answer(status: number, value?: unknown) {
  return {
    status,
    headers: value === undefined ? {} : { 'content-type': 'application/json' },
    body: value === undefined ? new Uint8Array(0) : new TextEncoder().encode(JSON.stringify(value)),
  };
}

function isWrong({ size = 0, name = 'any', colour = 'any' }: Row): boolean {
  const isText = (value: unknown) => typeof value === 'string' && value !== '';
  return !Number.isInteger(size) || !isText(name) || typeof colour !== 'string';
}

function withSound({ size, ...row }: Row): Row {
  return { ...row, size: Number.isInteger(size) ? size : 0 };
}

/** A server that keeps what it refuses where `keeps` says so. `others`: somebody else makes things all the time. */
function server({ keeps = '', others = false }: { keeps?: string; others?: boolean }) {
  const things = new Map<string, Row>();
  let made = 0;
  const add = (row: Row) => {
    made += 1;
    const whole = { ...row, id: `t${made}` };
    things.set(whole.id, whole);
    return whole;
  };
  const onThing = (method: string, known: Row, { id: _id, ...sent }: Row) => {
    const id = String(known['id']);
    const change = (row: Row) => things.set(id, method === 'PUT' ? { ...row, id } : { ...known, ...row, id });
    if (method === 'GET') return answer(200, known);
    if (method === 'DELETE') return answer(things.delete(id) ? 204 : 404);
    if (isWrong(sent)) {
      if (keeps === method) change(withSound(sent));
      return answer(400);
    }
    return answer(200, change(sent).get(id));
  };
  return async ({ method, target, body: bytes }: RawRequest) => {
    if (others) add({ name: 'of somebody else', colour: 'none', size: made });
    const id = target.split('/')[2];
    const sent = bytes.length === 0 ? {} : (JSON.parse(new TextDecoder().decode(bytes)) as Row);
    if (id !== undefined) {
      const known = things.get(id);
      return known === undefined ? answer(404) : onThing(method, known, sent);
    }
    if (method === 'GET') return answer(200, [...things.values()]);
    if (!isWrong(sent)) return answer(201, add(sent));
    if (keeps === 'create') add(withSound(sent));
    return answer(400);
  };
}

async function foundOn(habits: Parameters<typeof server>[0], mark?: string): Promise<readonly string[]> {
  const { findings } = await runContract({
    description: THINGS,
    safety: 'create-own',
    phases: ['sequences'],
    target: handlerTarget('things', server(habits)),
    ...(mark !== undefined && { mark }),
  });
  return findings.map(({ check, confidence, caseId }) => `${check} ${confidence} ${caseId}`);
}

describe('a refused request', () => {
  test('changes nothing on a right server, also where others make things meanwhile', async () => {
    expect(await foundOn({})).toEqual([]);
    expect(await foundOn({ others: true })).toEqual([]);
  });

  test.each([
    ['create', 'create/sequence/refused'],
    ['PUT', 'replace/sequence/refused/replace'],
    ['PATCH', 'update/sequence/refused/update'],
  ])('is found to be kept: %s', async (keeps, id) => {
    expect(await foundOn({ keeps })).toEqual([`nothingLeft likely things/${id}`]);
    expect(await foundOn({ keeps }, 'run7')).toEqual([`nothingLeft likely things/${id}`]);
  });
});
