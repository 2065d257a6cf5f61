import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { handlerTarget } from '../../../src/contract/target/handler-target.ts';
import { runContract } from '../../../src/contract/run-contract.ts';
import { createMock } from '../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { ask } from '../../mock/ask.ts';
import { folderWith } from '../../temporary-folder.ts';

const API = `openapi: 3.1.0
info: { title: Big, version: '1' }
paths:
  /one:
    get:
      parameters:
        - { name: q, in: query, schema: { type: integer, enum: [9007199254740993, 9007199254740995] } }
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Thing' }
              example: { id: 9007199254740993, list: [1, 123456789012345678901] }
        '400': { description: no }
  /things:
    get:
      responses:
        '200':
          description: ok
          content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Thing' } } } }
    post:
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Thing' }, example: { id: 9007199254740997, kind: 9007199254740993 } } }
      responses:
        '201': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
        '400': { description: no }
components:
  schemas:
    Thing:
      type: object
      required: [id]
      properties:
        id: { type: integer, format: int64, example: 9007199254740993 }
        list: { type: array, items: { type: integer } }
        kind: { const: 9007199254740993 }
`;

const description = loadDescriptionSync(join(folderWith({ 'big.yaml': API }), 'big.yaml'));

test('integers of a description that doubles cannot hold are answered with all digits', async () => {
  const mock = createMock({ descriptions: description });
  const { text } = await ask(mock, { target: '/one' });
  expect(text).toBe('{"id":9007199254740993,"list":[1,123456789012345678901]}');
  expect((await ask(mock, { target: '/one?q=9007199254740995' })).status).toBe(200);
  for (const other of ['9007199254740992', '9007199254740994', '9007199254740996', '9007199254740999']) {
    expect((await ask(mock, { target: `/one?q=${other}` })).status).toBe(400);
  }
  expect((await ask(mock, { target: '/things' })).text).toContain('"kind":9007199254740993');
});

test('they are sent with all digits, and nothing is found on a mock that takes them', async () => {
  const { handle } = createMock({ descriptions: description });
  const report = await runContract({ description, target: handlerTarget('big', handle) });
  expect(report.findings).toEqual([]);
  const bodies = report.results.flatMap(({ exchanges }) => exchanges.map(({ step }) => step.request.body));
  expect(bodies).toContain('{"id":9007199254740997,"kind":9007199254740993}');
});

test.each([
  ['maximum: 9223372036854775807', '9223372036854775807', '9223372036854775808'],
  ['exclusiveMaximum: 9007199254740993', '9007199254740992', '9007199254740993'],
  ['minimum: -9007199254740993', '-9007199254740993', '-9007199254740994'],
  ['minimum: 9007199254740993, exclusiveMinimum: true', '9007199254740994', '9007199254740993'],
])('bounds count with all digits: %s', async (bounds, fits, breaks) => {
  const isOld = bounds.endsWith('true');
  const text = `openapi: ${isOld ? '3.0.3' : '3.1.0'}
info: { title: B, version: '1' }
paths:
  /a:
    get:
      parameters: [{ name: q, in: query, schema: { type: integer, ${bounds} } }]
      responses: { '204': { description: ok } }
`;
  const mock = createMock({
    descriptions: loadDescriptionSync(join(folderWith({ 'b.yaml': text }), 'b.yaml')),
  });
  expect((await ask(mock, { target: `/a?q=${fits}` })).status).toBe(204);
  const refused = await ask(mock, { target: `/a?q=${breaks}` });
  expect([refused.status, refused.text]).toEqual([400, expect.stringMatching(/must be [<>]=? -?9\d{15,}/)]);
});
