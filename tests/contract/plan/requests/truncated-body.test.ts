import { expect, test } from '@jest/globals';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';
import { planCases } from '../../../../src/contract/plan/plan-cases.ts';
import { createMock } from '../../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { runContract } from '../../../../src/contract/run-contract.ts';

const schema = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };

const LETTERS = loadDescriptionSync(
  {
    openapi: '3.1.0',
    info: { title: 'Letters', version: '1' },
    paths: Object.fromEntries(
      ['application/xml', 'multipart/form-data', 'application/x-www-form-urlencoded'].map((type) => [
        `/${type.replace(/\W/g, '-')}`,
        {
          post: {
            requestBody: { required: true, content: { [type]: { schema } } },
            responses: { 204: { description: 'Taken.' }, 400: { description: 'No.' } },
          },
        },
      ]),
    ),
  },
  { name: 'letters' },
);

test('truncates XML and multipart bodies, but not urlencoded forms, which are valid at any length', async () => {
  const cases = planCases(LETTERS).filter(({ maker }) => maker.startsWith('malformed'));
  expect(cases.map(({ id }) => id)).toEqual([
    'letters/POST /application-xml/malformed-xml/',
    'letters/POST /multipart-form-data/malformed-form/',
  ]);
  const target = handlerTarget('letters', createMock({ descriptions: LETTERS }).handle);
  const { counts } = await runContract({ description: LETTERS, target, cases });
  expect(counts.passed).toBe(2);
});
