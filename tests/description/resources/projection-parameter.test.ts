import { expect, test } from '@jest/globals';
import { planCases } from '../../../src/contract/plan/plan-cases.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';

const text = { type: 'string' };
const query = (name: string, rest: object = { schema: text }) => ({ name, in: 'query', ...rest });

/** Returns the targets of the valid requests of a list with these parameters. */
function targetsWith(...parameters: readonly object[]): readonly string[] {
  const items = { type: 'array', items: { type: 'object', properties: { isbn: text, title: text } } };
  const description = loadDescriptionSync(
    {
      openapi: '3.1.0',
      info: { title: 'Books', version: '1' },
      paths: {
        '/books': {
          get: {
            operationId: 'list',
            parameters,
            responses: {
              200: {
                description: 'it',
                content: { 'application/json': { schema: { type: 'object', properties: { books: items } } } },
              },
            },
          },
        },
      },
    },
    { name: 'books' },
  );
  return planCases(description)
    .filter(({ maker }) => maker === 'valid' || maker === 'generated')
    .flatMap(({ steps }) => steps.map(({ request }) => request.target));
}

test('a parameter that names members of the items gets the name of one', () => {
  const targets = targetsWith(query('fields'), query('page', { schema: { type: 'integer', minimum: 1 } }));
  const values = targets.flatMap((target) => /[?&]fields=([^&]*)/.exec(target)?.[1] ?? []);
  expect(values.length).toBeGreaterThan(0);
  expect(new Set(values)).toEqual(new Set(['isbn']));
});

test('a parameter that names what else is shown is left out, unless the description has a value', () => {
  expect(targetsWith(query('expand')).filter((target) => target.includes('expand'))).toEqual([]);
  expect(targetsWith(query('expand', { schema: text, example: 'author' }))).toContain('/books?expand=author');
  const listed = targetsWith(query('include', { schema: { type: 'string', enum: ['author', 'tags'] } }));
  expect(listed).toContain('/books?include=tags');
});
