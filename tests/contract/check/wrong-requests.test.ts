import { describe, expect, test } from '@jest/globals';
import { runContract } from '../../../src/contract/run-contract.ts';
import { handlerTarget } from '../../../src/contract/target/handler-target.ts';
import type { RawRequest } from '../../../src/http/message.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';

const BODY = {
  required: true,
  content: {
    'application/json': {
      schema: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
    },
  },
};

/** What a server answers, by what is wrong with the request. */
interface Answers {
  readonly toWrongBody: number;
  readonly toNobody: number;
}

interface Given {
  readonly method: string;
  readonly documented: readonly string[];
  readonly answers: Answers;
}

/** Returns the findings of a run on a server with one operation that needs a key and a body. */
async function findingsOn({ method, documented, answers }: Given) {
  const description = loadDescriptionSync(
    {
      openapi: '3.0.3',
      info: { title: 'Jobs', version: '1' },
      paths: {
        '/jobs': {
          [method]: {
            operationId: 'start',
            requestBody: BODY,
            responses: Object.fromEntries(documented.map((status) => [status, { description: 'it' }])),
          },
        },
      },
      security: [{ key: [] }],
      components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x-key' } } },
    },
    { name: 'jobs' },
  );
  const target = handlerTarget('http://jobs.test', (request: RawRequest) => {
    const status = statusFor(request, method.toUpperCase(), answers);
    return Promise.resolve({ status, headers: { allow: method.toUpperCase() }, body: new Uint8Array() });
  });
  const identities = { default: { credentials: { key: 'right' } } };
  const options = { description, target, identities, safety: 'full' } as const;
  const { findings } = await runContract(options);
  return findings.map(({ check, confidence, found }) => `${check} ${confidence} ${found}`);
}

function statusFor(request: RawRequest, method: string, { toWrongBody, toNobody }: Answers): number {
  if (request.method !== method) return 405;
  if (request.headers['x-key'] !== 'right') return toNobody;
  return isRight(request) ? 204 : toWrongBody;
}

function isRight({ headers, body }: RawRequest): boolean {
  if (headers['content-type'] !== 'application/json') return false;
  try {
    const value = JSON.parse(new TextDecoder().decode(body)) as { readonly name?: unknown } | null;
    return typeof value === 'object' && !Array.isArray(value) && typeof value?.name === 'string';
  } catch {
    return false;
  }
}

describe('a wrong request that is refused with a status that is not documented', () => {
  test.each([
    ['is advice where no refusal is documented', ['204'], { toWrongBody: 409, toNobody: 400 }, ['advice']],
    ['is advice where another refusal is', ['204', '404'], { toWrongBody: 418, toNobody: 409 }, ['advice']],
    [
      'is likely where the right one is documented',
      ['204', '400', '401'],
      { toWrongBody: 409, toNobody: 418 },
      ['likely'],
    ],
    ['is advice where it is the usual one', ['204'], { toWrongBody: 400, toNobody: 401 }, ['advice']],
  ])('%s', async (_, documented, answers, confidences) => {
    const findings = await findingsOn({ method: 'post', documented, answers });
    const statuses = findings.filter((one) => one.startsWith('status'));
    expect([...new Set(statuses.map((one) => one.split(' ')[1]))]).toEqual(confidences);
    expect(findings).toEqual(statuses);
  });
});

describe('a wrong body that is accepted', () => {
  test.each(['get', 'head', 'delete'])('is advice where the method is %s, which has none', async (method) => {
    const answers = { toWrongBody: 204, toNobody: 401 };
    const findings = await findingsOn({ method, documented: ['204', '400', '401'], answers });
    expect(new Set(findings)).toEqual(new Set(['invalidRefused advice 204']));
  });

  test.each(['post', 'put', 'patch'])('is definite where the method is %s', async (method) => {
    const answers = { toWrongBody: 204, toNobody: 401 };
    const findings = await findingsOn({ method, documented: ['204', '400', '401'], answers });
    expect(findings).toContain('invalidRefused definite 204');
  });
});

describe('a wrong request that is sent elsewhere', () => {
  const answers = { toWrongBody: 307, toNobody: 302 };

  test('is no finding where the description says so: it is refused there', async () => {
    const documented = ['204', '302', '307', '400', '401'];
    expect(await findingsOn({ method: 'post', documented, answers })).toEqual([]);
  });

  test('is one where it does not', async () => {
    const findings = await findingsOn({ method: 'post', documented: ['204', '400', '401'], answers });
    expect(new Set(findings.map((one) => one.replace(/ \w+ /, ' ')))).toEqual(
      new Set(['status 302', 'status 307']),
    );
  });
});
