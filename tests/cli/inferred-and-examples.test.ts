import { describe, expect, test } from '@jest/globals';
import { folderWith, run, serve } from './command.ts';

const folder = folderWith({
  'pets.yaml': `openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      responses:
        200:
          description: ''
          content:
            application/json:
              schema: { type: array, items: { $ref: '#/components/schemas/Pet' } }
              example: [{ id: one }]
  /pets/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: integer } }
    get:
      responses:
        200: { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
  /settings:
    get:
      responses:
        200: { description: '', content: { application/json: { schema: { type: object } } } }
    put:
      responses:
        200: { description: '', content: { application/json: { schema: { type: object } } } }
  /odd:
    get:
      responses:
        200:
          description: ''
          content: { application/json: { schema: { type: string, minLength: 3, maxLength: 2 } } }
  /off:
    get:
      x-stuntdouble: false
      responses:
        200: { description: '', content: { application/json: { schema: { type: object } } } }
components:
  schemas:
    Pet: { type: object, required: [id], properties: { id: { type: integer }, name: { type: string } } }
`,
});

describe('stuntdouble inspect', () => {
  test('says what a mock remembers without being told, and why', async () => {
    const { stdout } = await run(['inspect', 'pets.yaml'], { cwd: folder });
    expect(stdout).toMatch(/GET \/pets .*\n(.*\n)*? {2}inferred {4}list of \/pets: .*identified by id\n/);
    expect(stdout).toMatch(/ {2}inferred {4}read of \/pets: .*identified by id\n/);
    expect(stdout.match(/ {2}inferred {4}singleton of \/settings: .+\n/g)).toHaveLength(2);
    expect(stdout.match(/ {2}inferred {4}/g)).toHaveLength(4);
  });

  test('says the same as JSON', async () => {
    const { stdout } = await run(['inspect', 'pets.yaml', '--json'], { cwd: folder });
    const { operations } = JSON.parse(stdout) as { operations: { path: string; inferred?: object }[] };
    expect(operations.find(({ path }) => path === '/pets/{id}')?.inferred).toEqual({
      role: 'read',
      collection: '/pets',
      reason: expect.stringContaining('GET /pets/{id}'),
    });
    expect(operations.find(({ path }) => path === '/odd')?.inferred).toBeUndefined();
  });

  test('names the examples that break their schema, and the schemas that nothing fits', async () => {
    const { stdout } = await run(['inspect', 'pets.yaml'], { cwd: folder });
    expect(stdout).toContain('pets.yaml:12: the example breaks its schema: /0/id must be integer\n');
    expect(stdout).toMatch(/pets\.yaml:31: no response value was found that fits this schema: it must .*\n/);
  });
});

describe('stuntdouble mock', () => {
  test('names the examples that break their schema, once it serves', async () => {
    const mock = await serve(['pets.yaml', '--quiet'], { cwd: folder });
    const line = 'invalid example  pets.yaml:12: the example breaks its schema: /0/id must be integer\n';
    await mock.says(line);
    expect(mock.stdout().indexOf(line)).toBeGreaterThan(mock.stdout().indexOf('Listening'));
    expect((await mock.stop()).code).toBe(0);
  });

  test('stops at once while it is still checking', async () => {
    const mock = await serve(['pets.yaml'], { cwd: folder });
    const started = Date.now();
    const { code, stdout } = await mock.stop();
    expect([code, stdout.includes('invalid example')]).toEqual([0, false]);
    expect(Date.now() - started).toBeLessThan(2_000);
  });
});
