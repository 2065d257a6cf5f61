import { describe, expect, test } from '@jest/globals';
import { inPath, notAllowed, runOn, sent, shown, type Asked, type Reply } from '../../run/small-server.ts';

/** A server that does as its description says, in a way that is easily taken for wrong. */
interface Right {
  readonly paths: object;
  readonly answer: (asked: Asked) => Reply;
}

const text = { type: 'string' };

/** One operation at `/one`. */
function one(method: 'get' | 'post', definition: object, answer: (asked: Asked) => Reply): Right {
  return {
    paths: { '/one': { [method]: { operationId: 'doIt', ...definition } } },
    answer: (asked) => {
      if (asked.method !== method.toUpperCase()) return notAllowed(method.toUpperCase());
      return answer(asked);
    },
  };
}

const inQuery = (name: string, schema: object, further: object = {}) => ({
  parameters: [{ name, in: 'query', schema, ...further }],
  responses: { 200: shown(), 400: shown() },
});

/** Takes only these values of a query parameter, which may be left out. */
const takesOnly =
  (name: string, fits: RegExp) =>
  ({ query }: Asked): Reply => [fits.test(query.get(name) ?? '') || !query.has(name) ? 200 : 400];

const isMembers = (body: unknown) => typeof body === 'object' && body !== null && !Array.isArray(body);

/** Takes bodies whose member fits, or that lack it. */
const takesBody =
  (name: string, fits: RegExp) =>
  ({ body, members, headers }: Asked): Reply => {
    const value = members[name];
    const isRight = value === undefined || (typeof value === 'string' && fits.test(value));
    const isJson = headers['content-type'] === 'application/json';
    return [isJson && isMembers(body) && isRight ? 200 : 400];
  };

const bodyOf = (name: string, schema: object) => ({
  ...sent({ type: 'object', properties: { [name]: schema } }),
  responses: { 200: shown(), 400: shown() },
});

/** Members of the kind: words that say which values are right. */
const WORDED: Readonly<Record<string, Right>> = {
  'a parameter that is one of two words': one(
    'get',
    inQuery('kind', text, { description: 'One of `all` and `zone`' }),
    takesOnly('kind', /^(all|zone)$/),
  ),
  'a parameter whose allowed values are listed': one(
    'get',
    inQuery('order', { ...text, description: 'Allowed values: newest, oldest' }),
    takesOnly('order', /^(newest|oldest)$/),
  ),
  'a list in one text': one(
    'get',
    inQuery('columns', text, { description: 'Comma-separated names of columns' }),
    takesOnly('columns', /^(id|name)(,(id|name))*$/),
  ),
  'a text that must begin in a certain way': one(
    'post',
    bodyOf('topic', { ...text, description: 'Must start with "urn:topic:".' }),
    takesBody('topic', /^urn:topic:/),
  ),
  'either of two words, in a schema that others share': one(
    'post',
    bodyOf('mode', { allOf: [{ ...text, description: 'Either fast or slow' }] }),
    takesBody('mode', /^(fast|slow)$/),
  ),
  'a number that must be even': one(
    'get',
    inQuery('lanes', { type: 'integer' }, { description: 'The number of lanes. It must be even.' }),
    takesOnly('lanes', /^-?\d*[02468]$/),
  ),
};

/** Members of the kind: no success is documented, or none for those who make up what they send. */
const ERRORS: Readonly<Record<string, Right>> = {
  'always 404': one('get', { responses: { 404: shown() } }, () => [404]),
  'always 410': one('get', { responses: { 410: shown() } }, () => [410]),
  'always 429': one('get', { responses: { 429: shown() } }, () => [429, undefined, { 'retry-after': '0' }]),
  'always 303': one('get', { responses: { 303: shown() } }, () => [303, undefined, { location: '/other' }]),
  'always 402': one('post', { responses: { 402: shown() } }, () => [402]),
  'always one of its errors': one('get', { responses: { 401: shown(), 403: shown() } }, () => [403]),
  'a login that nobody made up gets through': one(
    'post',
    {
      ...sent({
        type: 'object',
        required: ['user', 'password'],
        properties: { user: { ...text, example: 'ann' }, password: { ...text, example: 'sesame' } },
      }),
      responses: { 200: shown(), 400: shown(), 401: shown() },
    },
    ({ members: { user, password } }) => [
      typeof user === 'string' && typeof password === 'string' ? 401 : 400,
    ],
  ),
  'an action on what nobody knows': {
    paths: {
      '/doors/{door}/open': {
        parameters: inPath('door'),
        put: { operationId: 'open', responses: { 204: shown(), 404: shown() } },
      },
    },
    answer: ({ method }) => (method === 'PUT' ? [404] : notAllowed('PUT')),
  },
  'an operation that is gone': one('get', { responses: { 200: shown(), 410: shown() } }, () => [410]),
  'an operation that has to be paid for': one('post', { responses: { 200: shown(), 402: shown() } }, () => [
    402,
  ]),
  'an operation that is locked': one('post', { responses: { 200: shown(), 423: shown() } }, () => [423]),
  'an operation that a law forbids': one('get', { responses: { 200: shown(), 451: shown() } }, () => [451]),
  'a permission that the caller lacks': one('get', { responses: { 200: shown(), 403: shown() } }, () => [
    403,
  ]),
};

/** Members of the kind: texts of a form that no validator knows. */
const FORMED: Readonly<Record<string, Right>> = {
  'digits in a text': one('post', bodyOf('ID', { ...text, format: 'uint64' }), takesBody('ID', /^\d+$/)),
  'a decimal number in a text': one(
    'post',
    bodyOf('price', { ...text, format: 'decimal' }),
    takesBody('price', /^-?\d+(\.\d+)?$/),
  ),
  'a version': one(
    'post',
    bodyOf('release', { ...text, format: 'semver' }),
    takesBody('release', /^\d+\.\d+\.\d+$/),
  ),
  'a colour': one(
    'get',
    inQuery('shade', { ...text, format: 'hex-color' }),
    takesOnly('shade', /^#[0-9a-f]{6}$/i),
  ),
  'a country': one(
    'get',
    inQuery('origin', { ...text, format: 'iso-3166' }),
    takesOnly('origin', /^[A-Z]{2}$/),
  ),
};

async function findingsOn({ paths, answer }: Right) {
  const { report } = await runOn(paths, answer);
  return report.findings.map(
    ({ check, confidence, caseId, found }) => `${check} ${confidence} ${caseId}: ${found}`,
  );
}

describe('a server that is right', () => {
  test.each(Object.entries({ ...WORDED, ...ERRORS, ...FORMED }))('has no finding: %s', async (_, right) => {
    expect(await findingsOn(right)).toEqual([]);
  });
});
