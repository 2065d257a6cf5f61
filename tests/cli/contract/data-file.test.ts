import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PETS, petsServer } from '../../contract/pets.ts';
import { run } from '../command.ts';
import { folderWith } from '../../temporary-folder.ts';
import { serveHttp } from '../servers/servers.ts';

const note = { type: 'object', required: ['word'], properties: { word: { type: 'string' }, kind: {} } };
const noteContent = { content: { 'application/json': { schema: note } } };

const NOTES = {
  openapi: '3.1.0',
  info: { title: 'notes', version: '1' },
  paths: {
    '/notes': {
      post: {
        operationId: 'createNote',
        requestBody: { required: true, ...noteContent },
        responses: { 201: { description: 'made', ...noteContent }, 409: { description: 'taken' } },
      },
    },
  },
};

const folder = folderWith({
  'pets.json': PETS,
  'data.yaml': 'parameters:\n  petId: tom\noperations:\n  getToy: { parameters: { toyId: 7 } }\n',
  'wrong.json': {
    parameters: { petID: 'rex' },
    operations: { getTo: {}, getToy: { parameters: { toyId: 'seven' }, body: {}, unique: ['name'] } },
  },
  'notes.json': NOTES,
  'given.yaml': 'operations: { createNote: { body: { word: first, kind: plain }, unique: [word] } }',
  'unknown.yaml': 'parameter: { petId: tom }\n',
});

describe('stuntdouble test --data', () => {
  test('sends the values that it gives, and repeats the option in its commands', async () => {
    const { url, requests } = await serveHttp((_, response) => response.writeHead(500).end());
    const args = ['pets.json', '--data', 'data.yaml', '--target', url, '--only', 'pets/getToy/valid/*'];
    const { code, stdout } = await run(['test', ...args], { cwd: folder });
    expect(code).toBe(1);
    expect(requests).toEqual(['GET /pets/tom/toys/7']);
    expect(stdout).toContain(
      `replay    stuntdouble replay 'pets/getToy/valid/required-only#odynp6' pets.json --target ${url} --data data.yaml`,
    );
  });

  test('is suggested by a run that finds none of its invented items', async () => {
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

  test('keeps a given body, except for the members that it declares unique', async () => {
    const bodies: { word: string; kind: string }[] = [];
    const { url } = await serveHttp(async (request, response) => {
      const pieces = await request.toArray();
      const body = JSON.parse(Buffer.concat(pieces).toString()) as { word: string; kind: string };
      const isTaken = bodies.some(({ word }) => word === body.word);
      if (!isTaken) bodies.push(body);
      response
        .writeHead(isTaken ? 409 : 201, { 'content-type': 'application/json' })
        .end(JSON.stringify(body));
    });
    const args = [
      'notes.json',
      '--data',
      'given.yaml',
      '--target',
      url,
      '--only',
      'notes/createNote/valid/*',
    ];
    for (const _ of [1, 2]) {
      const { code } = await run(['test', ...args], { cwd: folder });
      expect(code).toBe(0);
    }
    expect(bodies.length).toBeGreaterThanOrEqual(2);
    expect(new Set(bodies.map(({ kind }) => kind))).toEqual(new Set(['plain']));
  });

  test('is refused with all its faults before anything is sent', async () => {
    const { stderr, code } = await run(['test', 'pets.json', '--data', 'wrong.json'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain(
      '--data wrong.json: /parameters/petID: there is no such parameter; did you mean petId?',
    );
    expect(stderr).toContain('/operations/getTo: there is no such operation; did you mean getToy?');
    expect(stderr).toMatch(/\/operations\/getToy\/parameters\/toyId: "seven" must be integer \(#\/paths\//);
    expect(stderr).toContain('/operations/getToy/body: the operation takes no body');
    expect(stderr).toContain('/operations/getToy/unique/0: the body has no member "name"');
    const unknown = await run(['test', 'pets.json', '--data', 'unknown.yaml'], { cwd: folder });
    expect(unknown.stderr).toContain('there is no setting parameter; did you mean parameters?');
    const missing = await run(['test', '--data', join(folder, 'nothing.yaml')]);
    expect(missing.stderr).toMatch(/--data \S+nothing\.yaml: there is no such file/);
  });
});
