import { describe, expect, test } from '@jest/globals';
import { planRun } from '../../../src/contract/plan/plan-run.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { petsDescription } from '../pets.ts';

const description = loadDescriptionSync(
  {
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    security: [{ shown: [], hidden: [] }],
    paths: {
      '/things': {
        get: { operationId: 'listThings', responses: { 200: { description: 'all' } } },
        post: { operationId: 'createThing', responses: { 201: { description: 'made' } } },
      },
    },
    components: {
      securitySchemes: {
        shown: { type: 'apiKey', in: 'header', name: 'X-Shown', 'x-example': 'as-shown' },
        hidden: { type: 'apiKey', in: 'header', name: 'X-Hidden' },
      },
    },
  },
  { name: 'things' },
);

describe('a planned run', () => {
  test.each([
    ['this machine', false, 'full', { shown: 'as-shown', hidden: 'anything' }],
    ['another machine', true, 'read-only', { shown: 'as-shown' }],
  ])('for %s has the appropriate safety and credentials', (_, isRemote, safety, credentials) => {
    const run = planRun({ description }, { isRemote });
    expect(run.safety).toBe(safety);
    expect(run.identities).toMatchObject({ default: { credentials } });
    const methods = run.cases.all().flatMap(({ steps }) => steps.map(({ request }) => request.method));
    expect(methods.includes('POST')).toBe(!isRemote);
  });

  test('has the safety and credentials of its options', () => {
    const identities = { default: { credentials: { shown: 'mine' } } };
    const run = planRun({ description, safety: 'full', identities, seed: 3 }, { isRemote: true });
    expect(run).toMatchObject({ safety: 'full', identities, seed: 3, headers: {} });
  });

  test('has the cases that match all its filters', () => {
    const limits = { phases: ['negatives'] as const, tags: ['pets'], maxCases: 3 };
    const filter = ({ operationId }: { readonly operationId: string }) => operationId === 'getPet';
    const options = { description: petsDescription(), ...limits, filter };
    const cases = planRun(options, { isRemote: false }).cases.all();
    expect(cases).toHaveLength(3);
    expect(new Set(cases.map(({ phase, operationId }) => `${phase} ${operationId}`))).toEqual(
      new Set(['negatives getPet']),
    );
  });
});
