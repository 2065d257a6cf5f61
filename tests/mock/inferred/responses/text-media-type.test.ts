import { describe, expect, test } from '@jest/globals';
import { askWith } from '../../ask-description.ts';

const tool = { type: 'object', properties: { id: { type: 'string' }, name: { type: 'string' } } };
const as = (json: object, csv: object) => ({
  description: 'it',
  content: { 'application/json': { schema: json }, 'text/csv': { schema: csv } },
});
const CSV = { type: 'string', pattern: '^id,name' };
const PATHS = {
  '/tools': {
    get: { responses: { 200: as({ type: 'array', items: tool }, CSV) } },
    post: {
      requestBody: { content: { 'application/json': { schema: tool } } },
      responses: { 201: as(tool, CSV) },
    },
  },
  '/tools/{id}': {
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
    get: { responses: { 200: as(tool, CSV), 404: { description: 'none' } } },
  },
};

describe('items for a client that accepts a text only', () => {
  test.each(['/tools', '/tools/1'])('are a text that fits its schema: %s', async (path) => {
    const mock = askWith(PATHS);
    const { body } = await mock.ask('POST', '/tools', { body: { name: 'Saw' } });
    const id = (body as { id: string }).id;
    const target = path.replace('1', encodeURIComponent(id));
    const csv = await mock.ask('GET', target, { headers: { accept: 'text/csv' } });
    expect(csv.status).toBe(200);
    expect(csv.headers['content-type']).toMatch(/^text\/csv/);
    expect(csv.text).toMatch(/^id,name/);
    const json = await mock.ask('GET', target, { headers: { accept: 'application/json' } });
    expect(json.text).toContain('Saw');
  });

  test('are created and kept all the same, and an unknown one is none', async () => {
    const mock = askWith(PATHS);
    const accept = { accept: 'text/csv' };
    const created = await mock.ask('POST', '/tools', { body: { name: 'Plane' }, headers: accept });
    expect(created.status).toBe(201);
    expect(created.text).toMatch(/^id,name/);
    expect((await mock.ask('GET', '/tools')).text).toContain('Plane');
    expect((await mock.ask('GET', '/tools/nobody', { headers: accept })).status).toBe(404);
  });

  test('are written as they are where the schema of the other type holds them too', async () => {
    const list = { type: 'array', items: tool };
    const content = {
      'application/json': { schema: list },
      'application/vnd.tools+json': { schema: list },
      'application/yaml': { schema: list },
    };
    const paths = {
      ...PATHS,
      '/tools': { ...PATHS['/tools'], get: { responses: { 200: { description: 'it', content } } } },
    };
    const mock = askWith(paths);
    await mock.ask('POST', '/tools', { body: { name: 'Rasp' } });
    for (const accept of Object.keys(content))
      expect((await mock.ask('GET', '/tools', { headers: { accept } })).text).toContain('Rasp');
  });
});
