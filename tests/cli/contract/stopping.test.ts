import { Agent, get, request } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { folderWith, serve, waitUntil } from '../command.ts';
import { THINGS } from '../things.ts';

describe('stopping', () => {
  test('lets running requests finish, and takes no more', async () => {
    const folder = folderWith({
      'behaviours.mjs': `export const operations = { getThing: async () => {
  await new Promise((resolve) => setTimeout(resolve, 400));
  return { status: 200, body: { name: 'late' } };
} };\n`,
      'things.json': THINGS,
    });
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
    await new Promise((resolve) => {
      setTimeout(resolve, 150);
    });
    const stopped = Date.now();
    const ended = serving.stop('SIGTERM');
    await waitUntil(() => refusesConnections(target), 'refused connections');
    expect(await answered).toBe('{"name":"late"}');
    expect((await ended).code).toBe(0);
    expect(Date.now() - stopped).toBeLessThan(3000);
    agent.destroy();
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
