import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { harErrors } from '../../contract/report/formats/published-schemas.ts';
import { serve, run } from '../command.ts';
import { folderWith } from '../../temporary-folder.ts';

const key = { type: 'apiKey', name: 'key' };

const NOTE = { type: 'object', properties: { text: { type: 'string' }, password: { type: 'string' } } };

const NOTES = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  security: [{ basic: [] }, { header: [] }, { query: [] }, { cookie: [] }],
  paths: {
    '/notes': {
      post: {
        operationId: 'createNote',
        requestBody: {
          content: {
            'application/json': { schema: NOTE },
          },
        },
        responses: {
          201: { description: 'made', content: { 'application/json': { schema: NOTE } } },
        },
      },
      get: {
        operationId: 'listNotes',
        responses: {
          200: {
            description: 'all',
            content: {
              'application/json': { schema: { type: 'array', items: NOTE } },
            },
          },
        },
      },
    },
  },
  components: {
    securitySchemes: {
      basic: { type: 'http', scheme: 'basic' },
      header: { ...key, in: 'header', name: 'X-Key' },
      query: { ...key, in: 'query' },
      cookie: { ...key, in: 'cookie' },
    },
  },
};

function harFaults(file: string): unknown {
  return harErrors(JSON.parse(readFileSync(file, 'utf8')));
}

interface Har {
  readonly log: {
    readonly entries: readonly {
      readonly comment?: string;
      readonly request: { readonly url: string; readonly postData?: { readonly text: string } };
      readonly response: { readonly status: number; readonly content: { readonly text?: string } };
    }[];
  };
}

function entriesOf(file: string): Har['log']['entries'] {
  return (JSON.parse(readFileSync(file, 'utf8')) as Har).log.entries;
}

describe('stuntdouble mock --journal', () => {
  test('writes an HTTP archive that is whole after each exchange, and that only its owner may read', async () => {
    const folder = folderWith({ 'notes.json': NOTES, 'journal.har': 'of before' });
    const file = join(folder, 'journal.har');
    const mock = await serve(['notes.json', '--journal', 'journal.har', '--quiet'], { cwd: folder });
    expect(entriesOf(file)).toEqual([]);
    expect(harFaults(file)).toEqual([]);
    const headers = { 'x-key': 'any-key', 'content-type': 'application/json' };
    await fetch(`${mock.url}/notes`, { method: 'POST', headers, body: '{"text":"möglich"}' });
    expect(entriesOf(file)).toHaveLength(1);
    await fetch(`${mock.url}/notes?a=b%20c`, { headers });
    await fetch(`${mock.url}/nowhere`, { headers });
    const entries = entriesOf(file);
    expect(harFaults(file)).toEqual([]);
    expect(entries.map(({ comment, response }) => [comment, response.status])).toEqual([
      ['createNote', 201],
      ['listNotes', 200],
      [undefined, 404],
    ]);
    expect(entries[0]?.request.postData?.text).toBe('{"text":"möglich"}');
    expect(entries[1]?.response.content.text).toContain('möglich');
    expect(entries[1]?.request.url).toBe(`${mock.url}/notes?a=b%20c`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await mock.stop();
    expect(entriesOf(file)).toHaveLength(3);
  });

  test('has no secret, wherever it was sent', async () => {
    const folder = folderWith({ 'notes.json': NOTES });
    const mock = await serve(['notes.json', '--journal', 'journal.har', '--quiet'], { cwd: folder });
    const canaries = {
      header: 'canary-header-1',
      query: 'canary/query+2',
      cookie: 'canary-cookie-3',
      basic: 'canary-basic-4',
      body: 'canary "body" 5',
    };
    const post = (target: string, headers: Readonly<Record<string, string>>, body: object) =>
      fetch(`${mock.url}${target}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    // each of them also in a body, which the mock gives back
    await post('/notes', { 'x-key': canaries.header }, { text: `mine is ${canaries.header}` });
    await post(`/notes?key=${encodeURIComponent(canaries.query)}`, {}, { text: canaries.query });
    await post('/notes', { cookie: `key=${canaries.cookie}` }, { text: canaries.cookie });
    await post(
      '/notes',
      { authorization: `Basic ${btoa(`ann:${canaries.basic}`)}` },
      { text: canaries.basic, password: canaries.body },
    );
    await fetch(`${mock.url}/notes`, { headers: { 'x-key': canaries.header } });
    await mock.stop();
    const file = join(folder, 'journal.har');
    const text = readFileSync(file, 'utf8');
    expect(entriesOf(file).map(({ response }) => response.status)).toEqual([201, 201, 201, 201, 200]);
    for (const canary of Object.values(canaries)) {
      const forms = [canary, encodeURIComponent(canary), btoa(canary), JSON.stringify(canary).slice(1, -1)];
      for (const form of forms) expect(text).not.toContain(form);
    }
    expect(text).not.toContain(btoa(`ann:${canaries.basic}`));
    expect(text).not.toMatch(/canary/);
    expect(entriesOf(file)[0]?.response.content.text).toContain('mine is ***');
  });

  test('is refused where it cannot be written', async () => {
    const folder = folderWith({ 'notes.json': NOTES });
    writeFileSync(join(folder, 'file'), '');
    const { code, stderr } = await run(['mock', 'notes.json', '--port', '0', '--journal', 'file/a.har'], {
      cwd: folder,
    });
    expect(code).toBe(2);
    expect(stderr).toContain('--journal file/a.har: it cannot be written:');
  });
});
