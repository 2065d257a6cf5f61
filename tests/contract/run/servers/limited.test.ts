import { describe, expect, test } from '@jest/globals';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { serveHttp } from '../../../cli/servers/servers.ts';
import { shown } from '../small-server.ts';

const number = { name: 'n', in: 'query', schema: { type: 'integer' } };

const read = (operationId: string) => ({
  get: { operationId, parameters: [number], responses: { 200: shown(), 400: shown() } },
});

const description = loadDescriptionSync(
  {
    openapi: '3.1.0',
    info: { title: 'Sea', version: '1' },
    paths: { '/charts': read('charts'), '/tides': read('tides'), '/winds': read('winds') },
  },
  { name: 'sea' },
);

/** Answers a path so many times, then 429 with a second to wait, and the others as often as they are asked. */
function sea(limits: Readonly<Record<string, number>>, headers: Readonly<Record<string, string>> = {}) {
  const asked = new Map<string, number>();
  return serveHttp(({ method, url = '' }, response) => {
    const [path = '', query = ''] = url.split('?');
    if (method !== 'GET') return response.writeHead(405, { allow: 'GET' }).end();
    const times = (asked.get(path) ?? 0) + 1;
    asked.set(path, times);
    if (times > (limits[path] ?? Infinity))
      return response.writeHead(429, { 'retry-after': '1', ...headers }).end();
    const n = new URLSearchParams(query).get('n');
    return response.writeHead(n === null || /^-?\d+$/.test(n) ? 200 : 400).end();
  });
}

async function run(...args: Parameters<typeof sea>) {
  const server = await sea(...args);
  const report = await runContract({ description, target: server.url, safety: 'full' });
  const blocked = report.results.filter(({ verdict }) => verdict.kind === 'blocked');
  const asked = server.requests.filter((one) => one.startsWith('GET'));
  return { report, asked, blocked: new Set(blocked.map(({ case: { operationId } }) => operationId)) };
}

describe('a limit of one operation', () => {
  test('holds back its requests, and those of no other', async () => {
    const { report, asked, blocked } = await run({ '/charts': 3 });
    // none is sent again before all those of others have been sent
    const isOfCharts = (one: string) => one.startsWith('GET /charts');
    const count = (isWanted: (operationId: string) => boolean) =>
      report.results.filter(({ case: { operationId } }) => /^\w+$/.test(operationId) && isWanted(operationId))
        .length;
    const others = asked.flatMap((one, index) => (isOfCharts(one) ? [] : [index]));
    const last = others[count((id) => id !== 'charts') - 1] ?? Infinity;
    const before = asked.slice(0, last).filter(isOfCharts);
    expect(before.length).toBeGreaterThan(3);
    expect(before.length).toBeLessThanOrEqual(count((id) => id === 'charts'));
    expect(asked.filter(isOfCharts).length).toBeGreaterThan(before.length);
    expect([...blocked]).toEqual(['charts']);
    expect(report.findings).toEqual([]);
    expect(report.reach.map(({ operationId, kind }) => `${operationId} ${kind}`)).toEqual([
      'charts reached',
      'tides reached',
      'winds reached',
    ]);
  });

  test('that is answered for every request blocks its cases alone', async () => {
    const { report, blocked } = await run({ '/charts': 0 });
    expect([...blocked]).toEqual(['charts']);
    expect(report.findings).toEqual([]);
    expect(report.reach.find(({ operationId }) => operationId === 'charts')).toMatchObject({
      kind: 'notTried',
      reason: 'its valid requests were answered 429',
    });
  });
});
