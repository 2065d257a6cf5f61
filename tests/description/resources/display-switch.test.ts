import { describe, expect, test } from '@jest/globals';
import { isDisplaySwitch } from '../../../src/description/resources/display-switch.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';

function isSwitch(parameter: object): boolean {
  const description = loadDescriptionSync({
    openapi: '3.1.0',
    info: { title: 'Hives', version: '1' },
    paths: {
      '/hives': {
        get: {
          parameters: [{ name: 'queen', in: 'query', schema: { type: 'boolean' }, ...parameter }],
          responses: { 200: { description: 'all' } },
        },
      },
    },
  });
  const [queen] = description.operations[0]?.parameters ?? [];
  return queen !== undefined && isDisplaySwitch(description.document, queen);
}

describe('a parameter that is on or off', () => {
  test.each([
    ['is on unless it is said', { schema: { type: 'boolean', default: true } }],
    ['includes a field', { description: 'whether to include the “queen” field in each hive' }],
    ['hides members', { description: 'Hides the members of the queen.' }],
    ['shows details', { description: 'Show the details of its queen as well' }],
  ])('says what is shown where it %s', (_, parameter) => {
    expect(isSwitch(parameter)).toBe(true);
  });

  test.each([
    ['says nothing', {}],
    ['is off unless it is said', { schema: { type: 'boolean', default: false } }],
    ['speaks of items', { description: 'Only hives that have a queen.' }],
    ['is a text', { schema: { type: 'string', default: 'true' }, description: 'include the queen field' }],
  ])('may be a filter where it %s', (_, parameter) => {
    expect(isSwitch(parameter)).toBe(false);
  });
});
