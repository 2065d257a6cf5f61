import { describe, expect, test } from '@jest/globals';
import { loadDescriptionSync } from '../../../../src/load-description.ts';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { type RawRequest } from '../../../../src/http/message.ts';
import { planCases } from '../../../../src/contract/plan/plan-cases.ts';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';

const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const thing = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
const json = (schema: object) => ({ 'application/json': { schema } });

/** Jobs are started, and found where the answer says. */
const DESCRIPTION = loadDescriptionSync(
  {
    openapi: '3.1.0',
    info: { title: 'Jobs', version: '1' },
    paths: {
      '/start': {
        post: {
          operationId: 'start',
          responses: {
            201: {
              description: 'Started.',
              headers: { Location: { schema: { type: 'string' } } },
              content: json(thing),
              links: { job: { operationId: 'job', parameters: { id: '$response.body#/id', part: 'a b' } } },
            },
          },
        },
      },
      '/jobs/{id}': {
        get: {
          operationId: 'job',
          parameters: [id, { name: 'part', in: 'query', schema: { type: 'string' } }],
          responses: {
            200: {
              description: 'A job.',
              content: json(thing),
              links: { steps: { operationId: 'steps', parameters: { id: '$request.path.id' } } },
            },
            404: { description: 'None.' },
          },
        },
      },
      '/jobs/{id}/steps': {
        get: {
          operationId: 'steps',
          parameters: [id],
          responses: {
            200: { description: 'Steps.', content: json({ type: 'array' }) },
            404: { description: 'None.' },
          },
        },
      },
    },
  },
  { name: 'jobs' },
);

interface Behaviour {
  readonly location?: string | undefined;
  readonly started?: object;
  readonly missing?: RegExp;
}

/** Runs what follows links and Location fields, and says what was asked and what was found. */
async function follow({ location, started = { id: 'j/1' }, missing }: Behaviour) {
  const asked: string[] = [];
  const answer = (status: number, body: unknown, headers = {}) => ({
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: new TextEncoder().encode(JSON.stringify(body)),
  });
  const { findings, counts } = await runContract({
    description: DESCRIPTION,
    filter: ({ id: caseId }) => /\/link\/|\/location$/.test(caseId),
    concurrency: 1,
    target: handlerTarget('jobs', async ({ method, target }: RawRequest) => {
      asked.push(`${method} ${target}`);
      if (target === '/start') return answer(201, started, location === undefined ? {} : { location });
      if (missing?.test(target) === true) return { status: 404, headers: {}, body: new Uint8Array(0) };
      return answer(200, target.endsWith('/steps') ? [] : { id: 'j/1' });
    }),
  });
  return {
    asked,
    counts,
    found: findings.map(({ check, caseId, found }) => `${caseId} ${check}: ${found}`),
    findings,
  };
}

describe('links', () => {
  test('are cases each, and a chain of those that lead on', () => {
    const ids = planCases(DESCRIPTION).map((one) => one.id);
    expect(ids.filter((one) => one.includes('/link/'))).toEqual([
      'jobs/job/link/steps',
      'jobs/start/link/chain',
      'jobs/start/link/job',
    ]);
  });

  test('are followed with the values of the answer and of the request', async () => {
    const { asked, found } = await follow({});
    expect(found).toEqual([]);
    expect(asked).toContain('GET /jobs/j%2F1?part=a%20b');
    expect(asked).toContain('GET /jobs/j%2F1/steps');
  });

  test('that lead nowhere are found, at the link in the description', async () => {
    const { findings } = await follow({ missing: /\/steps$/ });
    const chain = findings.find(({ caseId }) => caseId === 'jobs/start/link/chain');
    expect(chain).toMatchObject({
      check: 'linkFollowed',
      confidence: 'likely',
      found: '404',
      descriptionPointer: '/paths/~1jobs~1{id}/get/responses/200/links/steps',
    });
  });

  test('are left alone where the answer lacks what they take', async () => {
    const { asked } = await follow({ started: {} });
    expect(asked.filter((one) => one.startsWith('GET /jobs/j'))).toEqual([]);
  });

  test('of an answer that is no success say nothing', async () => {
    const { found } = await follow({ missing: /^\/jobs/ });
    expect(found.filter((one) => one.startsWith('jobs/job/'))).toEqual([]);
  });
});

describe('a Location', () => {
  test.each(['/jobs/j1', 'jobs/j1', 'http://internal:8080/api/jobs/j1?x=1', '/base/path/jobs/j1'])(
    'is followed, however it is written: %s',
    async (location) => {
      const { asked, found } = await follow({ location });
      expect(found).toEqual([]);
      expect(asked).toContain('GET /jobs/j1');
    },
  );

  test('that leads to nothing is found', async () => {
    const { found } = await follow({ location: '/jobs/gone', missing: /gone/ });
    expect(found).toEqual(['jobs/start/sequence/location located: 404']);
  });

  test.each(['/elsewhere/j1', '', '%', undefined])(
    'that is no place of the API is let be: %s',
    async (location) => {
      const { found, counts } = await follow({ location });
      expect({ found, blocked: counts.blocked }).toEqual({ found: [], blocked: 0 });
    },
  );
});
