import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { run } from '../command.ts';
import { folderWith } from '../../temporary-folder.ts';
import { serveHttp } from '../servers/servers.ts';

const LAMP = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string', minLength: 8 }, room: { enum: ['hall', 'attic'] } },
};

const json = (schema: object) => ({ description: 'it', content: { 'application/json': { schema } } });

const LAMPS = {
  openapi: '3.1.0',
  info: { title: 'Lamps', version: '1' },
  paths: {
    '/lamps': {
      post: {
        operationId: 'createLamp',
        requestBody: { required: true, content: { 'application/json': { schema: LAMP } } },
        responses: { 201: json({ type: 'object', required: ['watts'] }), 400: json({ type: 'object' }) },
      },
    },
  },
};

const folder = folderWith({ 'lamps.json': LAMPS });

/** Creates lamps that have a room, which the description does not require, and shows them without their watts. */
async function serveLamps() {
  const bodies: string[] = [];
  const { url } = await serveHttp(async (request, response) => {
    const body = await text(request);
    bodies.push(body);
    const status = /"room":"(?:hall|attic)"/.test(body) ? 201 : 400;
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  });
  return { url, bodies };
}

const suite = (...args: string[]) => run(['test', 'lamps.json', ...args], { cwd: folder });

describe('the mark of a run', () => {
  test('stands in values that no two items may share, and not in the report', async () => {
    const { url, bodies } = await serveLamps();
    const { code, stdout } = await suite('--target', url, '--mark', 'run7', '--json', 'marked.json');
    expect(code).toBe(1);
    expect(bodies.join('\n')).toMatch(/srun7/);
    expect(stdout).not.toContain('srun7');
    expect(readFileSync(join(folder, 'marked.json'), 'utf8')).toContain('"mark": "run7"');
  });

  test.each(['Run7', 'a-b', 'abcdefghijklm', ''])('is refused: %p', async (mark) => {
    const { code, stderr } = await suite('--mark', mark);
    expect(code).toBe(2);
    expect(stderr).toContain('give 1 to 12 letters in lower case and digits');
  });
});

describe('what a run has learned', () => {
  test('stands in its report, and is what a replay begins with', async () => {
    const { url, bodies } = await serveLamps();
    await suite('--target', url, '--json', 'learned.json');
    const file = join(folder, 'learned.json');
    const { reports } = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly reports: readonly {
        readonly learned?: object;
        readonly findings: readonly { cases: readonly string[] }[];
      }[];
    };
    expect(reports[0]?.learned).toEqual({
      createLamp: {
        needs: [{ part: 'member', pointer: '/room', value: expect.stringMatching(/hall|attic/) }],
      },
    });
    bodies.length = 0;
    const id =
      reports[0]?.findings.flatMap(({ cases }) => cases).find((one) => one.includes('/boundary/body')) ?? '';
    const { stdout } = await run(['replay', '--report', file, id], { cwd: folder });
    expect(stdout).toContain('STILL THERE');
    expect(bodies).toHaveLength(1);
    expect(bodies[0]).toContain('"room"');
  });
});
