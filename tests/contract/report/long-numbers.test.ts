import { describe, expect, test } from '@jest/globals';
import { handlerTarget } from '../../../src/contract/target/handler-target.ts';
import { runContract } from '../../../src/contract/run-contract.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { excerptOf } from '../../../src/contract/report/text/excerpt.ts';
import { inPath, shown } from '../run/small-server.ts';

/** No double has it: the nearest ends in 2. */
const LONG = '9007199254740993';

/** Beside those that no double has, those that it has and would be written with other digits. */
const DIGITS = [
  LONG,
  '9223372036854775807',
  '9223372036854775808',
  '-9223372036854775808',
  '1180591620717411303424',
  '100000000000000000000000',
];

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

  test.each([...DIGITS])('is shown so in the part of a body that a finding is about: %s', (digits) => {
    const headers = { 'content-type': 'application/json' };
    const body = new TextEncoder().encode(`{"a":{"b":${digits}}}`);
    expect(excerptOf({ status: 200, headers, body }, '/a/b')).toBe(`{"b":${digits}}`);
  });

  test.each([...DIGITS])('is shown so where it breaks a rule: %s', async (digits) => {
    const target = handlerTarget('gauge', ({ method }) =>
      Promise.resolve({
        status: method === 'GET' ? 200 : 405,
        headers: { 'content-type': 'application/json', allow: 'GET' },
        body: new TextEncoder().encode(method === 'GET' ? `{"level":${digits}}` : ''),
      }),
    );
    const level = { type: 'integer', maximum: 7, minimum: -7 };
    const gauge = { type: 'object', properties: { level } };
    const paths = { '/gauge': { get: { operationId: 'readGauge', responses: { 200: shown(gauge) } } } };
    const document = { openapi: '3.1.0', info: { title: 'gauge', version: '1' }, paths };
    const one = loadDescriptionSync(document, { name: 'gauge' });
    const { findings } = await runContract({ description: one, target, safety: 'read-only' });
    expect(findings.find(({ check }) => check === 'body')?.found).toContain(`found ${digits}`);
  });
});
