import { describe, expect, test } from '@jest/globals';
import { run, serve } from '../command.ts';
import { folderWith } from '../../temporary-folder.ts';

const folder = folderWith({
  'shop.yaml': `openapi: 3.1.0
info: { title: Shop, version: '2' }
servers: [{ url: https://shop.example/v1 }]
paths:
  /items/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: integer, format: int64 } }
    get:
      operationId: getItem
      parameters:
        - { name: tags, in: query, style: pipeDelimited, schema: { type: array, items: { type: string } } }
      responses:
        200: { description: '', content: { application/json: { schema: { type: object, example: 1 } } } }
        404: { description: '' }
    put:
      requestBody: { required: true, content: { application/json: {}, application/xml: {} } }
      security: [{ key: [], token: [write] }, { other: [] }]
      responses: { 204: { description: '' } }
  /broken:
    get: { responses: { 200: { $ref: '../outside.yaml' } } }
webhooks: { sold: {} }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    token: { type: http, scheme: bearer }
    other: { type: http, scheme: basic }
`,
  'good.json': {
    openapi: '3.0.3',
    info: { title: 'Good', version: '1' },
    paths: { '/a': { get: { responses: { 204: { description: '' } } } } },
  },
});

const inspect = (...args: readonly string[]) => run(['inspect', ...args], { cwd: folder });

describe('stuntdouble inspect', () => {
  test('prints the operations, those that are not served, and every fault with its line', async () => {
    const { code, stdout, stderr } = await inspect('shop.yaml');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`Shop 2 (OpenAPI 3.1.0, shop.yaml)
  servers     https://shop.example/v1
  security    key: apiKey
              token: bearer
              other: basic
  webhooks    sold (sent by mock --callbacks)

GET /items/{id}  getItem  shop.yaml:8
  parameters  path   id    required  integer (int64)  simple
              query  tags  optional  array            pipeDelimited
  responses   200     application/json
              404     no body
  inferred    singleton of /items/{id}: /items/{id} is read and changed, and is not a collection

PUT /items/{id}  shop.yaml:15
  parameters  path  id  required  integer (int64)  simple
  body        required  application/json, application/xml
  responses   204     no body
  security    key and token (write)
              other
  inferred    singleton of /items/{id}: /items/{id} is read and changed, and is not a collection

Not served: 1
  GET /broken  shop.yaml:20: $ref: ../outside.yaml cannot be followed: it is outside the description's folder, which is read only with --allow-outside (allowOutside: true) (needed at #/paths/~1broken/get/responses/200)

Faults: 2
  shop.yaml:20: $ref: ../outside.yaml cannot be followed: it is outside the description's folder, which is read only with --allow-outside (allowOutside: true)
  shop.yaml:13: the example breaks its schema: it must be object

2 operations can be served, 1 cannot; 2 faults
`);
  });

  test('prints the same as JSON', async () => {
    const { code, stdout } = await inspect('shop.yaml', '--json');
    expect(code).toBe(0);
    const inspection: unknown = JSON.parse(stdout);
    expect(inspection).toMatchObject({
      title: 'Shop',
      openapi: '3.1.0',
      operations: [{ id: 'getItem', file: 'shop.yaml', line: 8 }, { id: 'PUT /items/{id}' }],
      disabled: [{ method: 'GET', path: '/broken' }],
      faults: [{ line: 20 }, { line: 13 }],
    });
  });

  test('accepts the name of a bundled API, which has no faults', async () => {
    expect((await inspect('livehelpnow')).stdout).toMatch(/1 operation can be served, no faults\n$/);
  });

  test('accepts a correct description with --strict, and refuses others with exit code 2', async () => {
    expect((await inspect('good.json', '--strict')).code).toBe(0);
    const { code, stderr } = await inspect('shop.yaml', '--strict');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^stuntdouble: shop\.yaml: what is wrong here is not allowed \(--strict\):\n {2}shop\.yaml:20: /,
    );
  });

  test.each([[[]], [['good.json', 'shop.yaml']], [['missing.yaml']], [['good.json', '--unknown']]])(
    'with %j ends with exit code 2 and a message',
    async (args) => {
      const { code, stdout, stderr } = await inspect(...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^stuntdouble: .+\n$/);
    },
  );
});

describe('stuntdouble mock', () => {
  test('lists at start the operations that it does not serve, and other faults', async () => {
    const mock = await serve(['shop.yaml'], { cwd: folder });
    expect(mock.stdout()).toMatch(
      /Not served \(the response is 501\)\n {2}GET \/broken {2}shop\.yaml:20: \$ref: /,
    );
    expect(mock.stdout()).toMatch(/Faults in the description\n {2}shop\.yaml:20: \$ref: /);
    const answer = await fetch(`${mock.url}/v1/broken`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([501, 'application/problem+json']);
    expect((await mock.stop()).code).toBe(0);
  });

  test('lists conflicts between several descriptions', async () => {
    const other = folderWith({
      'one.json': { openapi: '3.1.0', info: {}, paths: { '/a/{x}': { get: {} } } },
      'two.json': { openapi: '3.1.0', info: {}, paths: { '/a/{y}': { get: {} } } },
    });
    const mock = await serve(['one.json', 'two.json'], { cwd: other });
    expect(mock.stdout()).toContain(
      'In more than one description\n  GET /a/{x}: served by one, never by two\n',
    );
    await mock.stop();
  });
});
