import { describe, expect, test } from '@jest/globals';
import { checksOf, inPath, notAllowed, runOn, sent, shown, type Asked, type Reply } from '../small-server.ts';

const PIE = {
  type: 'object',
  required: ['id', 'title'],
  properties: { id: { type: 'string' }, title: { type: 'string' } },
};

const BODY = {
  type: 'object',
  required: ['title'],
  properties: { title: { type: 'string' }, slices: { type: 'integer' }, warm: { type: 'boolean' } },
};

const query = (name: string) => ({ name, in: 'query', schema: { type: 'string' } });

const paths = (names: readonly string[], body: object = BODY) => ({
  '/pies': {
    get: { operationId: 'listPies', responses: { 200: shown({ type: 'array', items: PIE }) } },
    post: {
      operationId: 'bake',
      parameters: names.map(query),
      ...sent(body),
      responses: { 201: shown(PIE), 400: shown(), 415: shown() },
    },
  },
  '/pies/{id}': {
    parameters: inPath('id'),
    get: { operationId: 'getPie', responses: { 200: shown(PIE), 404: shown() } },
    delete: { operationId: 'eat', responses: { 204: shown(), 404: shown() } },
  },
});

/** Bakes what `mayBe` allows, and keeps to its description otherwise. */
function bakery(mayBe: (asked: Asked) => boolean) {
  const pies = new Map<string, object>();
  let last = 0;
  return (asked: Asked): Reply => {
    const { what, id, body, members, headers } = asked;
    const { title, slices = 1, warm = true } = members;
    switch (what) {
      case 'GET /pies':
        return [200, [...pies.values()]];
      case 'POST /pies': {
        if (!String(headers['content-type']).includes('json')) return [415];
        const isRight = typeof title === 'string' && Number.isInteger(slices) && typeof warm === 'boolean';
        if (Array.isArray(body) || !isRight || !mayBe(asked)) return [400];
        last += 1;
        const pie = { id: `p${last}`, title };
        pies.set(pie.id, pie);
        return [201, pie];
      }
      case 'GET /pies/{}':
        return pies.has(id) ? [200, pies.get(id)] : [404];
      case 'DELETE /pies/{}':
        return pies.delete(id) ? [204] : [404];
      default:
        return what.endsWith('{}') ? notAllowed('GET', 'DELETE') : notAllowed('GET', 'POST');
    }
  };
}

const run = async (names: readonly string[], mayBe: (asked: Asked) => boolean, body: object = BODY) => {
  const { report, asked } = await runOn(paths(names, body), bakery(mayBe));
  const blocked = report.results.filter(({ verdict }) => verdict.kind === 'blocked');
  const titles = report.findings.map(
    ({ caseId }) => report.results.find((one) => one.case.id === caseId)?.case.title,
  );
  return { report, asked, blocked, titles };
};

describe('an optional part that is refused whatever else is sent', () => {
  const onlyRound = ({ query: sentQuery }: Asked) => [null, 'round'].includes(sentQuery.get('tin'));

  test('is one finding, whose request has nothing else that is optional', async () => {
    const { report, blocked, titles } = await run(['tin'], onlyRound);
    expect({ checks: checksOf(report), blocked }).toEqual({ checks: ['validAccepted bake'], blocked: [] });
    expect(titles).toEqual(['tin alone']);
    expect(report.learned['bake']?.refused).toEqual([
      { part: 'query', pair: expect.stringMatching(/^tin=/) },
    ]);
    const found = report.results.find(({ findings }) => findings.length > 0);
    const subject = found?.exchanges.find(({ step }) => step.role === 'subject');
    expect(Object.keys(JSON.parse(subject?.step.request.body ?? '') as object)).toEqual(['title']);
  });

  test('is left out where a case is about something else', async () => {
    const { report } = await run(['tin'], onlyRound);
    const others = report.results.filter(({ case: { id } }) => !/tin|all-optional|sequence/.test(id));
    const targets = others.flatMap(({ case: { id }, exchanges }) =>
      exchanges.map(({ step }) => `${id} ${step.request.target}`),
    );
    expect(targets.length).toBeGreaterThan(20);
    expect(targets.filter((target) => target.includes('tin='))).toEqual([]);
    const about = report.results.filter(({ case: { id } }) => id.includes('tin'));
    const sentTins = about.flatMap(({ exchanges }) => exchanges.map(({ step }) => step.request.target));
    expect(sentTins.some((target) => target.includes('tin='))).toBe(true);
  });

  test('a member of the body as well', async () => {
    const { report } = await run(['tin'], ({ members }) => members['slices'] === undefined);
    expect(checksOf(report)).toEqual(['validAccepted bake']);
    expect(report.learned['bake']?.refused).toEqual([
      expect.objectContaining({ part: 'member', pointer: '/slices' }),
    ]);
  });
});

describe('optional parts that may not be combined', () => {
  test('are one finding, and the others are sent without one of them', async () => {
    const apart = ({ query: sentQuery }: Asked) => !(sentQuery.has('from') && sentQuery.has('until'));
    const { report } = await run(['from', 'until'], apart);
    const about = report.findings.map(({ caseId }) => caseId);
    expect(about).toEqual(['small/bake/valid/all-optional']);
    expect(report.learned['bake']?.refused).toHaveLength(1);
  });
});

test('nothing is learned where the fullest request is accepted', async () => {
  const { report } = await run(['tin'], () => true);
  expect({ learned: report.learned, checks: checksOf(report) }).toEqual({ learned: {}, checks: [] });
});
