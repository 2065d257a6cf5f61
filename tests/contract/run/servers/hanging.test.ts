import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { serveHttp } from '../../../cli/servers/servers.ts';
import { sent, shown } from '../small-server.ts';

const TEXT = { type: 'object', required: ['text'], properties: { text: { type: 'string' } } };

const limit = (name: string) => ({ name, in: 'query', schema: { type: 'integer', minimum: 1, maximum: 9 } });

const description = loadDescriptionSync(
  {
    openapi: '3.1.0',
    info: { title: 'Radio', version: '1' },
    paths: {
      '/alerts': {
        post: { operationId: 'watchAlerts', ...sent(TEXT), responses: { 200: shown({ type: 'object' }) } },
      },
      '/archive': { get: { operationId: 'archive', responses: { 200: shown({ type: 'object' }) } } },
      '/ticker': { get: { operationId: 'ticker', responses: { 200: shown({ type: 'object' }) } } },
      '/songs': {
        get: {
          operationId: 'songs',
          parameters: [limit('limit')],
          responses: { 200: shown({ type: 'array' }), 400: shown() },
        },
      },
      '/wishes': {
        post: { operationId: 'wish', ...sent(TEXT), responses: { 201: shown(), 400: shown(), 415: shown() } },
      },
    },
  },
  { name: 'radio' },
);

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return text;
}

function isWish(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof Object(value).text === 'string' && !Array.isArray(value);
  } catch {
    return false;
  }
}

/**
 * Begins an answer that never ends to one operation, begins none to another, and sends a space from time to time to a
 * third; `slowLimit` is a limit with which the songs do not come either.
 */
function radio({ slowLimit = '' } = {}) {
  return serveHttp(async (request, response) => {
    const body = await textOf(request);
    const { method, url = '' } = request;
    const [path, query = ''] = url.split('?');
    const reply = (status: number, value?: unknown) => send(response, status, value);
    switch (`${method} ${path}`) {
      case 'POST /alerts':
        response.writeHead(200, { 'content-type': 'application/json' }).write('{"created":true}\n');
        return;
      case 'GET /archive':
        return;
      case 'GET /ticker': {
        response.writeHead(200, { 'content-type': 'application/json' });
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
        return;
      }
      case 'GET /songs': {
        const asked = new URLSearchParams(query).get('limit');
        if (asked === slowLimit) return;
        return /^[1-9]$/.test(asked ?? '1') ? reply(200, []) : reply(400);
      }
      case 'POST /wishes':
        if (!String(request.headers['content-type']).includes('json')) return reply(415);
        return reply(isWish(body) ? 201 : 400);
      default:
        response.writeHead(405, { allow: 'GET, POST' }).end();
    }
  });
}

function send(response: ServerResponse, status: number, value?: unknown): void {
  response.writeHead(status, value === undefined ? {} : { 'content-type': 'application/json' });
  response.end(value === undefined ? '' : JSON.stringify(value));
}

async function run(options: Parameters<typeof radio>[0] = {}) {
  const { url } = await radio(options);
  const report = await runContract({ description, target: url, safety: 'full', timeout: 250 });
  const late = report.findings.filter(({ check }) => check === 'answersInTime');
  const about = late.map(({ operationId, confidence }) => `${operationId} (${confidence})`);
  return { report, late: new Set(about), counts: new Map(about.map((one) => [one, countOf(about, one)])) };
}

function countOf(all: readonly string[], one: string): number {
  return all.filter((other) => other === one).length;
}

describe('responses that do not come, or do not end', () => {
  test('end the cases of their operations after three, and nothing else', async () => {
    const { report, counts } = await run();
    expect(Object.fromEntries(counts)).toEqual({
      'watchAlerts (advice)': 3,
      'archive (advice)': 3,
      'ticker (advice)': 3,
    });
    const others = report.findings.filter(({ check }) => check !== 'answersInTime');
    expect(others.map(({ check, operationId }) => `${check} ${operationId}`)).toEqual([
      'reached archive',
      'reached ticker',
      'reached watchAlerts',
    ]);
    expect(report.broken).toBeUndefined();
    const reached = report.reach.filter(({ kind }) => kind === 'reached');
    expect(reached.map(({ operationId }) => operationId)).toEqual(['songs', 'wish']);
    // nobody knows whether it was done
    const left = report.leftovers.filter((one) => one.includes('/alerts'));
    expect(new Set(left)).toEqual(new Set(['POST /alerts, which was not answered in time']));
  });

  test('are likely a fault where the operation answered before', async () => {
    const { late, report } = await run({ slowLimit: '9' });
    expect([...late]).toContain('songs (likely)');
    expect(report.reach.find(({ operationId }) => operationId === 'songs')?.kind).toBe('reached');
  });
});
