import { describe, expect, test } from '@jest/globals';
import { loadDescriptionSync } from '../../../../src/load-description.ts';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';
import type { RawRequest } from '../../../../src/http/message.ts';

const body = (properties: object, required: string[] = []) => ({
  content: { 'application/json': { schema: { type: 'object', required, properties } } },
});

const text = { type: 'string', minLength: 1 };

/** Settings of which one member is a secret, and a search whose POST is no change. */
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'settings', version: '1' },
  paths: {
    '/settings': {
      get: {
        operationId: 'readSettings',
        responses: { 200: { description: 'ok', ...body({ colour: text }) } },
      },
      put: {
        operationId: 'writeSettings',
        requestBody: { required: true, ...body({ colour: text, secret: text }, ['colour']) },
        responses: { 200: { description: 'ok', ...body({ colour: text }) }, 400: { description: 'refused' } },
      },
    },
    '/flights': {
      get: {
        operationId: 'listFlights',
        responses: { 200: { description: 'ok', ...body({ flights: {} }) } },
      },
      post: {
        operationId: 'searchFlights',
        requestBody: { required: true, ...body({ from: text }, ['from']) },
        responses: { 200: { description: 'ok', ...body({ flights: {} }) }, 400: { description: 'refused' } },
      },
    },
  },
};

async function run(isDisposable: boolean) {
  const description = loadDescriptionSync(DOCUMENT);
  const sent: string[] = [];
  const answer = ({ method, target }: RawRequest) => {
    sent.push(`${method} ${target}`);
    const shown = target.startsWith('/settings') ? { colour: 'red' } : { flights: [] };
    const headers = { 'content-type': 'application/json' };
    return Promise.resolve({ status: 200, headers, body: Buffer.from(JSON.stringify(shown)) });
  };
  const report = await runContract({
    description,
    target: handlerTarget('settings', answer, { isDisposable }),
  });
  return { sent, report };
}

describe('settings that could not be put back', () => {
  test('are not written, and that is no finding', async () => {
    const { sent, report } = await run(false);
    expect(sent.filter((line) => line === 'PUT /settings')).toEqual([]);
    expect(report.findings.filter(({ check }) => check === 'reached')).toEqual([]);
    expect(report.reach.find(({ operationId }) => operationId === 'writeSettings')).toMatchObject({
      kind: 'notTried',
      reason: expect.stringContaining('secret is a secret'),
    });
  });

  test('are written where the server ends with the run', async () => {
    const { sent } = await run(true);
    expect(sent).toContain('PUT /settings');
  });
});

test('a POST whose members the GET of its path does not show is no change of a setting', async () => {
  const { sent } = await run(false);
  expect(sent).toContain('POST /flights');
});
