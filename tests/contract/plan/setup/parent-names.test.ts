import { describe, expect, test } from '@jest/globals';
import { planCases } from '../../../../src/contract/plan/plan-cases.ts';
import { curlLines } from '../../../../src/contract/report/text/curl-script.ts';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';
import { createMock } from '../../../../src/create-mock.ts';
import type { Description } from '../../../../src/description/model/description.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { json } from '../../../description/described.ts';

const shown = (schema: object) => ({ description: 'It is here.', content: json(schema) });
const inPath = (...names: readonly string[]) =>
  names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
const none = { description: 'There is none.' };
const item = (key: string) => ({
  type: 'object',
  required: [key, 'label'],
  properties: {
    [key]: { type: 'string', readOnly: true },
    label: { type: 'string' },
    slug: { type: 'string' },
  },
});

/** Boats and the masts on them; both are identified by `id`, and a mast's path calls its boat otherwise. */
function boats(boat: string, mast: string): Description {
  const write = (operationId: string, schema: object) => ({
    operationId,
    requestBody: { required: true, content: json(schema) },
    responses: { 201: shown(schema), 400: none, 404: none },
  });
  return loadDescriptionSync(
    {
      openapi: '3.1.0',
      info: { title: 'Boats', version: '1' },
      paths: {
        '/boats': { post: write('build', item('id')) },
        '/boats/{id}': {
          parameters: inPath('id'),
          get: { operationId: 'boat', responses: { 200: shown(item('id')), 404: none } },
          delete: { operationId: 'sink', responses: { 204: none, 404: none } },
        },
        [`/boats/{${boat}}/masts`]: { parameters: inPath(boat), post: write('raise', item('id')) },
        [`/boats/{${boat}}/masts/{${mast}}`]: {
          parameters: inPath(boat, mast),
          get: { operationId: 'mast', responses: { 200: shown(item('id')), 404: none } },
          delete: { operationId: 'fell', responses: { 204: none, 404: none } },
        },
      },
    },
    { name: 'boats' },
  );
}

const lifecycleOf = (description: Description) => {
  const one = planCases(description).find(({ id }) => id === 'boats/raise/sequence/lifecycle');
  if (one === undefined) throw new Error('there is no life cycle of a mast');
  return one;
};

describe('an item whose parameter has the name of what identifies its parent', () => {
  test.each([
    ['boat_id', 'id'],
    ['boatId', 'id'],
    ['boat', 'id'],
    ['boat_id', 'mast_id'],
  ])('{%s} and {%s}: each identifier is bound under a name of its own', (boat, mast) => {
    const { steps } = lifecycleOf(boats(boat, mast));
    const [parent = '', child = ''] = steps.flatMap(({ bind }) => Object.keys(bind));
    expect(new Set([parent, child]).size).toBe(2);
    const read = steps.find(({ operationId }) => operationId === 'mast');
    expect(read?.request.target).toBe(`/boats/{{${parent}}}/masts/{{${child}}}`);
    const removals = steps.filter(({ role }) => role === 'cleanup').map(({ request }) => request.target);
    expect(removals).toEqual([`/boats/{{${parent}}}/masts/{{${child}}}`, `/boats/{{${parent}}}`]);
  });

  test('its curl lines assign no variable twice', () => {
    const one = lifecycleOf(boats('boat_id', 'id'));
    const lines = curlLines(one, 2, { baseUrl: 'http://boats.test', schemes: [], headerNames: [] });
    const assigned = lines.flatMap((line) => /^(\w+)=/.exec(line)?.[1] ?? []);
    expect(assigned).toEqual(['boat_id', 'id']);
  });

  test('and a parent that is called by another member, which is read first', () => {
    const { steps } = lifecycleOf(boats('slug', 'id'));
    expect(steps.slice(0, 4).map(({ request }) => `${request.method} ${request.target}`)).toEqual([
      'POST /boats',
      'GET /boats/{{boat.id}}',
      'POST /boats/{{slug}}/masts',
      'GET /boats/{{slug}}/masts/{{id}}',
    ]);
  });

  test.each([
    ['boat_id', 'id'],
    ['boatId', 'mastId'],
  ])('{%s} and {%s}: nothing is found on a right server', async (boat, mast) => {
    const description = boats(boat, mast);
    const { handle } = createMock({ descriptions: description });
    const { findings, results } = await runContract({
      description,
      target: handlerTarget('boats', handle),
      safety: 'full',
    });
    expect(findings).toEqual([]);
    expect(results.filter(({ verdict }) => verdict.kind === 'blocked')).toEqual([]);
  });
});
