import { describe, expect, test } from '@jest/globals';
import {
  blockedBy,
  checksOf,
  inPath,
  notAllowed,
  runOn,
  sent,
  shown,
  type Asked,
  type Reply,
} from './small-server.ts';

const BERTH = { type: 'object', required: ['code'], properties: { code: { type: 'string' } } };
const LIST = { type: 'array', items: BERTH };

const PATHS = {
  '/berths': {
    get: { operationId: 'listBerths', responses: { 200: shown(LIST) } },
    post: {
      operationId: 'addBerth',
      ...sent({
        ...BERTH,
        properties: { code: { type: 'string', description: 'Ends in an exclamation mark.' } },
      }),
      responses: { 201: shown(BERTH), 409: shown(), 415: shown(), 422: shown() },
    },
  },
  '/berths/{code}': {
    parameters: inPath('code'),
    get: { operationId: 'getBerth', responses: { 200: shown(BERTH), 404: shown() } },
    delete: { operationId: 'dropBerth', responses: { 204: shown(), 404: shown() } },
  },
};

/** Keeps berths by their codes, which end in an exclamation mark, as only prose says. */
function harbour() {
  const berths = new Set<string>();
  return ({ what, id, members: { code }, headers }: Asked): Reply => {
    switch (what) {
      case 'GET /berths':
        return [200, [...berths].map((one) => ({ code: one }))];
      case 'POST /berths': {
        if (!String(headers['content-type']).includes('json')) return [415];
        if (typeof code !== 'string' || !/^[a-z\d ]+!$/i.test(code)) return [422];
        if (berths.has(code)) return [409];
        berths.add(code);
        return [201, { code }];
      }
      case 'GET /berths/{}':
        return berths.has(id) ? [200, { code: id }] : [404];
      case 'DELETE /berths/{}':
        return berths.delete(id) ? [204] : [404];
      default:
        return what.endsWith('{}') ? notAllowed('GET', 'DELETE') : notAllowed('GET', 'POST');
    }
  };
}

/** The codes that were sent, but for those of the case about other scripts. */
const accepted = (asked: readonly Asked[]) =>
  asked.flatMap(({ what, members }) =>
    what === 'POST /berths' && typeof members['code'] === 'string' && /^[\x20-\x7e]+!$/.test(members['code'])
      ? [members['code']]
      : [],
  );

describe('a body that the user gives', () => {
  test('is sent as it is, and what needs a second such item says what to add', async () => {
    const data = { operations: { addBerth: { body: { code: 'B7!' } } } };
    const { report, asked } = await runOn(PATHS, harbour(), { data });
    expect(checksOf(report)).toEqual([]);
    expect(new Set(accepted(asked))).toEqual(new Set(['B7!']));
    expect(blockedBy(report)).toEqual([
      'create another was answered 409 to the given body: name the members that have to differ with --data FILE: operations: { addBerth: { unique: [code] } }',
    ]);
    expect([...report.refusals]).toEqual([]);
  });

  test('differs in the members that the data names, which begin and end as they did', async () => {
    const data = { operations: { addBerth: { body: { code: 'B7!' }, unique: ['code'] } } };
    const { report, asked } = await runOn(PATHS, harbour(), { data });
    expect(checksOf(report)).toEqual([]);
    expect(blockedBy(report)).toEqual([]);
    const codes = accepted(asked);
    expect(new Set(codes).size).toBeGreaterThan(5);
    expect(codes.filter((code) => !/^B7\w*!$/.test(code))).toEqual([]);
  });

  test('is the same in the plan, where nothing of a run is known', async () => {
    const data = { operations: { 'POST /berths': { body: { code: 'B7!' } } } };
    const { report } = await runOn(PATHS, harbour(), { data, maxCases: 1 });
    const bodies = report.results.flatMap(({ case: { steps } }) =>
      steps.flatMap(({ request }) => request.body ?? []),
    );
    expect(bodies.filter((body) => !body.startsWith('{"code":"B7!"'))).toEqual([]);
  });

  test('a 409 to what another client has made is no finding', async () => {
    const answer = harbour();
    const first = answer({
      what: 'POST /berths',
      method: 'POST',
      path: '/berths',
      query: new URLSearchParams(),
      id: '',
      body: {},
      members: { code: 'B7!' },
      headers: { 'content-type': 'application/json' },
    });
    expect(first).toEqual([201, { code: 'B7!' }]);
    const data = { operations: { addBerth: { body: { code: 'B7!' } } } };
    const { report } = await runOn(PATHS, answer, { data });
    expect(checksOf(report)).toEqual(['reached addBerth']);
    expect(blockedBy(report).every((reason) => reason.includes('unique: [code]'))).toBe(true);
  });
});
