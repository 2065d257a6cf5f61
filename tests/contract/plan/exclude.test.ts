import { describe, expect, test } from '@jest/globals';
import type { Exclusion } from '../../../src/contract/plan/exclude.ts';
import { planRun } from '../../../src/contract/plan/plan-run.ts';
import { runContract } from '../../../src/contract/run-contract.ts';
import type { Safety } from '../../../src/contract/plan/plan-cases.ts';
import { createMock } from '../../../src/create-mock.ts';
import { handlerTarget } from '../../../src/contract/target/handler-target.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';

const ID = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

const PEN = {
  type: 'object',
  required: ['ink'],
  properties: { id: { type: 'string', readOnly: true }, ink: { type: 'string' } },
};

const content = { 'application/json': { schema: PEN } };

const shown = { 200: { description: 'a pen', content }, 404: { description: 'no pen' } };

const description = loadDescriptionSync(
  {
    openapi: '3.1.0',
    info: { title: 'Pens', version: '1' },
    paths: {
      '/pens': {
        post: {
          operationId: 'makePen',
          tags: ['making'],
          requestBody: { required: true, content },
          responses: { 201: { description: 'made', content } },
        },
      },
      '/pens/{id}': {
        get: { operationId: 'getPen', parameters: [ID], responses: shown },
        delete: { operationId: 'breakPen', parameters: [ID], responses: { 204: { description: 'broken' } } },
      },
      '/inks/old': {
        get: { operationId: 'oldInks', deprecated: true, responses: { 200: { description: 'inks' } } },
      },
    },
  },
  { name: 'pens' },
);

function plan(exclude: Exclusion, safety: Safety = 'full') {
  return planRun({ description, exclude, safety }, { isRemote: false }).cases.all();
}

/** Returns what the cases send, in any role. */
function sent(exclude: Exclusion, safety?: Safety): ReadonlySet<string> {
  const steps = plan(exclude, safety).flatMap((one) => one.steps);
  return new Set(steps.map(({ request, operationId }) => operationId ?? `${request.method} undocumented`));
}

describe('an excluded operation', () => {
  test.each<[string, Exclusion, readonly string[]]>([
    ['by its id', { operations: ['breakPen'] }, ['breakPen']],
    ['by method and path', { operations: ['GET /pens/{id}'] }, ['getPen']],
    ['by a glob', { paths: ['/pens/*'] }, ['getPen', 'breakPen']],
    ['by a glob over segments', { paths: ['/**'] }, ['makePen', 'getPen', 'breakPen', 'oldInks']],
    ['by a tag', { tags: ['making'] }, ['makePen']],
    ['by a method', { methods: ['delete'] }, ['breakPen', 'DELETE undocumented']],
    ['since it is deprecated', { deprecated: true }, ['oldInks']],
  ])('is not sent in any role: %s', (_, exclude, names) => {
    const all = sent({});
    expect(names.every((name) => all.has(name))).toBe(true);
    expect(names.filter((name) => sent(exclude).has(name))).toEqual([]);
  });

  test('that would clean up lets create-own make no such item', () => {
    expect(sent({}, 'create-own').has('makePen')).toBe(true);
    expect(sent({ operations: ['breakPen'] }, 'create-own').has('makePen')).toBe(false);
  });

  test('is left out whatever includes it', () => {
    const planned = planRun(
      { description, tags: ['making'], exclude: { operations: ['makePen'] } },
      { isRemote: false },
    );
    expect(planned.cases.all().filter(({ operationId }) => operationId === 'makePen')).toEqual([]);
  });
});

test('an excluded phase has no cases', () => {
  expect(plan({ phases: ['negatives'] }).some(({ phase }) => phase === 'negatives')).toBe(false);
});

test('an excluded case is left out alone, by its id or a pattern', () => {
  const all = plan({});
  const [first] = all;
  expect(plan({ cases: [first?.id ?? ''] })).toEqual(all.slice(1));
  const left = plan({ cases: ['pens/makePen/*/ink'] });
  expect(left.length).toBeLessThan(all.length);
  expect(left).toEqual(all.filter(({ id }) => !/^pens\/makePen\/.*\/ink$/.test(id)));
});

test('an excluded check makes no findings', async () => {
  const { handle } = createMock({ descriptions: description }).mock;
  const target = handlerTarget('mock', async (request) => ({ ...(await handle(request)), status: 500 }));
  const found = async (exclude: Exclusion) => {
    const { findings } = await runContract({ description, target, exclude });
    return new Set(findings.map(({ check }) => check));
  };
  expect((await found({})).has('serverError')).toBe(true);
  expect((await found({ checks: ['serverError', 'reached'] })).has('serverError')).toBe(false);
  expect((await found({ checks: ['serverError', 'reached'] })).has('reached')).toBe(false);
});
