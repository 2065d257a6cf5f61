import { describe, expect, test } from '@jest/globals';
import { handlerTarget } from '../../../src/contract/target/handler-target.ts';
import { runContract } from '../../../src/contract/run-contract.ts';
import { loadDescriptionSync } from '../../../src/load-description.ts';
import { excerptOf } from '../../../src/contract/report/text/excerpt.ts';
import { inPath, shown } from '../run/small-server.ts';

/** No double has it: the nearest ends in 2. */
const LONG = '9007199254740993';

const ITEM = {
  type: 'object',
  required: ['id', 'size', 'name'],
  properties: {
    id: { type: 'integer', format: 'int64' },
    size: { type: 'integer', format: 'int64' },
    name: { type: 'string' },
  },
};

const description = loadDescriptionSync(
  {
    openapi: '3.1.0',
    info: { title: 'long', version: '1' },
    paths: {
      '/logs': {
        get: { operationId: 'listLogs', responses: { 200: shown({ type: 'array', items: ITEM }) } },
      },
      '/logs/{id}': {
        parameters: inPath('id').map((one) => ({ ...one, schema: { type: 'integer', format: 'int64' } })),
        get: { operationId: 'getLog', responses: { 200: shown(ITEM), 404: shown() } },
      },
    },
  },
  { name: 'long' },
);

const item = (size: string, id: string) => `{"id":${id},"size":${size},"name":"a log"}`;

/** Lists two logs, and shows the first with another size. */
function logs() {
  const asked: string[] = [];
  const target = handlerTarget('logs', ({ method, target: path }) => {
    asked.push(path);
    const id = /^\/logs\/(\d+)$/.exec(path)?.[1];
    const isList = path === '/logs';
    const isKnown = method === 'GET' && (isList || id === LONG || id === '9007199254740997');
    const body = isList
      ? `[${item(LONG, LONG)},${item('7', '9007199254740997')}]`
      : item('9007199254740995', id ?? '');
    return Promise.resolve({
      status: isKnown ? 200 : method === 'GET' ? 404 : 405,
      headers: { 'content-type': 'application/json', allow: 'GET' },
      body: new TextEncoder().encode(isKnown ? body : ''),
    });
  });
  return { asked, target };
}

describe('an integer that no double has', () => {
  test('is shown digit by digit, in findings and in requests', async () => {
    const { asked, target } = logs();
    const { findings } = await runContract({ description, target, safety: 'read-only' });
    expect(asked).toContain(`/logs/${LONG}`);
    const differing = findings.filter(
      ({ check, found }) => check === 'listShows' && found.startsWith('size'),
    );
    expect(differing.map(({ expected, found }) => [expected, found])).toContainEqual([
      `size: ${LONG}, as the list has it`,
      'size: 9007199254740995',
    ]);
  });

  test('is shown so in the part of a body that a finding is about', () => {
    const headers = { 'content-type': 'application/json' };
    const body = new TextEncoder().encode(`{"a":{"b":${LONG}}}`);
    expect(excerptOf({ status: 200, headers, body }, '/a/b')).toBe(`{"b":${LONG}}`);
  });
});
