import { expect, test } from '@jest/globals';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { planCases } from '../../../../src/contract/plan/plan-cases.ts';

const note = { type: 'object', required: ['text'], properties: { text: { type: 'string', minLength: 2 } } };
const description = loadDescriptionSync(
  {
    openapi: '3.1.0',
    info: { title: 'Notes', version: '1' },
    paths: {
      '/notes': {
        post: {
          operationId: 'addNote',
          parameters: [{ name: 'Content-Encoding', in: 'header', schema: { enum: ['gzip'] } }],
          requestBody: { content: { 'application/json': { schema: note } } },
          responses: { 202: { description: 'Taken' }, 400: { description: 'Refused' } },
        },
      },
    },
  },
  { name: 'notes' },
);

test('omits an optional Content-Encoding field, because bodies are not encoded', () => {
  const cases = planCases(description);
  const requests = cases.flatMap(({ steps }) => steps.map(({ request }) => request));
  expect(requests.filter(({ headers }) => Object.hasOwn(headers, 'content-encoding'))).toEqual([]);
  expect(cases.map(({ id }) => id)).toContain('notes/addNote/minLength/body/text');
});
