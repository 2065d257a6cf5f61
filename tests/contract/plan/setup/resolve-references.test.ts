import { expect, test } from '@jest/globals';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';
import { createMock } from '../../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { type RawRequest } from '../../../../src/http/message.ts';
import { answer } from '../../pets.ts';

const id = { type: 'string', minLength: 1 };
const attributes = { type: 'object', required: ['title'], properties: { title: { type: 'string' } } };
const article = (required: readonly string[]) => ({
  type: 'object',
  required: ['data'],
  properties: {
    data: { type: 'object', required, properties: { type: { const: 'articles' }, id, attributes } },
  },
});
const json = (schema: object) => ({ 'application/vnd.api+json': { schema } });
const shown = { description: 'It is here.', content: json(article(['type', 'id', 'attributes'])) };
const refused = { description: 'No.', content: json({ type: 'object' }) };

/** As JSON:API has it: what changes an item names it. */
const ARTICLES = loadDescriptionSync(
  {
    openapi: '3.1.0',
    info: { title: 'Articles', version: '1' },
    paths: {
      '/articles': {
        post: {
          operationId: 'create',
          requestBody: { required: true, content: json(article(['type', 'attributes'])) },
          responses: { 201: shown, 400: refused },
        },
      },
      '/articles/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: id }],
        get: { operationId: 'read', responses: { 200: shown, 404: refused } },
        patch: {
          operationId: 'update',
          requestBody: { required: true, content: json(article(['type', 'id', 'attributes'])) },
          responses: { 200: shown, 400: refused, 404: refused, 409: refused },
        },
        delete: { operationId: 'remove', responses: { 204: { description: 'Gone.' }, 404: refused } },
      },
    },
  },
  { name: 'articles' },
);

test('puts the identifier of the path into a change that requires the identifier of its item', async () => {
  const mock = createMock({ descriptions: ARTICLES });
  const carried: boolean[] = [];
  const handle = async (request: RawRequest) => {
    if (request.method !== 'PATCH' || !(request.body instanceof Uint8Array)) return mock.handle(request);
    const { data } = JSON.parse(new TextDecoder().decode(request.body)) as { data: { id: string } };
    const isSame = decodeURIComponent(request.target).endsWith(`/${data.id}`);
    carried.push(isSame);
    return isSame ? mock.handle(request) : { ...answer(409, {}), headers: shownAs };
  };
  const report = await runContract({
    description: ARTICLES,
    target: handlerTarget('articles', handle),
    filter: ({ id: name }) => /update\/valid\/|lifecycle/.test(name),
  });
  expect(report.findings).toEqual([]);
  expect(report.counts.blocked).toBe(0);
  expect(carried.length).toBeGreaterThan(2);
  expect(carried).not.toContain(false);
});

const shownAs = { 'content-type': 'application/vnd.api+json' };
