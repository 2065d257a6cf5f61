import { describe, expect, test } from '@jest/globals';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';
import type { RawRequest, RawResponse } from '../../../../src/http/message.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { json } from '../../../description/described.ts';

const SETTINGS = {
  type: 'object',
  required: ['theme', 'size'],
  additionalProperties: false,
  properties: {
    theme: { type: 'string', enum: ['light', 'dark'] },
    size: { type: 'integer', minimum: 8, maximum: 40 },
  },
};
const tagged = { ETag: { schema: { type: 'string' } } };
const shown = { description: 'it', headers: tagged, content: json(SETTINGS) };
const conditionIn = (name: string) => ({ name, in: 'header', schema: { type: 'string' } });
const refused = { description: 'no', content: json({ type: 'object' }) };

const description = loadDescriptionSync(
  {
    openapi: '3.1.0',
    info: { title: 'Settings', version: '1' },
    paths: {
      '/settings': {
        get: {
          operationId: 'read',
          parameters: [conditionIn('If-None-Match')],
          responses: { 200: shown, 304: { description: 'same' } },
        },
        put: {
          operationId: 'write',
          parameters: [conditionIn('If-Match')],
          requestBody: { required: true, content: json(SETTINGS) },
          responses: { 200: shown, 400: refused, 412: refused, 415: refused },
        },
      },
    },
  },
  { name: 'settings' },
);

type Settings = Readonly<Record<string, unknown>>;

interface Ways {
  readonly kept?: (sent: Settings, before: Settings) => Settings;
  readonly tagOf?: (version: number) => string;
  readonly looksAtConditions?: boolean;
}

/** Returns the findings on a server that keeps settings in one of several ways, and what it has at the end. */
async function runOn({
  kept = (sent) => sent,
  tagOf = (one) => `"${one}"`,
  looksAtConditions = true,
}: Ways = {}) {
  const before: Settings = { theme: 'light', size: 12 };
  let settings = before;
  let version = 0;
  const schema = description.operationById('write')?.requestBody?.content[0]?.schema;
  const isValid = (value: unknown) =>
    schema !== undefined && description.validators.of(schema, 'request')(value).length === 0;
  const answer = ({ method, headers, body }: RawRequest): RawResponse => {
    const field = (name: string) => (looksAtConditions ? headers[name] : undefined);
    const reply = (status: number, value?: unknown): RawResponse => ({
      status,
      headers: { 'content-type': 'application/json', etag: tagOf(version), allow: 'GET, PUT' },
      body: new TextEncoder().encode(value === undefined ? '' : JSON.stringify(value)),
    });
    if (method === 'GET') {
      const isSame = field('if-none-match') === tagOf(version);
      return isSame ? reply(304) : reply(200, settings);
    }
    if (method !== 'PUT') return reply(405, {});
    if (headers['content-type'] !== 'application/json') return reply(415, {});
    const sent = parsed(body);
    if (!isValid(sent)) return reply(400, {});
    const tag = field('if-match');
    if (tag !== undefined && tag !== '*' && tag !== tagOf(version)) return reply(412, {});
    settings = kept(sent as Settings, settings);
    version += 1;
    return reply(200, settings);
  };
  const target = handlerTarget('http://settings.test', (request) => Promise.resolve(answer(request)));
  const { findings } = await runContract({ description, target, safety: 'full' });
  return {
    found: [...new Set(findings.map(({ check }) => check))],
    isPutBack: settings['theme'] === 'light' && settings['size'] === 12,
  };
}

function parsed(body: RawRequest['body']): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return undefined;
  }
}

describe('settings that are changed and read', () => {
  test('are as they were sent, on their conditions, and are put back', async () => {
    expect(await runOn()).toEqual({ found: [], isPutBack: true });
  });

  test('that are not kept are found', async () => {
    const { found } = await runOn({ kept: (sent, before) => ({ ...sent, theme: before['theme'] }) });
    expect(found).toContain('changeShows');
  });

  test('that keep their tag are found', async () => {
    expect((await runOn({ tagOf: () => '"same"' })).found).toContain('tagChanges');
  });

  test('that do not look at conditions are found', async () => {
    expect((await runOn({ looksAtConditions: false })).found).toEqual(['precondition']);
  });
});
