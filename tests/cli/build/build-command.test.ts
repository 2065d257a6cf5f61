import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import type { BuiltDescription } from '../../../src/description/built/built-description.ts';
import { createFetch } from '../../../src/embed/fetch.ts';
import { folderWith } from '../../temporary-folder.ts';
import { TASKS } from '../../embed/api.ts';
import { run } from '../command.ts';

const BASE = 'https://tasks.example.com';

/** Runs the command in a folder with a description, and imports what it has written. */
async function built(...options: readonly string[]) {
  const cwd = folderWith({ 'package.json': { type: 'module' }, 'tasks.json': TASKS });
  const outcome = await run(['build', 'tasks.json', '-o', 'mock', ...options], { cwd });
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  const module = (await import(pathToFileURL(join(cwd, 'mock/index.js')).href)) as {
    readonly default: BuiltDescription;
  };
  return { cwd, stdout: outcome.stdout, description: module.default };
}

describe('stuntdouble build', () => {
  test('writes a description that is served, with its state and its refusals', async () => {
    const { stdout, description, cwd } = await built();
    expect(stdout).toBe(`tasks: 4 operations in ${join('mock', 'index.js')}\n`);
    expect(readdirSync(join(cwd, 'mock')).toSorted()).toEqual(['index.d.ts', 'index.js', 'modules']);
    const mocks = [description, TASKS].map((one) => createFetch(one, { base: BASE, name: 'tasks' }));
    const responses = mocks.map(async (mockFetch) => {
      const headers = { 'content-type': 'application/json', cookie: 'session=1' };
      const create = (body: object) =>
        mockFetch('/v1/tasks', { method: 'POST', body: JSON.stringify(body), headers });
      const seen = [await create({ title: 'Wash' }), await create({ title: '', done: 5 })];
      seen.push(await mockFetch('/v1/tasks', { headers }), await mockFetch('/v1/tasks'));
      return Promise.all(seen.map(async (response) => [response.status, await response.text()]));
    });
    const [ofBuilt, ofDocument] = await Promise.all(responses);
    expect(ofBuilt?.map(([status]) => status)).toEqual([201, 400, 200, 401]);
    expect(ofBuilt).toEqual(ofDocument);
  });

  test('--operation: only these are served', async () => {
    const { stdout, description } = await built('--operation', 'createTask', '--operation', 'deleteTask');
    expect(stdout).toContain('2 operations');
    const mockFetch = createFetch(description, { base: BASE });
    expect((await mockFetch('/v1/tasks', { headers: { cookie: 'session=1' } })).status).toBe(405);
    expect((await mockFetch('/v1/tasks/1')).status).toBe(405);
    expect(await run(['build', 'rocketchat', '-o', 'x', '--operation', 'getDepartment_'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('did you mean getDepartment'),
    });
  });

  test('replaces an earlier build, and nothing else', async () => {
    const { cwd } = await built('--operation', 'createTask');
    const modules = () => readdirSync(join(cwd, 'mock/modules')).length;
    const before = modules();
    expect((await run(['build', 'tasks.json', '-o', 'mock'], { cwd })).code).toBe(0);
    expect(modules()).toBeGreaterThan(before);
    const { code, stderr } = await run(['build', 'tasks.json', '-o', '.'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining('there are other files in it')]);
    expect(readFileSync(join(cwd, 'tasks.json'), 'utf8')).toContain('Tasks');
    expect((await run(['build', 'tasks.json'], { cwd })).stderr).toContain('--output DIR');
  });
});
