import { describe, expect, test } from '@jest/globals';
import { notAllowed, runOn, sent, shown, type Asked, type Reply } from '../../run/small-server.ts';

const text = { type: 'string' };

const named = (further: object = {}) => ({
  type: 'object',
  required: ['name'],
  properties: { name: text, note: { type: ['string', 'null'] }, tags: { type: 'array', items: text } },
  ...further,
});

const json = (schema: object) => ({ requestBody: { content: { 'application/json': { schema } } } });

const responses = { 204: shown(), 400: shown() };

const search = {
  parameters: [
    { name: 'q', in: 'query', schema: text },
    { name: 'flag', in: 'query', allowEmptyValue: true, schema: { type: 'boolean' } },
  ],
  responses,
};

const labels = { type: 'object', additionalProperties: text };

const PATHS = {
  '/search': { get: { operationId: 'search', ...search } },
  '/open': { post: { operationId: 'open', ...sent(named()), responses } },
  '/closed': {
    post: { operationId: 'closed', ...sent(named({ additionalProperties: false })), responses },
  },
  '/optional': { post: { operationId: 'optional', ...json(named()), responses } },
  '/loose': {
    patch: { operationId: 'loose', ...json({ type: 'object', properties: { note: text } }), responses },
  },
  '/labels': { put: { operationId: 'labels', ...sent(labels), responses } },
};

const METHODS: Readonly<Record<string, string>> = {
  '/search': 'GET',
  '/loose': 'PATCH',
  '/labels': 'PUT',
};

/** Answers what is asked with a documented method. */
const answering =
  (answer: (asked: Asked) => Reply) =>
  (asked: Asked): Reply => {
    const method = METHODS[asked.path] ?? 'POST';
    return asked.method === method ? answer(asked) : notAllowed(method);
  };

async function askedOf(answer: (asked: Asked) => Reply) {
  const { report } = await runOn(PATHS, answering(answer));
  const cases = report.results.filter(({ case: one }) => one.maker === 'unmentioned');
  const found = report.findings.filter(({ caseId }) => caseId.includes('/unmentioned/'));
  return {
    sent: cases.map(({ case: { id, steps } }) => [
      id.replace('small/', ''),
      steps[0]?.request.body ?? steps[0]?.request.target,
    ]),
    all: report.results.map(({ case: { id, steps } }) => [id.replace('small/', ''), steps[0]?.request.body]),
    found: found.map(({ check, confidence, caseId, found: status }) => [
      `${check} ${confidence} ${caseId.replace('small/', '')}`,
      status,
    ]),
  };
}

describe('what a description allows without a word', () => {
  test('is asked once for each operation', async () => {
    const { sent: cases, all } = await askedOf(() => [204]);
    const bodyOf = (id: string) => JSON.parse(String(cases.find(([one]) => one === id)?.[1])) as object;
    expect(new Set(cases.map(([id]) => id))).toEqual(
      new Set([
        'search/unmentioned/query/unknown',
        'search/unmentioned/query/flag/no-value',
        'open/unmentioned/query/unknown',
        'open/unmentioned/body/unknown',
        'closed/unmentioned/query/unknown',
        'optional/unmentioned/query/unknown',
        'optional/unmentioned/body/unknown',
        'optional/unmentioned/body/smallest',
        'loose/unmentioned/query/unknown',
        'loose/unmentioned/body/unknown',
        'loose/unmentioned/body/smallest',
        'labels/unmentioned/query/unknown',
        'labels/unmentioned/body/unknown',
      ]),
    );
    expect(cases).toContainEqual(['search/unmentioned/query/unknown', '/search?unknownMember=1']);
    expect(cases).toContainEqual(['search/unmentioned/query/flag/no-value', '/search?flag=']);
    expect(Object.keys(bodyOf('open/unmentioned/body/unknown'))).toEqual(['name', 'unknownMember']);
    expect(Object.keys(bodyOf('optional/unmentioned/body/smallest'))).toEqual(['name']);
    expect(bodyOf('loose/unmentioned/body/smallest')).toEqual({});
    const nulls = all.filter(([id]) => id === 'open/boundary/body/note/null').map(([, body]) => body);
    expect(nulls).toEqual([expect.stringContaining('"note":null')]);
    expect(all).toContainEqual(['labels/boundary/body/no-members', '{}']);
  });

  test.each<[string, Reply]>([
    ['ignored', [204]],
    ['refused', [400]],
    ['refused with a status that nobody has documented', [422]],
    ['refused as if it were not there', [404]],
  ])('may be %s where nobody has named it', async (_, reply) => {
    const { found } = await askedOf(({ query, members }) =>
      query.has('unknownMember') || Object.hasOwn(members, 'unknownMember') ? reply : [204],
    );
    expect(found).toEqual([]);
  });

  test('must not bring a server down', async () => {
    const { found } = await askedOf(({ query }) => [query.has('unknownMember') ? 500 : 204]);
    expect(new Set(found.map(([what = '']) => what.replace(/ \w+\/un/, ' x/un')))).toEqual(
      new Set(['serverError definite x/unmentioned/query/unknown']),
    );
    expect(found).toHaveLength(Object.keys(PATHS).length);
  });

  test('is to be accepted where it is described: the smallest body, and a parameter without a value', async () => {
    const { found } = await askedOf(({ path, query, body, headers }) => {
      if (path === '/optional' && headers['content-type'] !== undefined) {
        return [JSON.stringify(Object.keys(Object(body) as object)) === '["name"]' ? 400 : 204];
      }
      return [query.get('flag') === '' ? 400 : 204];
    });
    expect(found).toEqual([
      ['validAccepted likely optional/unmentioned/body/smallest', '400'],
      ['validAccepted likely search/unmentioned/query/flag/no-value', '400'],
    ]);
  });

  test('a member where none more is allowed is wrong', async () => {
    const { report } = await runOn(
      PATHS,
      answering(() => [204]),
    );
    const closed = report.findings.filter(({ caseId }) => caseId.includes('additionalProperties'));
    expect(closed.map(({ check, operationId }) => `${check} ${operationId}`)).toContain(
      'invalidRefused closed',
    );
  });
});
