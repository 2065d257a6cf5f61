import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { type RawRequest } from '../../../../src/http/message.ts';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';
import { json } from '../../../description/described.ts';

const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const thing = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
/** Jobs are started, and found where the answer says. */
export const DESCRIPTION = loadDescriptionSync(
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

export interface Behaviour {
  readonly location?: string | undefined;
  readonly started?: object;
  readonly missing?: RegExp;
}

/** Runs what follows links and Location fields, and says what was asked and what was found. */
export async function follow({ location, started = { id: 'j/1' }, missing }: Behaviour) {
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
