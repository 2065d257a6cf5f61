import { describe, expect, test } from '@jest/globals';
import { planCases } from '../../../../src/contract/plan/plan-cases.ts';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';
import type { RawRequest, RawResponse } from '../../../../src/http/message.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { json } from '../../../description/described.ts';

const text = { type: 'string' };
const shown = (schema: object) => ({ description: 'it', content: json(schema) });
const inPath = (name: string, schema: object = text) => ({ name, in: 'path', required: true, schema });
const none = { description: 'no' };
const ZONE = {
  type: 'object',
  required: ['name'],
  properties: {
    id: { ...text, readOnly: true },
    name: { ...text, minLength: 2, maxLength: 40, example: 'example.org.' },
  },
};
const RECORD = {
  type: 'object',
  required: ['ttl'],
  additionalProperties: false,
  properties: { ttl: { type: 'integer', minimum: 1, maximum: 99 } },
};
const write = (schema: object) => ({ required: true, content: json(schema) });

/** Servers can only be listed, zones end in a dot, records are created with PUT. */
const description = loadDescriptionSync(
  {
    openapi: '3.1.0',
    info: { title: 'Zones', version: '1' },
    paths: {
      '/servers': {
        get: {
          operationId: 'listServers',
          responses: {
            200: shown({
              type: 'array',
              items: { type: 'object', required: ['id'], properties: { id: text } },
            }),
          },
        },
      },
      '/servers/{server}/zones': {
        parameters: [inPath('server')],
        get: {
          operationId: 'listZones',
          responses: { 200: shown({ type: 'array', items: ZONE }), 404: none },
        },
        post: {
          operationId: 'createZone',
          requestBody: write(ZONE),
          responses: { 201: shown(ZONE), 400: none, 404: none, 415: none, 422: none },
        },
      },
      '/servers/{server}/zones/{zone}': {
        parameters: [inPath('server'), inPath('zone')],
        get: { operationId: 'readZone', responses: { 200: shown(ZONE), 404: none } },
        delete: { operationId: 'deleteZone', responses: { 204: none, 404: none } },
      },
      '/servers/{server}/zones/{zone}/records/{record}': {
        parameters: [
          inPath('server'),
          inPath('zone'),
          inPath('record', { ...text, pattern: '^[a-z]{3,9}$', example: 'www' }),
        ],
        get: { operationId: 'readRecord', responses: { 200: shown(RECORD), 404: none } },
        put: {
          operationId: 'putRecord',
          requestBody: write(RECORD),
          responses: { 200: shown(RECORD), 201: shown(RECORD), 400: none, 404: none, 415: none },
        },
        delete: { operationId: 'deleteRecord', responses: { 204: none, 404: none } },
      },
    },
  },
  { name: 'zones' },
);

interface Faults {
  readonly looksAtServer?: boolean;
  readonly keepsRecords?: boolean;
  readonly deletesRecords?: boolean;
}

type Body = Readonly<Record<string, unknown>>;

class Zones {
  readonly #zones = new Map<string, { readonly name: string; readonly records: Map<string, unknown> }>([
    ['campus.example.', { name: 'campus.example.', records: new Map([['www', { ttl: 9 }]]) }],
  ]);
  readonly touched: string[] = [];
  readonly #faults: Required<Faults>;

  constructor(faults: Faults) {
    this.#faults = { looksAtServer: true, keepsRecords: true, deletesRecords: true, ...faults };
  }

  answer({ method, target, headers, body }: RawRequest): RawResponse {
    const [, servers, server, zones, zone, records, record] = target
      .replace(/\?.*/, '')
      .split('/')
      .map((part) => decodeURIComponent(part));
    if (servers !== 'servers') return reply(404);
    if (server === undefined) return method === 'GET' ? reply(200, [{ id: 'localhost' }]) : reply(405);
    if (zones !== 'zones' || (this.#faults.looksAtServer && server !== 'localhost')) return reply(404);
    const isJson = headers['content-type'] === 'application/json';
    if (zone === undefined) return this.#onZones(method, isJson, body);
    const known = this.#zones.get(zone);
    if (records === undefined || record === undefined) return this.#onZone(method, zone);
    if (method === 'PUT' && zone === 'campus.example.') this.touched.push(`${zone}${record}`);
    return known === undefined ? reply(404) : this.#onRecord(known.records, record, { method, isJson, body });
  }

  #onZone(method: string, zone: string): RawResponse {
    const known = this.#zones.get(zone);
    if (!['GET', 'DELETE'].includes(method)) return reply(405);
    if (known === undefined) return reply(404);
    if (method === 'DELETE') this.#zones.delete(zone);
    return method === 'GET' ? reply(200, { id: zone, name: known.name }) : reply(204);
  }

  #onZones(method: string, isJson: boolean, body: RawRequest['body']): RawResponse {
    if (method === 'GET')
      return reply(
        200,
        [...this.#zones].map(([id, { name }]) => ({ id, name })),
      );
    if (method !== 'POST') return reply(405);
    if (!isJson) return reply(415);
    const sent = parsed(body);
    const name = sent?.['name'];
    if (typeof name !== 'string' || name.length < 2 || name.length > 40) return reply(400);
    if (!/^[^"'<>\s]+\.$/.test(name)) return reply(422);
    this.#zones.set(name, { name, records: new Map() });
    return reply(201, { id: name, name });
  }

  #onRecord(
    records: Map<string, unknown>,
    name: string,
    {
      method,
      isJson,
      body,
    }: { readonly method: string; readonly isJson: boolean; readonly body: RawRequest['body'] },
  ): RawResponse {
    const known = records.get(name);
    if (method === 'PUT') {
      if (!isJson) return reply(415);
      const sent = parsed(body);
      const ttl = sent?.['ttl'];
      const isRight =
        Number.isInteger(ttl) &&
        Number(ttl) >= 1 &&
        Number(ttl) <= 99 &&
        Object.keys(sent ?? {}).length === 1;
      if (!isRight || !/^[a-z]{3,9}$/.test(name)) return reply(400);
      records.set(name, this.#faults.keepsRecords ? sent : { ttl: 1 });
      return reply(known === undefined ? 201 : 200, sent);
    }
    if (!['GET', 'DELETE'].includes(method)) return reply(405);
    if (known === undefined) return reply(404);
    if (method === 'GET') return reply(200, known);
    if (this.#faults.deletesRecords) records.delete(name);
    return reply(204);
  }
}

function reply(status: number, body?: unknown): RawResponse {
  return {
    status,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), allow: 'GET' },
    body: new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body)),
  };
}

function parsed(body: RawRequest['body']): Body | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : undefined;
  } catch {
    return undefined;
  }
}

async function runOn(faults: Faults = {}) {
  const zones = new Zones(faults);
  const target = handlerTarget('http://zones.test', (request) => Promise.resolve(zones.answer(request)));
  const { findings, reach } = await runContract({ description, target, safety: 'full' });
  return {
    findings: findings
      .filter(({ check }) => check !== 'methodRefused')
      .map(({ check, caseId }) => `${check} ${caseId}`),
    unreached: reach.filter(({ kind }) => kind !== 'reached').map(({ operationId }) => operationId),
    touched: zones.touched,
  };
}

describe('items in a parent that can only be listed', () => {
  test('are created in one that is listed', () => {
    const one = planCases(description).find(({ id }) => id === 'zones/readZone/valid/required-only');
    expect(one?.steps.map(({ name, request }) => `${name}: ${request.method} ${request.target}`)).toEqual([
      'look into /servers: GET /servers',
      'create: POST /servers/{{server}}/zones',
      'request: GET /servers/{{server}}/zones/{{zone}}',
      'clean up: DELETE /servers/{{server}}/zones/{{zone}}',
    ]);
  });

  test('all have a success, without a finding, and nothing of others is replaced', async () => {
    expect(await runOn()).toEqual({ findings: [], unreached: [], touched: [] });
  });

  test('are not shown below one that does not exist', async () => {
    const { findings } = await runOn({ looksAtServer: false });
    expect(findings).toContain('otherItem zones/listZones/unknown-parent/server');
  });
});

describe('items that PUT creates', () => {
  test('are kept as they were put', async () => {
    expect((await runOn({ keepsRecords: false })).findings).toContain(
      'changeShows zones/putRecord/sequence/put-created',
    );
  });

  test('are gone when they were deleted', async () => {
    expect((await runOn({ deletesRecords: false })).findings).toContain(
      'deletedGone zones/putRecord/sequence/put-created',
    );
  });
});
