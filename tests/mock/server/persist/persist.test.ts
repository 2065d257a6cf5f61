import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { createMock, type MockOptions } from '../../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { items, member } from '../../../../src/base/json.ts';
import type { MockApp } from '../../../../src/mock/server/app.ts';
import { PersistError } from '../../../../src/mock/server/persist/persist-error.ts';
import { folderWith, write } from '../../../temporary-folder.ts';
import { ref } from '../../../description/described.ts';
import { clientOf } from '../../inferred/described.ts';
import { serveMock } from '../serve-mock.ts';
import { collection } from '../../inferred/collection.ts';

const NOTE = {
  type: 'object',
  required: ['id', 'text'],
  properties: { id: { type: 'string', readOnly: true }, text: { type: 'string' }, size: { type: 'integer' } },
};

interface NotesOptions extends Omit<MockOptions, 'descriptions'> {
  readonly note?: object;
  readonly name?: string;
}

function mockNotes({ note = NOTE, name = 'notes', ...options }: NotesOptions = {}): MockApp {
  const document = {
    openapi: '3.1.0',
    info: { title: 'Notes', version: '1' },
    paths: collection(ref('Note'), { path: '/notes' }),
    components: { schemas: { Note: note } },
  };
  return createMock({
    fixtures: { notes: [{ id: 'a', text: 'first' }] },
    ...options,
    descriptions: loadDescriptionSync(document, { name }),
  });
}

const fileIn = (folder: string) => join(folder, 'state.json');

/** Serves a mock whose state is kept, and collects the notes about it. */
async function start(app: MockApp, file: string) {
  const notes: string[] = [];
  const { close } = await serveMock(app, { persist: { file, tell: (note) => notes.push(note) } });
  return { notes, close, ...clientOf(app) };
}

/** Creates notes, and keeps them in a file. */
async function keptIn(folder: string, texts: readonly unknown[], app = mockNotes()): Promise<string> {
  const { post, close } = await start(app, fileIn(folder));
  for (const text of texts) await post('/notes', text);
  await close();
  return fileIn(folder);
}

const textsOf = async ({ get }: Pick<ReturnType<typeof clientOf>, 'get'>) =>
  items((await get('/notes')).body).map((note) => member(note, 'text'));

const until = async (isTrue: () => boolean) => {
  for (let tries = 0; !isTrue(); tries += 1) {
    if (tries > 500) throw new Error('waited in vain');
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
};

describe('a file that keeps the state', () => {
  test('has it after a restart, with integers that a double cannot hold', async () => {
    const folder = folderWith({});
    const file = await keptIn(folder, ['{"text":"b","size":12345678901234567890}']);
    const { get, notes } = await start(mockNotes(), file);
    const { text } = await get('/notes');
    expect(text).toContain('"size":12345678901234567890');
    expect(text).toContain('first');
    expect(notes).toEqual([]);
  });

  test('is only for its owner, and leaves neither lock nor unfinished file', async () => {
    const folder = folderWith({ 'state.json.new': 'of a process that was killed' });
    const file = await keptIn(folder, [{ text: 'b' }]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['state.json']);
  });

  test('is written soon after a change, and at most once a second', async () => {
    const file = fileIn(folderWith({}));
    const { post } = await start(mockNotes(), file);
    const version = () => statSync(file, { bigint: true }).mtimeNs;
    const versions = new Set([version()]);
    const end = Date.now() + 1300;
    for (let count = 0; Date.now() < end; count += 1) {
      await post('/notes', { text: `note ${count}` });
      versions.add(version());
      await setImmediate();
    }
    await post('/notes', { text: 'last' });
    await until(() => readFileSync(file, 'utf8').includes('"last"'));
    expect(versions.size).toBeGreaterThan(1);
    expect(versions.size).toBeLessThan(4); // at the start, and twice in 1.3 s
  });

  test('keeps each namespace, and what is set for all', async () => {
    const file = fileIn(folderWith({}));
    const options = { scenarios: { empty: { fixtures: { notes: [] } } } };
    const first = mockNotes(options);
    const { close } = await start(first, file);
    await first.setScenario('empty');
    await clientOf(first, { 'x-stuntdouble-namespace': '__proto__' }).post('/notes', { text: 'x' });
    await close();
    const next = mockNotes(options);
    await start(next, file);
    const texts = (namespace: string) => textsOf(clientOf(next, { 'x-stuntdouble-namespace': namespace }));
    expect([await texts('__proto__'), await texts('new')]).toEqual([['x'], []]);
    expect((await clientOf(next).get('/notes')).headers['x-stuntdouble-scenario']).toBe('empty');
    await next.reset();
    expect(await texts('new')).toEqual(['first']);
  });

  test('has nothing of what is as at start, which then is that of the next start', async () => {
    const folder = folderWith({});
    const { get, close } = await start(mockNotes({ faults: { latency: '1ms' } }), fileIn(folder));
    await get('/notes');
    await close();
    const fixtures = { notes: [{ id: 'a', text: 'edited' }] };
    const next = mockNotes({ fixtures });
    const client = await start(next, fileIn(folder));
    expect(await textsOf(client)).toEqual(['edited']);
    expect(next.mock.controls.settings('').faults).toBeUndefined();
  });

  test('says once that it cannot be written, and is written when it can', async () => {
    const folder = join(folderWith({}), 'gone');
    const { post, notes } = await start(mockNotes(), fileIn(folder));
    rmSync(folder, { recursive: true });
    await post('/notes', { text: 'b' });
    await until(() => notes.length > 0);
    expect(notes).toEqual([expect.stringContaining('the state could not be written: ENOENT')]);
    mkdirSync(folder);
    await until(() => existsSync(fileIn(folder)));
    expect(readFileSync(fileIn(folder), 'utf8')).toContain('"b"');
    expect(notes).toHaveLength(1);
  });
});

describe('what no longer fits', () => {
  const tighter = { ...NOTE, properties: { ...NOTE.properties, text: { type: 'string', maxLength: 3 } } };

  test('is set aside item by item when the description has changed, and named', async () => {
    const folder = folderWith({});
    const file = await keptIn(folder, [{ text: 'short' }, { text: 'ok' }]);
    const client = await start(mockNotes({ note: tighter, fixtures: { notes: [] } }), file);
    expect(await textsOf(client)).toEqual(['ok']);
    expect(client.notes[0]).toMatch(/^no longer fits notes: notes \/0\/text: must NOT have more than 3/);
    expect(client.notes.at(-1)).toBe(`${file}: what no longer fits is now in ${file}.set-aside-1`);
    const aside = JSON.parse(readFileSync(`${file}.set-aside-1`, 'utf8')) as unknown;
    expect(items(aside).map((one) => member(member(one, 'part'), 'text'))).toEqual(['first', 'short']);
    expect(statSync(`${file}.set-aside-1`).mode & 0o777).toBe(0o600);
    await client.close();
    const again = await start(mockNotes({ note: tighter, fixtures: { notes: [] } }), file);
    expect([await textsOf(again), again.notes]).toEqual([['ok'], []]);
  });

  test('are APIs that are not served, and settings that cannot be used', async () => {
    const folder = folderWith({});
    const app = mockNotes({ scenarios: { outage: { faults: { fail: '503:100%' } } } });
    const { post, close } = await start(app, fileIn(folder));
    await post('/notes', { text: 'b' });
    await app.setScenario('outage', 'one');
    app.setAnswers('POST /notes', 503, 'two');
    await close();
    const other = await start(mockNotes({ name: 'others' }), fileIn(folder));
    expect(other.notes[0]).toBe('no longer fits notes: no API of this name is served');
    const aside = items(JSON.parse(readFileSync(`${fileIn(folder)}.set-aside-1`, 'utf8')));
    expect(aside.map((one) => member(one, 'api'))).toContain('notes');
    expect(JSON.stringify(aside)).toContain('"text":"b"');
  });

  test.each([
    ['that is not JSON', '{"format":"stuntdouble st'],
    ['of something else', '{"todos":[]}'],
    [
      'with an item that is none',
      '{"format":"stuntdouble state","version":1,"descriptions":{},"all":{"apis":{}},"namespaces":{"":{"apis":{"notes":{"collections":{"notes":[["a"]]}}}}}}',
    ],
  ])('is a file %s: it gets another name, as it is, and the mock starts anew', async (_, content) => {
    const folder = folderWith({ 'state.json': content, 'state.json.set-aside-1': 'of before' });
    const client = await start(mockNotes(), fileIn(folder));
    expect(await textsOf(client)).toEqual(['first']);
    expect(client.notes).toEqual([expect.stringContaining(`it is now ${fileIn(folder)}.set-aside-2`)]);
    expect(readFileSync(join(folder, 'state.json.set-aside-2'), 'utf8')).toBe(content);
    expect(readFileSync(join(folder, 'state.json.set-aside-1'), 'utf8')).toBe('of before');
  });
});

describe('a file is refused, and nothing of it changed,', () => {
  const refused = async (file: string, reason: string | RegExp) => {
    const starting = start(mockNotes(), file);
    await expect(starting).rejects.toThrow(PersistError);
    await expect(starting).rejects.toThrow(reason);
  };

  test('when a later version has written it', async () => {
    const content = '{"format":"stuntdouble state","version":2}';
    const folder = folderWith({ 'state.json': content });
    await refused(fileIn(folder), 'it has version 2, which a later version of stuntdouble has written');
    expect(readFileSync(fileIn(folder), 'utf8')).toBe(content);
    expect(readdirSync(folder)).toEqual(['state.json']);
  });

  test('when it is a symbolic link, or a folder', async () => {
    const folder = folderWith({ target: 'precious' });
    symlinkSync(join(folder, 'target'), fileIn(folder));
    await refused(fileIn(folder), 'it is a symbolic link');
    await refused(folder, 'it is not a file');
    expect(readFileSync(join(folder, 'target'), 'utf8')).toBe('precious');
  });

  test('and neither are the files beside it that are links', async () => {
    const folder = folderWith({ target: 'precious' });
    for (const name of ['state.json.new', 'state.json.set-aside-1'])
      symlinkSync(join(folder, 'target'), join(folder, name));
    writeFileSync(fileIn(folder), 'damaged');
    const { close } = await start(mockNotes(), fileIn(folder));
    await close();
    expect(readFileSync(join(folder, 'target'), 'utf8')).toBe('precious');
    expect(readFileSync(join(folder, 'state.json.set-aside-2'), 'utf8')).toBe('damaged');
  });

  test('while another mock uses it, also one of this process', async () => {
    const folder = folderWith({});
    const { close } = await start(mockNotes(), fileIn(folder));
    await refused(fileIn(folder), `the process ${process.pid} uses it`);
    await close();
    await start(mockNotes(), fileIn(folder));
  });

  const lock = { pid: process.pid, host: '', started: null, lock: 'x' };

  test('while a process of another machine may use it', async () => {
    const folder = folderWith({});
    write(`${fileIn(folder)}.lock`, { ...lock, host: 'elsewhere' });
    await refused(fileIn(folder), /a process on elsewhere uses it: .* delete .*state\.json\.lock/);
    expect(existsSync(`${fileIn(folder)}.lock`)).toBe(true);
  });
});

describe('the lock of a process that is no more', () => {
  test.each([
    ['whose number nobody has', { pid: 2 ** 30 }],
    ['whose number another process has now', { pid: process.ppid, started: '1' }],
    ['which had the number of this one', { pid: process.pid }],
  ])('%s is taken over', async (_, holder) => {
    const { hostname } = await import('node:os');
    const folder = folderWith({});
    const path = `${fileIn(folder)}.lock`;
    write(path, { host: hostname(), started: null, lock: 'x', ...holder });
    const { close } = await start(mockNotes(), fileIn(folder));
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid });
    await close();
    expect(existsSync(path)).toBe(false);
  });

  test('is taken over where it says nothing', async () => {
    const folder = folderWith({ 'state.json.lock': '' });
    await start(mockNotes(), fileIn(folder));
  });

  test('is taken over by one of several', async () => {
    const folder = folderWith({ 'state.json.lock': '' });
    const started = await Promise.allSettled([1, 2, 3].map(() => start(mockNotes(), fileIn(folder))));
    expect(started.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('a mock whose port is taken', () => {
  test('leaves the file to others', async () => {
    const folder = folderWith({});
    const other = await serveMock(mockNotes());
    const port = Number(new URL(other.url).port);
    const starting = serveMock(mockNotes(), { port, persist: fileIn(folder) });
    await expect(starting).rejects.toThrow('EADDRINUSE');
    await start(mockNotes(), fileIn(folder));
  });
});
