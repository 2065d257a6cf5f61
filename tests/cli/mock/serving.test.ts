import { existsSync } from 'node:fs';
import { Agent, get, request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { serve, waitUntil } from '../command.ts';
import { folderWith, write } from '../../temporary-folder.ts';
import { THINGS } from './things.ts';

/** A behaviour that says that it has begun, and ends when it may: both by a file. */
const WAITING = `import { existsSync, writeFileSync } from 'node:fs';
export const operations = { getThing: async () => {
  writeFileSync('begun', '');
  while (!existsSync('finish')) await new Promise((resolve) => setTimeout(resolve, 10));
  return { status: 200, body: { name: 'late' } };
} };\n`;

describe('stopping', () => {
  test('finishes running requests, and accepts no new ones', async () => {
    const folder = folderWith({ 'behaviours.mjs': WAITING, 'things.json': THINGS });
    const serving = await serve(['things.json', '--behaviours', 'behaviours.mjs', '--no-auth'], {
      cwd: folder,
    });
    const agent = new Agent({ keepAlive: true });
    const target = `${serving.url}/things/a%20b?size=3`;
    const answered = new Promise<string>((resolve, reject) => {
      get(target, { agent }, (response) => {
        let body = '';
        response.on('data', (piece: Buffer) => (body += piece.toString())).on('end', () => resolve(body));
      }).on('error', reject);
    });
    await waitUntil(() => existsSync(join(folder, 'begun')), 'the behaviour');
    const ended = serving.stop('SIGTERM');
    await waitUntil(() => refusesConnections(target), 'refused connections');
    write(join(folder, 'finish'), '');
    expect(await answered).toBe('{"name":"late"}');
    expect((await ended).code).toBe(0);
    agent.destroy();
  });

  test('does not wait for a delay whose client has gone', async () => {
    const folder = folderWith({ 'things.json': THINGS });
    const serving = await serve(['things.json', '--no-auth'], { cwd: folder });
    const abandoned = request(`${serving.url}/things/a%20b?size=3`, { headers: { prefer: 'wait=60' } });
    abandoned.on('error', () => {}).end();
    await new Promise((resolve) => {
      setTimeout(resolve, 200); // the mock has it by then, and waits
    });
    abandoned.destroy();
    const start = performance.now();
    expect((await serving.stop('SIGTERM')).code).toBe(0);
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});

function refusesConnections(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request(url, { agent: false });
    asked.on('error', () => resolve(true));
    asked.on('socket', (socket) => {
      socket.on('connect', () => {
        asked.destroy();
        resolve(false);
      });
    });
  });
}
