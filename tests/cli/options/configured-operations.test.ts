import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { PETS } from '../../contract/pets.ts';
import { run } from '../command.ts';
import { folderWith } from '../../temporary-folder.ts';
import { serveHttp } from '../servers/servers.ts';

/** Sends the smallest valid requests of two operations, each of which is answered after `delay` milliseconds. */
async function ask(
  operations: object,
  { delay = 0, body = { id: 'rex' } }: { readonly delay?: number; readonly body?: object } = {},
) {
  const seen = new Map<string, IncomingHttpHeaders>();
  const { url } = await serveHttp(({ url: path = '', headers }, response) => {
    seen.set(path, headers);
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    }, delay);
  });
  const settings = { descriptions: 'pets.json', timeout: 20, operations };
  const folder = folderWith({ 'pets.json': PETS, 'stuntdouble.config.json': settings });
  const only = ['listPets', 'getPet'].flatMap((id) => ['--only', `pets/${id}/valid/required-only`]);
  const ended = await run(['test', '--target', url, ...only, '--header', 'X-All: one'], {
    cwd: folder,
  });
  return { ...ended, seen };
}

describe('settings of one operation', () => {
  test('have header fields and data of their own', async () => {
    const getPet = {
      headers: { 'X-Own': 'secret-word', 'X-All': '' },
      data: { parameters: { petId: 'tom' } },
    };
    const { seen, stdout } = await ask({ getPet });
    expect(seen.get('/pets/tom')).toMatchObject({ 'x-own': 'secret-word' });
    expect(seen.get('/pets/tom')).not.toHaveProperty('x-all');
    expect(seen.get('/pets')).toMatchObject({ 'x-all': 'one' });
    expect(seen.get('/pets')).not.toHaveProperty('x-own');
    expect(stdout).not.toContain('secret-word');
  });

  test('have a time limit of their own', async () => {
    const { stdout } = await ask({ 'GET /pets': { timeout: 1 } }, { delay: 4_000 });
    expect(stdout).toMatch(/answersInTime \(advice\) +listPets/);
    expect(stdout).not.toMatch(/answersInTime \(advice\) +getPet/);
  });

  test('leave findings out', async () => {
    const wrong = { body: { id: 5, pets: 5 } };
    const both = await ask({}, wrong);
    expect(both.stdout).toMatch(/✗ listPets/);
    const { stdout } = await ask({ listPets: { excludeChecks: ['body'] } }, wrong);
    expect(stdout).toMatch(/✓ listPets/);
    expect(stdout).toMatch(/✗ getPet/);
  });

  test('are about an operation that there is', async () => {
    const { code, stderr } = await ask({ getPets: { timeout: 5 } });
    expect(code).toBe(2);
    expect(stderr).toContain('/operations/getPets: there is no such operation; did you mean getPet?');
  });
});
