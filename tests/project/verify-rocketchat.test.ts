import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { folderWith } from '../temporary-folder.ts';

const root = new URL('../../', import.meta.url);

interface Generated {
  readonly value: unknown;
  readonly change: string | undefined;
}

interface Generator {
  readonly requestsFor: (operation: object, count: number) => Iterable<Generated>;
}

async function generated(method: string, schema: object, count = 30): Promise<Generated[]> {
  const file = new URL('scripts/verify/rocketchat/generate-requests.mjs', root).href;
  const { requestsFor } = (await import(file)) as Generator;
  return [...requestsFor({ schema, texts: {}, method }, count)];
}

describe('npm run verify:rocketchat', () => {
  test('says that it was not run, and why, where the packages cannot be had', async () => {
    const script = fileURLToPath(new URL('scripts/verify-rocketchat.mjs', root));
    const env = { ...process.env, PATH: folderWith({}), XDG_CACHE_HOME: folderWith({}) };
    const { stdout } = await promisify(execFile)(process.execPath, [script], { env });
    expect(stdout).toMatch(/^verify:rocketchat: not run: npm did not bring them/m);
    const outcome: unknown = JSON.parse(
      readFileSync(new URL('reports/verify-rocketchat.json', root), 'utf8'),
    );
    expect(outcome).toMatchObject({ kind: 'not run', reason: expect.any(String) });
  });

  test('sends valid requests, and each change of one place', async () => {
    const schema = {
      type: 'object',
      properties: { name: { type: 'string' }, tags: { type: 'array', items: { type: 'boolean' } } },
      required: ['name'],
      additionalProperties: false,
    };
    const requests = await generated('POST', schema);
    const changes = new Set(requests.map(({ change }) => change));
    for (const change of [
      undefined,
      'name: left out',
      'name: 5',
      'tags: "a"',
      'tags/0: "yes"',
      'somethingElse: "x"',
    ])
      expect(changes).toContain(change);
    const leftOut = requests.find(({ change }) => change === 'name: left out')?.value;
    expect(leftOut).toEqual({ tags: expect.any(Array) });
    for (const { value } of requests.filter(({ change }) => change === undefined))
      expect(value).toMatchObject({ name: expect.any(String) });
  });

  test('sends a parameter twice, and as many requests as are asked for', async () => {
    const schema = { type: 'object', properties: { count: { type: 'number' } }, additionalProperties: false };
    const requests = await generated('GET', schema, 100);
    expect(requests).toHaveLength(100);
    expect(requests).toContainEqual({ value: { count: ['1', '2'] }, change: 'count: ["1","2"]' });
  });
});
