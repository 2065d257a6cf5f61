import { describe, expect, jest, test } from '@jest/globals';
import { planRun } from '../../../../src/contract/plan/plan-run.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';

const COUNT = 12;

/** Returns schemas of which each has members of all the others, and of itself. */
function everyInEvery(): Record<string, object> {
  const names = Array.from({ length: COUNT }, (_, index) => `Part${index}`);
  const properties = Object.fromEntries(
    names.map((name) => [name.toLowerCase(), { $ref: `#/components/schemas/${name}` }]),
  );
  return Object.fromEntries(
    names.map((name) => [name, { type: 'object', properties: { ...properties, label: { type: 'string' } } }]),
  );
}

/** Returns how many bodies are judged while so many cases are planned. */
function judgedFor(maxCases: number): number {
  const description = loadDescriptionSync(
    {
      openapi: '3.0.3',
      info: { title: 'Dense', version: '1' },
      paths: {
        '/parts': {
          post: {
            operationId: 'build',
            requestBody: {
              required: true,
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Part0' } } },
            },
            responses: { 200: { description: 'built' } },
          },
        },
      },
      components: { schemas: everyInEvery() },
    },
    { name: 'dense' },
  );
  const original = description.validators.of.bind(description.validators);
  let judged = 0;
  jest.spyOn(description.validators, 'of').mockImplementation((...args) => {
    const validate = original(...args);
    return (value) => {
      judged += 1;
      return validate(value);
    };
  });
  const planned = planRun({ description, maxCases }, { isRemote: false }).cases.all();
  expect(planned).toHaveLength(maxCases);
  return judged;
}

describe('planning a description in which everything is part of everything', () => {
  test('takes as much work as the cases that are asked for', () => {
    const [few, many] = [judgedFor(20), judgedFor(1_000)];
    expect(few).toBeGreaterThan(0);
    expect(few).toBeLessThan(many / 3);
  });
});
