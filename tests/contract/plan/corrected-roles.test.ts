import { describe, expect, test } from '@jest/globals';
import { planCases } from '../../../src/contract/plan/plan-cases.ts';
import { runContract } from '../../../src/contract/run-contract.ts';
import { handlerTarget } from '../../../src/contract/target/handler-target.ts';
import { createMock } from '../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { sent, shown } from '../run/small-server.ts';

const JOB = {
  type: 'object',
  required: ['number', 'title'],
  properties: {
    number: { type: 'string', readOnly: true },
    title: { type: 'string' },
    jobNo: { type: 'string' },
  },
};

const jobNo = [{ name: 'jobNo', in: 'path', required: true, schema: { type: 'string' } }];

const about = (role: string) => ({ 'x-stuntdouble': { role, collection: 'jobs', key: 'number' } });

/** Jobs whose operations have paths of their own; `correct` says what they are. */
function jobs(correct: (role: string) => object) {
  return loadDescriptionSync(
    {
      openapi: '3.1.0',
      info: { title: 'Jobs', version: '1' },
      paths: {
        '/jobs.create': {
          post: {
            ...correct('create'),
            operationId: 'create',
            ...sent(JOB),
            responses: { 201: shown(JOB), 400: shown() },
          },
        },
        '/jobs.list': {
          get: {
            ...correct('list'),
            operationId: 'list',
            responses: { 200: shown({ type: 'array', items: JOB }) },
          },
        },
        '/jobs.show/{jobNo}': {
          get: {
            ...correct('read'),
            operationId: 'show',
            parameters: jobNo,
            responses: { 200: shown(JOB), 404: shown() },
          },
        },
        '/jobs.drop/{jobNo}': {
          post: {
            ...correct('delete'),
            operationId: 'drop',
            parameters: jobNo,
            responses: { 204: shown(), 404: shown() },
          },
        },
      },
    },
    { name: 'jobs' },
  );
}

const stepsOf = (description: ReturnType<typeof jobs>, id: string) =>
  planCases(description)
    .find((one) => one.id === id)
    ?.steps.map(({ request: { method, target } }) => `${method} ${target}`);

describe('operations whose x-stuntdouble says what they do', () => {
  test('are one collection: what one needs, the others create and delete', () => {
    const steps = stepsOf(jobs(about), 'jobs/show/valid/required-only');
    expect(steps).toEqual(['POST /jobs.create', 'GET /jobs.show/{{jobNo}}', 'POST /jobs.drop/{{jobNo}}']);
    expect(stepsOf(jobs(about), 'jobs/create/sequence/lifecycle')?.slice(0, 3)).toEqual([
      'POST /jobs.create',
      'GET /jobs.show/{{jobNo}}',
      'GET /jobs.list',
    ]);
  });

  test('identify an item by the member that is named', () => {
    const one = planCases(jobs(about)).find(({ id }) => id === 'jobs/show/valid/required-only');
    expect(one?.steps[0]?.bind).toMatchObject({ jobNo: { pointer: '/number' } });
  });

  test('have no findings on a mock that takes them at their word', async () => {
    const description = jobs(about);
    const { handle } = createMock({ descriptions: description });
    const report = await runContract({ description, target: handlerTarget('jobs', handle), safety: 'full' });
    expect(report.findings).toEqual([]);
    expect(report.reach.map(({ kind }) => kind)).toEqual(['reached', 'reached', 'reached', 'reached']);
    expect(report.leftovers).toEqual([]);
  });

  test('belong to no collection where it says false', () => {
    const steps = stepsOf(
      jobs((role) => (role === 'create' ? { 'x-stuntdouble': false } : about(role))),
      'jobs/show/valid/required-only',
    );
    expect(steps).toEqual(['GET /jobs.list', 'GET /jobs.show/{{jobNo}}']);
  });

  test('are told from those without it', () => {
    expect(
      stepsOf(
        jobs(() => ({})),
        'jobs/show/valid/required-only',
      ),
    ).toHaveLength(1);
  });
});
