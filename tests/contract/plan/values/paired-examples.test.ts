import { describe, expect, test } from '@jest/globals';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';
import type { RawRequest } from '../../../../src/http/message.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';

const text = { type: 'string', minLength: 3 };

const shown = (schema: object, examples: object) => ({
  description: 'it',
  content: { 'application/json': { schema, examples } },
});

const reason = { type: 'object', required: ['why'], properties: { why: { type: 'string' } } };

const parameters = [
  {
    name: 'colour',
    in: 'query',
    schema: { type: 'string', pattern: '^[a-z]+$' },
    examples: { soldOut: { value: 'mauve' }, inStock: { value: 'red' } },
  },
];

const requestBody = {
  required: true,
  content: {
    'application/json': {
      schema: { type: 'object', required: ['seat'], properties: { seat: text } },
      examples: { taken: { value: { seat: 'A-1' } }, free: { value: { seat: 'B-2' } } },
    },
  },
};

const description = loadDescriptionSync(
  {
    openapi: '3.1.0',
    info: { title: 'Hall', version: '1' },
    paths: {
      '/seats/book': {
        post: {
          operationId: 'book',
          parameters,
          requestBody,
          responses: {
            200: shown({ type: 'object' }, { free: { value: {} }, inStock: { value: {} } }),
            400: { description: 'no' },
            402: shown(reason, { taken: { value: { why: 'taken' } } }),
            410: shown(reason, { soldOut: { value: { why: 'sold out' } } }),
            423: shown(reason, { other: { value: { why: 'locked' } } }),
          },
        },
      },
    },
  },
  { name: 'hall' },
);

/** How the server refuses two of the documented requests. */
interface Refusals {
  readonly taken: number;
  readonly body?: object;
}

async function findingsOn({ taken, body = { why: 'taken' } }: Refusals) {
  const schema = description.operationById('book')?.requestBody?.content[0]?.schema;
  if (schema === undefined) throw new Error('there is no schema');
  const isValid = (value: unknown) => description.validators.of(schema, 'request')(value).length === 0;
  const answer = ({ method, target, headers, body: sent }: RawRequest): [number, object?] => {
    if (method !== 'POST') return [405];
    const value = headers['content-type'] === 'application/json' ? parsed(sent) : undefined;
    const colour = new URL(target, 'http://hall.test').searchParams.get('colour');
    if (!isValid(value) || (colour !== null && !/^[a-z]+$/.test(colour))) return [400];
    if (colour === 'mauve') return [410, { why: 'sold out' }];
    return Object(value).seat === 'A-1' ? [taken, body] : [200, {}];
  };
  const target = handlerTarget('http://hall.test', (request) => {
    const [status, value] = answer(request);
    const bytes = value === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(value));
    const headers = { allow: 'POST', ...(value && { 'content-type': 'application/json' }) };
    return Promise.resolve({ status, headers, body: bytes });
  });
  const { findings } = await runContract({ description, target, safety: 'full' });
  return findings.map(({ check, confidence, caseId }) => `${check} ${confidence} ${caseId}`);
}

function parsed(body: RawRequest['body']): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return undefined;
  }
}

describe('a request example with a response example of the same name', () => {
  test('may be answered as the response says, in a body and in a parameter', async () => {
    expect(await findingsOn({ taken: 402 })).toEqual([]);
  });

  test('may be answered with a success as well', async () => {
    expect(await findingsOn({ taken: 200, body: {} })).toEqual([]);
  });

  test('may not be answered as the response of another name says', async () => {
    expect(await findingsOn({ taken: 423 })).toEqual(['validAccepted advice hall/book/example/body/taken']);
  });

  test('is answered with a body that fits its schema', async () => {
    expect(await findingsOn({ taken: 402, body: { reason: 'taken' } })).toEqual([
      'body definite hall/book/example/body/taken',
    ]);
  });
});
