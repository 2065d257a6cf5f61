import { describe, expect, test } from '@jest/globals';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';
import type { RawRequest } from '../../../../src/http/message.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';

const body = (schema: object) => ({ content: { 'application/json': { schema } } });

const refused = { '4XX': { description: 'no' } };

/** Keys of a safe: their `name` is what people call them, and they are read by their code. */
function descriptionOf(key: object) {
  const shown = { description: 'it', ...body(key) };
  const headers = { Location: { schema: { type: 'string' } } };
  const parameters = [{ name: 'ticket', in: 'path', required: true, schema: { type: 'string' } }];
  const sent = { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 1 } } };
  return loadDescriptionSync(
    {
      openapi: '3.1.0',
      info: { title: 'Safe', version: '1' },
      paths: {
        '/tickets': {
          get: {
            operationId: 'list',
            responses: { 200: { description: 'all', ...body({ type: 'array', items: key }) }, ...refused },
          },
          post: {
            operationId: 'make',
            requestBody: { required: true, ...body(sent) },
            responses: { 201: { ...shown, headers }, ...refused },
          },
        },
        '/tickets/{ticket}': {
          parameters,
          get: { operationId: 'read', responses: { 200: shown, ...refused } },
          delete: { operationId: 'drop', responses: { 204: { description: 'gone' }, ...refused } },
        },
      },
    },
    { name: 'safe' },
  );
}

const text = { type: 'string' };

const CODED = { type: 'object', required: ['code', 'name'], properties: { code: text, name: text } };

const NAMED = { type: 'object', required: ['id', 'name'], properties: { id: text, name: text, code: text } };

interface Server {
  /** The member by which an item is read, deleted and listed. */
  readonly key: string;
  /** The member that the Location ends in. */
  readonly located: string;
  readonly deletes?: boolean;
}

async function findingsOn(schema: object, { key, located, deletes = true }: Server) {
  const description = descriptionOf(schema);
  const made = new Map<string, Readonly<Record<string, string>>>();
  let count = 0;
  const answer = ({ method, target, headers, body: sent }: RawRequest): [number, unknown?, string?] => {
    const [, , id] = target.replace(/\?.*$/, '').split('/').map(decodeURIComponent);
    const item = id === undefined ? undefined : made.get(id);
    switch (`${method} ${id === undefined ? 'all' : 'one'}`) {
      case 'GET all':
        return [200, [...made.values()]];
      case 'POST all': {
        const value = headers['content-type'] === 'application/json' ? parsed(sent) : undefined;
        const { name } = Object(value) as { name?: unknown };
        if (typeof name !== 'string' || name === '') return [400];
        count += 1;
        const one: Record<string, string> = { code: `c0de${count}`, id: `i${count}`, name };
        made.set(one[key] ?? '', one);
        return [201, one, `/tickets/${encodeURIComponent(one[located] ?? '')}`];
      }
      case 'GET one':
        return item === undefined ? [404] : [200, item];
      case 'DELETE one':
        if (item === undefined) return [404];
        if (deletes) made.delete(id ?? '');
        return [204];
      default:
        return [405];
    }
  };
  const target = handlerTarget('http://safe.test', (request) => {
    const [status, value, location] = answer(request);
    const headers = {
      allow: 'GET, POST, DELETE',
      ...(value !== undefined && { 'content-type': 'application/json' }),
      ...(location !== undefined && { location }),
    };
    const bytes = new TextEncoder().encode(value === undefined ? '' : JSON.stringify(value));
    return Promise.resolve({ status, headers, body: bytes });
  });
  const { findings } = await runContract({ description, target, safety: 'full' });
  return [...new Set(findings.map(({ check, operationId }) => `${check} ${operationId}`))];
}

function parsed(bytes: RawRequest['body']): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return undefined;
  }
}

describe('an item whose Location ends in another member than the one that seems to identify it', () => {
  test('is read, listed and deleted by that member', async () => {
    expect(await findingsOn(CODED, { key: 'code', located: 'code' })).toEqual([]);
  });

  test('is seen to be there still by that member', async () => {
    const found = await findingsOn(CODED, { key: 'code', located: 'code', deletes: false });
    expect(found).toContain('deletedGone read');
  });

  test('has the identifier that is called so, and the Location is wrong', async () => {
    expect(await findingsOn(NAMED, { key: 'id', located: 'id' })).toEqual([]);
    expect(await findingsOn(NAMED, { key: 'id', located: 'code' })).toContain('located make');
  });
});
