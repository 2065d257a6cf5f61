import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { run } from '../command.ts';
import { serveHttp } from '../servers/servers.ts';
import { folderWith } from '../../temporary-folder.ts';

const PROPERTIES = {
  on: { type: 'boolean' },
  hue: { type: 'string' },
  size: { type: 'object', properties: { width: { type: 'integer' }, height: { type: 'integer' } } },
};
const LAMP = { type: 'object', required: ['on', 'size'], properties: PROPERTIES };
const ROOM = { name: 'room', in: 'query' };
const INFO = { title: 'Lamps', version: '1' };
const refused = { description: 'refused' };

const operation = (room: object, lamp: object) => ({
  operationId: 'readLight',
  parameters: [{ ...ROOM, ...room }],
  responses: {
    200: { description: 'it', headers: { 'X-Count': { description: 'n', ...countOf(room) } }, ...lamp },
    400: refused,
  },
});

function countOf(room: object) {
  return 'schema' in room ? { schema: { type: 'integer' } } : { type: 'integer' };
}

const enumerated = { type: 'string', enum: ['hall', 'attic', 'cellar'] };
const DESCRIPTIONS = {
  '3.0.4': {
    openapi: '3.0.4',
    info: INFO,
    paths: {
      '/light': {
        get: operation(
          { schema: enumerated },
          { content: { 'application/json': { schema: { $ref: '#/components/schemas/Lamp' } } } },
        ),
      },
    },
    components: { schemas: { Lamp: LAMP } },
  },
  '2.0': {
    swagger: '2.0',
    info: INFO,
    produces: ['application/json'],
    paths: { '/light': { get: operation(enumerated, { schema: { $ref: '#/definitions/Lamp' } }) } },
    definitions: { Lamp: LAMP },
  },
};

/** A server without hues, whose lamps have a colour that may be null, a width only, and no count. */
function serveLamps() {
  let asked = 0;
  return serveHttp((request, response) => {
    const room = new URL(request.url ?? '', 'http://lamps').searchParams.get('room');
    if (request.method !== 'GET') return response.writeHead(405, { allow: 'GET' }).end();
    if (room !== null && !enumerated.enum.includes(room)) return response.writeHead(400).end();
    asked += 1;
    response.writeHead(200, { 'content-type': 'application/json' });
    const colour = asked % 2 === 0 ? null : 'red';
    return response.end(JSON.stringify({ on: true, colour, size: { width: 5 } }));
  });
}

describe.each(Object.entries(DESCRIPTIONS))('a description in version %s', (_, description) => {
  const folder = folderWith({ 'lamps.json': JSON.stringify(description, undefined, 2) });
  const parity = (url: string, ...args: readonly string[]) =>
    run(['parity', 'lamps.json', '--target', url, ...args], { cwd: folder });

  test('gets an overlay in its own words, with which the differences are gone', async () => {
    const { url } = await serveLamps();
    const before = await parity(url, '--write-overlay', 'corrections.yaml');
    for (const place of ['shape /hue', 'shape /colour', 'shape /size/height'])
      expect(before.stdout).toContain(place);
    const overlay = readFileSync(join(folder, 'corrections.yaml'), 'utf8');
    expect(overlay).toContain('not: {}');
    expect(overlay).toContain('nullable: true');
    expect(overlay).not.toMatch(/: false|'null'/);
    const after = await parity(url, '--overlay', 'corrections.yaml');
    expect(after.stdout).not.toContain('✗');
    expect(after.stdout).not.toContain('description too weak');
    expect(after.code).toBe(0);
    const strict = await run(['inspect', 'lamps.json', '--overlay', 'corrections.yaml'], { cwd: folder });
    expect(strict.code).toBe(0);
  }, 60_000);
});
