import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { folderWith, write } from '../../temporary-folder.ts';
import { run, serve, waitUntil } from '../command.ts';

const API = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: { '/pets': { get: { responses: { 200: { description: '' } } } } },
};

/** An overlay that documents what `GET /pets` answers. */
function answering(name: string, parts: object = {}): object {
  const content = { 'application/json': { schema: { type: 'string', const: name, ...parts } } };
  const update = { responses: { 200: { content } } };
  return {
    overlay: '1.0.0',
    info: { title: 'O', version: '1' },
    actions: [{ target: "$.paths['/pets'].get", update }],
  };
}

const title = {
  overlay: '1.1.0',
  info: { title: 'O', version: '1' },
  actions: [{ target: '$.info.title', update: 'New' }],
};

function folder() {
  return folderWith({
    'api.json': API,
    'rex.json': answering('Rex', { format: 'odd' }),
    'title.json': title,
  });
}

const OVERLAYS = ['--overlay', 'rex.json', '--overlay', 'title.json'];

describe('--overlay', () => {
  test('applies overlays for inspect, with the places of their faults', async () => {
    const { code, stdout } = await run(['inspect', 'api.json', ...OVERLAYS], { cwd: folder() });
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'New 1 (OpenAPI 3.1.0, api.json)']);
    expect(stdout).toContain("rex.json:1: the format 'odd' is not known");
  });

  test('applies them for types, test and replay', async () => {
    const cwd = folder();
    expect((await run(['types', 'api.json', ...OVERLAYS], { cwd })).stdout).toContain('body: "Rex"');
    const tested = await run(['test', 'api.json', ...OVERLAYS], { cwd });
    expect([tested.code, tested.stdout]).toEqual([0, expect.stringContaining('New 1')]);
    const id = 'api/GET /pets/valid/required-only';
    const replayed = await run(['replay', id, 'api.json', ...OVERLAYS], { cwd });
    expect([replayed.code, replayed.stdout]).toEqual([0, expect.stringContaining('Rex')]);
  });

  test('applies them for mock, and --watch sees their changes', async () => {
    const cwd = folder();
    const serving = await serve(['api.json', ...OVERLAYS, '--watch'], { cwd });
    const name = async () => (await fetch(`${serving.url}/pets`)).json();
    expect(await name()).toBe('Rex');
    write(join(cwd, 'rex.json'), answering('Max'));
    await waitUntil(async () => (await name()) === 'Max', 'the overlay');
    await serving.stop();
  });

  test('stands in settings, relative to their file, and is part of the command that runs a case again', async () => {
    const cwd = folderWith({
      'api/api.json': API,
      'api/rex.json': answering('Rex'),
      'api/wrong.json': { ...answering('Max'), actions: [{ target: '$.info', update: { version: '2' } }] },
      'api/stuntdouble.config.json': { descriptions: 'api.json', overlay: ['rex.json', 'wrong.json'] },
    });
    const { code, stdout } = await run(['test', '--config', 'api/stuntdouble.config.json'], { cwd });
    expect([code, stdout]).toEqual([0, expect.stringContaining('Pets 2')]);
  });

  test('changes a bundled API, which keeps its behaviours and fixtures', async () => {
    const cwd = folder();
    const serving = await serve(['livehelpnow', '--overlay', 'title.json', '--no-auth'], { cwd });
    expect(serving.stdout()).toContain('New');
    await serving.stop();
  });

  test.each([
    [['missing.json'], /there is no file missing\.json \(--overlay\)/],
    [['api.json'], /api\.json:1: its member 'overlay' is undefined/],
  ])('that cannot be applied is refused: %j', async (files, message) => {
    const given = files.flatMap((file) => ['--overlay', file]);
    const { code, stderr } = await run(['inspect', 'api.json', ...given], { cwd: folder() });
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  });

  test('goes with one description', async () => {
    const { code, stderr } = await run(['mock', 'api.json', 'livehelpnow', ...OVERLAYS], { cwd: folder() });
    expect([code, stderr]).toEqual([2, expect.stringContaining('--overlay needs exactly one description')]);
  });
});
