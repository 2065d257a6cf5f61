import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { folderWith } from '../../temporary-folder.ts';
import { run, serve, start, waitUntil } from '../command.ts';
import { THINGS } from './things.ts';

const cwd = folderWith({ 'things.json': THINGS });

/** Takes a port while something is done. */
async function withPort<Result>(
  use: (port: number, free: () => Promise<void>) => Promise<Result>,
): Promise<Result> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const free = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  try {
    return await use((server.address() as AddressInfo).port, free);
  } finally {
    server.close();
  }
}

function pageIn(stdout: string): string | undefined {
  return /^Page: see and steer it at (\S+\/)$/m.exec(stdout)?.[1];
}

describe('the page of the mock', () => {
  test('has a port of its own, and is told of at the start', async () => {
    const serving = await serve(['things.json', '--no-auth'], { cwd });
    const page = pageIn(serving.stdout()) ?? '';
    expect(new URL(page).port).not.toBe(new URL(serving.url).port);
    expect(await (await fetch(page)).text()).toContain('<title>stuntdouble</title>');
    expect((await fetch(`${page}things/1`)).status).toBe(404);
    expect((await fetch(`${page}_stuntdouble/state`)).status).toBe(200);
    await fetch(`${page}_stuntdouble/reset`, { method: 'POST' });
    const { stdout, code } = await serving.stop('SIGTERM');
    expect(code).toBe(0);
    expect(stdout).toContain('POST /_stuntdouble/reset 200');
    expect(stdout).not.toContain('GET /_stuntdouble/state');
  });

  test('takes the port that is given, and says so where it is taken', async () => {
    await withPort(async (port, free) => {
      const taken = await run(['mock', 'things.json', '--port', '0', '--page-port', String(port)], { cwd });
      expect(taken.code).toBe(2);
      expect(taken.stderr).toContain(
        `port ${port} is in use: give another one (--page-port 0 picks a free one)`,
      );
      await free();
      const serving = await serve(['things.json', '--page-port', String(port)], { cwd });
      expect(pageIn(serving.stdout())).toBe(`http://127.0.0.1:${port}/`);
      await serving.stop('SIGTERM');
    });
  });

  test('takes the port after that of the mock, or a free one where that is taken', async () => {
    await withPort(async (taken, free) => {
      for (const isFree of [false, true]) {
        if (isFree) await free();
        const { child, ended, output } = start(['mock', 'things.json', '--port', String(taken - 1)], { cwd });
        await Promise.race([waitUntil(() => output.stdout.includes('Ctrl-C stops'), 'the start'), ended]);
        child.kill('SIGTERM');
        await ended;
        if (output.stderr.includes(`port ${taken - 1} is in use`)) return; // nothing to see with a port of others
        expect([isFree, pageIn(output.stdout) === `http://127.0.0.1:${taken}/`]).toEqual([isFree, isFree]);
      }
    });
  });

  test('can be left out; without control there is none', async () => {
    const serving = await serve(['things.json', '--no-page'], { cwd });
    expect(pageIn(serving.stdout())).toBeUndefined();
    await serving.stop('SIGTERM');
    const { code, stderr } = await run(['mock', 'things.json', '--no-control', '--open'], { cwd });
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('--open: there is no page with --no-control'),
    ]);
  });
});
