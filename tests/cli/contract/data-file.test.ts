import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PETS, petsServer } from '../../contract/pets.ts';
import { run } from '../command.ts';
import { folderWith } from '../../temporary-folder.ts';
import { serveHttp } from '../servers.ts';

const folder = folderWith({
  'pets.json': PETS,
  'data.yaml': 'parameters:\n  petId: tom\noperations:\n  getToy: { parameters: { toyId: 7 } }\n',
  'wrong.json': {
    parameters: { petID: 'rex' },
    operations: { getTo: {}, getToy: { parameters: { toyId: 'seven' }, body: {} } },
  },
  'unknown.yaml': 'parameter: { petId: tom }\n',
});

describe('stuntdouble test --data', () => {
  test('asks about what it names, and says how to do so again', async () => {
    const { url, requests } = await serveHttp((_, response) => response.writeHead(500).end());
    const args = ['pets.json', '--data', 'data.yaml', '--target', url, '--only', 'pets/getToy/valid/*'];
    const { code, stdout } = await run(['test', ...args], { cwd: folder });
    expect(code).toBe(1);
    expect(requests).toEqual(['GET /pets/tom/toys/7']);
    expect(stdout).toContain(
      `replay    stuntdouble replay 'pets/getToy/valid/required-only#odynp6' pets.json --target ${url} --data data.yaml`,
    );
  });

  test('is what a run advises that finds none of the items it makes up', async () => {
    const { handle } = petsServer([]);
    const { url } = await serveHttp(async ({ url: target = '', method = '' }, response) => {
      const answer = await handle({ method, target, headers: {}, body: new Uint8Array(0) });
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
    const args = ['test', 'pets.json', '--target', url, '--safety', 'read-only'];
    const { code, stdout } = await run(args, { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /! all \d of the requests about items with made-up identifiers found nothing: say which there are with --data FILE/,
    );
    const given = await run([...args, '--data', 'data.yaml', '--tag', 'toys'], { cwd: folder });
    expect(given.stdout).toMatch(/answered 404: are there such items\? Say which there are with --data FILE/);
  });

  test('is refused with all that is wrong with it, before anything is sent', async () => {
    const { stderr, code } = await run(['test', 'pets.json', '--data', 'wrong.json'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain(
      '--data wrong.json: /parameters/petID: there is no such parameter; did you mean petId?',
    );
    expect(stderr).toContain('/operations/getTo: there is no such operation; did you mean getToy?');
    expect(stderr).toMatch(/\/operations\/getToy\/parameters\/toyId: "seven" must be integer \(#\/paths\//);
    expect(stderr).toContain('/operations/getToy/body: the operation takes no body');
    const unknown = await run(['test', 'pets.json', '--data', 'unknown.yaml'], { cwd: folder });
    expect(unknown.stderr).toContain('there is no setting parameter; did you mean parameters?');
    const missing = await run(['test', '--data', join(folder, 'nothing.yaml')]);
    expect(missing.stderr).toMatch(/--data \S+nothing\.yaml: there is no such file/);
  });
});
