import { expect, test } from '@jest/globals';
import { planCases } from '../../../src/contract/plan/plan-cases.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';

test('sends at least one file for a list of files, because a form cannot carry an empty list', () => {
  const files = { type: 'array', items: { type: 'string', format: 'binary' } };
  const schema = { type: 'object', required: ['files'], properties: { files } };
  const description = loadDescriptionSync({
    openapi: '3.1.0',
    info: { title: 'Uploads', version: '1' },
    paths: {
      '/uploads': {
        post: {
          operationId: 'upload',
          requestBody: { required: true, content: { 'multipart/form-data': { schema } } },
          responses: { '204': { description: 'Kept.' } },
        },
      },
    },
  });
  const valid = planCases(description, {}).filter(({ maker }) => maker === 'valid');
  expect(valid).toHaveLength(1);
  expect(valid[0]?.steps[0]?.request.body).toContain('name="files"; filename=');
});

test('what deletes a whole collection runs while no other case runs, because it deletes their items too', () => {
  const { things, item } = {
    things: { delete: { operationId: 'clear', responses: { '204': { description: '' } } } },
    item: {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      delete: { operationId: 'remove', responses: { '204': { description: '' } } },
    },
  };
  const description = loadDescriptionSync({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: { '/things': things, '/things/{id}': item },
  });
  const cases = planCases(description, {}).filter(({ maker }) => maker === 'valid');
  expect(cases.map(({ operationId, exclusive }) => [operationId, exclusive])).toEqual([
    ['clear', true],
    ['remove', undefined],
  ]);
});
