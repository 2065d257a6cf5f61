import { describe, expect, test } from '@jest/globals';
import { run, serve } from '../command.ts';
import { folderWith } from '../../temporary-folder.ts';

const folder = folderWith({
  'missing.yaml': `openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets:
    get: { responses: { 200: { $ref: '#/components/responses/Pets' } } }
    post: { responses: { 201: { $ref: '#/components/responses/Pet' } } }
  /pets/{id}:
    parameters: [{ $ref: '#/components/parameters/Id' }]
    get: { responses: { 200: { $ref: '#/components/responses/Pet' }, default: { description: '' } } }
    delete: { responses: { 204: { description: '' } } }
  /pets/{id}/toys:
    parameters: [{ $ref: '#/components/parameters/Id' }]
    get: { responses: { 200: { description: '', content: { application/json: { schema: { type: array } } } } } }
components:
  parameters:
    Id: { name: id, in: path, required: true, schema: { type: integer } }
  schemas:
    Pet: { type: object, properties: { id: { type: integer } } }
  responses:
    Pet: { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
    Pets:
      description: ''
      content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } }
`,
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
  test('shows which collections a mock infers, and why', async () => {
    const { stdout } = await run(['inspect', 'pets.yaml'], { cwd: folder });
    expect(stdout).toMatch(/GET \/pets .*\n(.*\n)*? {2}inferred {4}list of \/pets: .*identified by id\n/);
    expect(stdout).toMatch(/ {2}inferred {4}read of \/pets: .*identified by id\n/);
    expect(stdout.match(/ {2}inferred {4}singleton of \/settings: .+\n/g)).toHaveLength(2);
    expect(stdout.match(/ {2}inferred {4}/g)).toHaveLength(4);
  });

  test('says where an unknown item is 404 although the description does not document it', async () => {
    const { stdout } = await run(['inspect', 'missing.yaml'], { cwd: folder });
    const line = /\n {2}not found {3}404 for an unknown item, which is not documented\n/;
    const about = (head: string) => `\n${stdout.split(`\n${head} `)[1]?.split('\n\n')[0] ?? ''}\n`;
    for (const head of ['DELETE /pets/{id}', 'GET /pets/{id}/toys']) expect(about(head)).toMatch(line);
    for (const head of ['GET /pets/{id}', 'GET /pets', 'POST /pets']) expect(about(head)).not.toMatch(line);
    const { stdout: json } = await run(['inspect', 'missing.yaml', '--json'], { cwd: folder });
    const { operations } = JSON.parse(json) as { operations: { id: string; missingItem?: string }[] };
    expect(Object.fromEntries(operations.map(({ id, missingItem }) => [id, missingItem]))).toEqual({
      'GET /pets': undefined,
      'POST /pets': undefined,
      'GET /pets/{id}': 'documented',
      'DELETE /pets/{id}': 'undocumented',
      'GET /pets/{id}/toys': 'undocumented',
    });
  });

  test('shows the same as JSON', async () => {
    const { stdout } = await run(['inspect', 'pets.yaml', '--json'], { cwd: folder });
    const { operations } = JSON.parse(stdout) as { operations: { path: string; inferred?: object }[] };
    expect(operations.find(({ path }) => path === '/pets/{id}')?.inferred).toEqual({
      role: 'read',
      collection: '/pets',
      reason: expect.stringContaining('GET /pets/{id}'),
    });
    expect(operations.find(({ path }) => path === '/odd')?.inferred).toBeUndefined();
  });

  test('lists examples that break their schema, and schemas that no value fits', async () => {
    const { stdout } = await run(['inspect', 'pets.yaml'], { cwd: folder });
    expect(stdout).toContain('pets.yaml:12: the example breaks its schema: /0/id must be integer\n');
    expect(stdout).toMatch(/pets\.yaml:31: no response value was found that fits this schema: it must .*\n/);
  });

  test('lists items of lists that no value fits', async () => {
    const empty = folderWith({
      'lists.yaml': `openapi: 3.1.0
info: { title: Lists, version: '1' }
paths:
  /all:
    get:
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: array
                items: { type: string, minLength: 2, maxLength: 1 }
`,
    });
    const { stdout } = await run(['inspect', 'lists.yaml'], { cwd: empty });
    expect(stdout).toContain('lists.yaml:13: no response value was found that fits this schema: it must NOT');
  });
});

describe('stuntdouble inspect --behaviours', () => {
  const coded = folderWith({
    'jobs.yaml': `openapi: 3.1.0
info: { title: Jobs, version: '1' }
paths:
  /jobs:
    get:
      operationId: jobs
      x-stuntdouble: { role: list, collection: joobs }
      responses:
        200: { description: '', content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Job' } } } } }
    post: { operationId: add, responses: { 204: { description: '' } } }
  /jobs.show/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: integer } }
    get:
      operationId: job
      responses:
        200: { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Job' } } } }
components:
  schemas:
    Job: { type: object, required: [id], properties: { id: { type: integer } } }
`,
    'api.js': `export default {
  operations: { add: () => ({ status: 204 }) },
  inferred: { job: { role: 'read', collection: '/jobs' } },
};`,
    'wrong.js': `export default { operations: { ad: () => ({ status: 204 }) } };`,
  });

  test('shows which operations they handle and correct, and corrections without an effect', async () => {
    const inspect = (...args: readonly string[]) => run(['inspect', 'jobs.yaml', ...args], { cwd: coded });
    const [plain, { stdout }, wrong] = await Promise.all([
      inspect(),
      inspect('--behaviours', 'api.js'),
      inspect('--behaviours', 'wrong.js'),
    ]);
    const place = 'jobs.yaml:7: ';
    const lost = `there is no collection 'joobs', and no other correction names it: did you mean 'jobs'?`;
    expect(plain.stdout).toContain(`${place}${lost}`);
    expect(plain.stdout).not.toContain('behaviour');
    expect(stdout).toMatch(/POST \/jobs {2}add .*\n(.*\n)*? {2}behaviour {3}api\.js\n/);
    expect(stdout).toMatch(/ {2}inferred {4}read of \/jobs: a correction says so\n/);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('no operation ad')]);
  });

  test('the mock also lists corrections without an effect', async () => {
    const mock = await serve(['jobs.yaml'], { cwd: coded });
    expect(mock.stdout()).toContain(`jobs.yaml:7: there is no collection 'joobs'`);
    await mock.stop();
  });
});
