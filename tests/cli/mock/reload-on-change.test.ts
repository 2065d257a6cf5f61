import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { serve, waitUntil } from '../command.ts';
import { folderWith, write } from '../../temporary-folder.ts';
import { THINGS } from './things.ts';

describe('--watch', () => {
  test('reloads descriptions, fixtures and behaviours, and keeps state and connections', async () => {
    const folder = folderWith({
      'things.json': THINGS,
      'state/things.json': [{ id: 1, name: 'first' }],
      'part.ts': `export const greeting = 'hello';\n`,
      'behaviours.ts': behavioursWith('greeting'),
    });
    const serving = await serve(
      ['things.json', '--fixtures', '.', '--behaviours', 'behaviours.ts', '--no-auth', '--watch'],
      { cwd: folder },
    );
    const connection = keptConnection(`${serving.url}/things/a%20b?size=3`);
    expect(await connection.name()).toBe('hello first: 1');
    expect(await connection.name()).toBe('hello first: 2');

    write(join(folder, 'part.ts'), `export const greeting = 'good day';\n`);
    await waitUntil(
      async () => (await connection.name()).startsWith('good day first: '),
      'the imported file',
    );
    write(join(folder, 'state/things.json'), [{ id: 1, name: 'second' }]);
    await waitUntil(async () => (await connection.name()).startsWith('good day second: '), 'the fixture');
    write(join(folder, 'state/more.json'), [{ id: 1 }]);
    await waitUntil(async () => (await connection.name()).endsWith(' more 1'), 'the new fixture file');

    write(join(folder, 'state/more.json'), '[{');
    await serving.says(
      /not reloaded, the last valid version goes on serving: .*more\.json: this is not JSON/,
    );
    write(join(folder, 'state/more.json'), [{ id: 1 }, { id: 2 }]);
    await waitUntil(async () => (await connection.name()).endsWith(' more 2'), 'the mended fixture');

    write(join(folder, 'behaviours.ts'), 'export default {');
    await serving.says(/not reloaded.*behaviours\.ts: /);
    write(join(folder, 'things.json'), '{"openapi": 3');
    await serving.says(/not reloaded[^]*things\.json:1:/);
    const seen = Number(/: (\d+)/.exec(await connection.name())?.[1]);
    expect(seen).toBeGreaterThan(5);

    write(join(folder, 'behaviours.ts'), behavioursWith('greeting.toUpperCase()'));
    write(join(folder, 'things.json'), JSON.stringify(THINGS).replace('"minimum":3', '"minimum":4'));
    await waitUntil(async () => (await connection.status()) === 400, 'the description');
    connection.target = connection.target.replace('size=3', 'size=4');
    await waitUntil(async () => (await connection.name()).startsWith('GOOD DAY second: '), 'the behaviours');
    expect(Number(/: (\d+)/.exec(await connection.name())?.[1])).toBeGreaterThan(seen);
    expect(connection.sockets()).toBe(1);
    expect((await serving.stop()).code).toBe(0);
    connection.close();
  });

  test('reloads a description when a referenced file changes', async () => {
    const folder = folderWith({
      'api.json': {
        openapi: '3.1.0',
        info: { title: 'T', version: '1' },
        paths: { '/a': { $ref: 'parts/a.json' } },
      },
      'parts/a.json': { get: { responses: { 204: { description: '' } } } },
    });
    const serving = await serve(['api.json', '--watch'], { cwd: folder });
    expect((await fetch(`${serving.url}/a`)).status).toBe(204);
    write(join(folder, 'parts/a.json'), { get: { responses: { 205: { description: '' } } } });
    await waitUntil(
      async () => (await fetch(`${serving.url}/a`)).status === 205,
      'the file that is referred to',
    );
    await serving.stop();
  });

  test('reloads a description when a referenced file appears, or is mended', async () => {
    const folder = folderWith({
      'api.json': {
        openapi: '3.1.0',
        info: { title: 'T', version: '1' },
        paths: { '/a': { $ref: 'a.json' }, '/b': { get: { responses: { 204: { description: '' } } } } },
      },
    });
    const serving = await serve(['api.json', '--watch'], { cwd: folder });
    const isAnswered = (status: number) => async () => (await fetch(`${serving.url}/a`)).status === status;
    expect(await isAnswered(501)()).toBe(true);
    write(join(folder, 'a.json'), { get: { responses: { 205: { description: '' } } } });
    await waitUntil(isAnswered(205), 'the file that was missing');
    write(join(folder, 'a.json'), '{');
    await waitUntil(isAnswered(501), 'the file that is broken');
    write(join(folder, 'a.json'), { get: { responses: { 206: { description: '' } } } });
    await waitUntil(isAnswered(206), 'the file that is mended');
    await serving.stop();
  });

  test('reloads a description after a reload that failed for a referenced file', async () => {
    const folder = folderWith({
      'api.json': { openapi: '3.1.0', paths: { '/a': { $ref: 'a.json' } } },
      'a.json': { get: { responses: { 204: { description: '' } } } },
    });
    const serving = await serve(['api.json', '--watch'], { cwd: folder });
    expect((await fetch(`${serving.url}/a`)).status).toBe(204);
    write(join(folder, 'a.json'), '{');
    await serving.says(/not reloaded[^]*nothing to serve/);
    write(join(folder, 'a.json'), { get: { responses: { 205: { description: '' } } } });
    await waitUntil(async () => (await fetch(`${serving.url}/a`)).status === 205, 'the mended file');
    await serving.stop();
  });
});

/** Counts its calls in the state, which a reload has to keep. */
function behavioursWith(greeting: string): string {
  return `import { defineBehaviours } from 'stuntdouble';
import { greeting } from './part.ts';
export default defineBehaviours({
  operations: {
    getThing: async (_, tx) => {
      const calls = await tx.collection<{ id: string; count: number }>('calls');
      const { count } = calls.put({ id: 'all', count: (calls.get('all')?.count ?? 0) + 1 });
      const { name } = (await tx.collection<{ name: string }>('things')).get(1) ?? { name: '' };
      const more = (await tx.collection('more')).all().length;
      return { status: 200, body: { name: \`\${${greeting}} \${name}: \${count}\${more > 0 ? \` more \${more}\` : ''}\` } };
    },
  },
});\n`;
}

/** Sends all requests over one connection. */
function keptConnection(target: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const sockets = new Set<unknown>();
  const ask = () =>
    new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const asked = get(connection.target, { agent }, (response) => {
        let body = '';
        response.on('data', (piece: Buffer) => (body += piece.toString()));
        response.on('end', () => resolve({ status: response.statusCode, body }));
      });
      asked.on('socket', (socket) => sockets.add(socket)).on('error', reject);
    });
  const connection = {
    target,
    name: async () => String((JSON.parse((await ask()).body) as { name?: unknown }).name),
    status: async () => (await ask()).status,
    sockets: () => sockets.size,
    close: () => agent.destroy(),
  };
  return connection;
}
