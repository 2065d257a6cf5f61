import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { items, member } from '../../../src/base/json.ts';
import { folderWith } from '../../temporary-folder.ts';
import { run, serve, type Serving } from '../command.ts';

const NOTE = {
  type: 'object',
  required: ['text'],
  properties: { id: { type: 'string' }, text: { type: 'string' } },
};

const content = (schema: object) => ({ content: { 'application/json': { schema } } });

const NOTES = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/notes': {
      get: { responses: { 200: { description: 'All.', ...content({ type: 'array', items: NOTE }) } } },
      post: {
        requestBody: content(NOTE),
        responses: { 201: { description: 'Made.', ...content(NOTE) } },
      },
    },
    '/notes/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: { responses: { 200: { description: 'One.', ...content(NOTE) } } },
    },
  },
};

const ARGUMENTS = ['notes.json', '--empty', '--quiet', '--persist', 'state.json'];

async function create({ url }: Serving, text: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await fetch(`${url}/notes`, { method: 'POST', headers, body: JSON.stringify({ text }) });
}

async function textsOf({ url }: Serving): Promise<readonly string[]> {
  const notes = items(await (await fetch(`${url}/notes`)).json());
  return notes.map((note) => String(member(note, 'text')).slice(0, 10));
}

/** The number of long notes, which make writing take a while. */
const LONG = 5;

/** Waits until the mock writes, and a moment longer. */
async function whileWriting(folder: string, milliseconds: number): Promise<void> {
  const end = Date.now() + 10_000;
  while (!existsSync(join(folder, 'state.json.new')) && Date.now() < end) await setImmediate();
  await wait(milliseconds);
}

describe('stuntdouble mock --persist', () => {
  test('has the old state or the new one when it is killed while it writes, and goes on from there', async () => {
    const folder = folderWith({ 'notes.json': NOTES });
    const file = join(folder, 'state.json');
    let mock = await serve(ARGUMENTS, { cwd: folder });
    for (let index = 0; index < LONG; index += 1) await create(mock, 'x'.repeat(1_000_000));
    await mock.stop();
    let known = 0;
    let unfinished = 0;
    for (const delay of [0, 2, 5, 9, 14]) {
      mock = await serve(ARGUMENTS, { cwd: folder });
      expect(await textsOf(mock)).toHaveLength(LONG + known);
      await create(mock, `after ${known}`);
      await whileWriting(folder, delay);
      await mock.stop('SIGKILL');
      if (existsSync(join(folder, 'state.json.new'))) unfinished += 1;
      const text = readFileSync(file, 'utf8');
      expect(() => JSON.parse(text) as unknown).not.toThrow();
      const kept = text.match(/"after \d+"/g)?.length ?? 0;
      expect([known, known + 1]).toContain(kept);
      known = kept;
    }
    expect(unfinished).toBeGreaterThan(0); // else nothing was killed while it wrote
  }, 120_000);

  test('says so at start, keeps what the last requests did, and takes over after a kill', async () => {
    const folder = folderWith({ 'notes.json': NOTES });
    const first = await serve(ARGUMENTS, { cwd: folder });
    expect(first.stdout()).toContain(
      'State (kept in state.json: written at most once a second after a change, and at the end)',
    );
    await create(first, 'a');
    await create(first, 'b');
    const ended = await first.stop();
    expect([ended.code, ended.stderr]).toEqual([0, '']);
    const second = await serve(ARGUMENTS, { cwd: folder });
    expect(await textsOf(second)).toEqual(['a', 'b']);
    await second.stop('SIGKILL');
    expect(existsSync(join(folder, 'state.json.lock'))).toBe(true);
    const third = await serve(ARGUMENTS, { cwd: folder });
    expect(await textsOf(third)).toEqual(['a', 'b']);
  });

  test('refuses a file that another process uses, and names that one', async () => {
    const folder = folderWith({ 'notes.json': NOTES, 'stuntdouble.config.json': { persist: 'state.json' } });
    const mock = await serve(['notes.json', '--quiet'], { cwd: folder });
    const { code, stderr } = await run(['mock', '--port', '0', ...ARGUMENTS], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toMatch(/--persist: state\.json cannot keep the state: the process \d+ uses it/);
    await mock.stop();
  });

  test('names what it has set aside', async () => {
    const folder = folderWith({ 'notes.json': NOTES });
    writeFileSync(join(folder, 'state.json'), 'no JSON');
    const mock = await serve(ARGUMENTS, { cwd: folder });
    await mock.says(
      /state\.json is damaged \(.*\): it is now state\.json\.set-aside-1, and the mock starts anew/,
    );
    expect((await mock.stop()).code).toBe(0);
  });
});
