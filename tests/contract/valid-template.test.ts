import { expect, test } from '@jest/globals';
import { planCases } from '../../src/contract/plan.ts';
import { loadDescriptionSync } from '../../src/index.ts';

test('an upload of several files is asked for with a file, since a form cannot carry none', () => {
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
