import { describe, expect, test } from '@jest/globals';
import { inPath, notAllowed, runOn, sent, shown, type Asked, type Reply } from '../../run/small-server.ts';

const text = { type: 'string' };

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** One operation at `/one`, and what it answers. */
interface Told {
  readonly method?: 'get' | 'post';
  readonly definition?: object;
  readonly responses: object;
  readonly answer: (asked: Asked) => Reply;
  /** The findings: check, confidence, and what was found. */
  readonly found: readonly string[];
}

const LIMIT = { parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }] };

const isNumber = ({ query }: Asked) => /^-?\d+$/.test(query.get('limit') ?? '0');

const NAMED = sent({ type: 'object', required: ['name'], properties: { name: text } });

const isNamed = ({ body, members, headers }: Asked) =>
  headers['content-type'] === 'application/json' && isObject(body) && typeof members['name'] === 'string';

const html = { 'content-type': 'text/html' };

const TOLD: Readonly<Record<string, Told>> = {
  'an undocumented 400 as a page': {
    definition: LIMIT,
    responses: { 200: shown() },
    answer: (asked) => (isNumber(asked) ? [200] : [400, 'Bad', html]),
    found: ['status advice 400'],
  },
  'an undocumented 422': {
    definition: LIMIT,
    responses: { 200: shown(), 404: shown() },
    answer: (asked) => (isNumber(asked) ? [200] : [422, {}]),
    found: ['status advice 422'],
  },
  'an undocumented 404 to a wrong value': {
    definition: LIMIT,
    responses: { 200: shown(), 400: shown() },
    answer: (asked) => (isNumber(asked) ? [200] : [404]),
    found: ['status likely 404'],
  },
  'an undocumented 415, and 400 for what is wrong in the body': {
    method: 'post',
    definition: NAMED,
    responses: { 200: shown() },
    answer: (asked) => {
      if (asked.headers['content-type'] !== 'application/json') return [415];
      return [isNamed(asked) ? 200 : 400];
    },
    found: ['status advice 400', 'status advice 415'],
  },
  'a page where a documented 400 is JSON': {
    definition: LIMIT,
    responses: { 200: shown(), 400: shown({ type: 'object' }) },
    answer: (asked) => (isNumber(asked) ? [200] : [400, 'Bad', html]),
    found: ['mediaType definite content type must be application/json, not text/html'],
  },
  'a text where a documented 400 is a problem': {
    definition: LIMIT,
    responses: {
      200: shown(),
      400: { description: 'no', content: { 'application/problem+json': { schema: { type: 'object' } } } },
    },
    answer: (asked) => (isNumber(asked) ? [200] : [400, { title: 'no' }]),
    found: ['mediaType definite content type must be application/problem+json, not application/json'],
  },
  'a body where none is described': {
    responses: { 200: shown() },
    answer: () => [200, { surprise: 1 }],
    found: ['mediaType advice a body of application/json'],
  },
  'a text where none is described': {
    responses: { 202: shown() },
    answer: () => [202, 'Accepted', { 'content-type': 'text/plain; charset=utf-8' }],
    found: ['mediaType advice a body of text/plain'],
  },
  'an empty object where none is described for 2XX': {
    responses: { '2XX': shown() },
    answer: () => [201, {}],
    found: ['mediaType advice a body of application/json'],
  },
  'null where none is described': {
    method: 'post',
    responses: { 200: shown() },
    answer: () => [200, null],
    found: ['mediaType advice a body of application/json'],
  },
  'two statuses with bodies of which one has none': {
    definition: LIMIT,
    responses: { 200: shown(), 206: shown() },
    answer: (asked) => (asked.query.has('limit') ? [206, [1]] : [200, [1, 2]]),
    found: ['mediaType advice a body of application/json', 'invalidRefused likely 206'],
  },
};

/** Nothing is wrong with these. */
const UNTOLD: Readonly<Record<string, Omit<Told, 'found'>>> = {
  'a refusal with a body that is not described': {
    definition: LIMIT,
    responses: { 200: shown(), 400: shown() },
    answer: (asked) => (isNumber(asked) ? [200] : [400, { reason: 'no number' }]),
  },
  'a body where only a default is described': {
    responses: { default: shown() },
    answer: () => [200, { anything: true }],
  },
  'a 406 to an Accept that may be ignored as well': {
    responses: { 200: shown(text) },
    answer: ({ headers: { accept } }) => (/json|\*\/\*/.test(String(accept)) ? [200, 'yes'] : [406]),
  },
  'no body where none is described': { responses: { 200: shown() }, answer: () => [200] },
  'a 415 where 400 is documented': {
    method: 'post',
    definition: NAMED,
    responses: { 200: shown(), 400: shown() },
    answer: (asked) => {
      if (asked.headers['content-type'] === 'application/x-unknown') return [415];
      return [isNamed(asked) ? 200 : 400];
    },
  },
};

async function findingsOn({ method = 'get', definition, responses, answer }: Omit<Told, 'found'>) {
  const paths = { '/one': { [method]: { operationId: 'one', ...definition, responses } } };
  const { report } = await runOn(paths, (asked) =>
    asked.method === method.toUpperCase() ? answer(asked) : notAllowed(method.toUpperCase()),
  );
  return new Set(report.findings.map(({ check, confidence, found }) => `${check} ${confidence} ${found}`));
}

describe('what nobody has documented', () => {
  test.each(Object.entries(TOLD))('is told: %s', async (_, one) => {
    expect(await findingsOn(one)).toEqual(new Set(one.found));
  });

  test.each(Object.entries(UNTOLD))('is nothing: %s', async (_, one) => {
    expect(await findingsOn(one)).toEqual(new Set());
  });

  test('is told of a path, too, once for each operation and status', async () => {
    const paths = {
      '/boats/{id}': {
        parameters: inPath('id').map((one) => ({ ...one, schema: { ...text, format: 'uuid' } })),
        get: { operationId: 'getBoat', responses: { 200: shown(), 404: shown() } },
        delete: { operationId: 'dropBoat', responses: { 204: shown(), 404: shown() } },
      },
    };
    const { report } = await runOn(paths, ({ method, id }) => {
      if (method !== 'GET' && method !== 'DELETE') return notAllowed('GET', 'DELETE');
      return [/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id) ? 404 : 422];
    });
    const told = report.findings.map(
      ({ check, confidence, operationId }) => `${check} ${confidence} ${operationId}`,
    );
    expect(new Set(told)).toEqual(new Set(['status advice getBoat', 'status advice dropBoat']));
  });
});
