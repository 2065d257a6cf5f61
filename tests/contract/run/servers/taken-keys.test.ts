import { describe, expect, test } from '@jest/globals';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { inPath, notAllowed, sent, shown, smallServer, type Asked, type Reply } from '../small-server.ts';

const MEMBER = {
  type: 'object',
  required: ['userName', 'email'],
  properties: {
    userName: { type: 'string', minLength: 3, maxLength: 24, pattern: '^[a-z][a-z0-9_]*$' },
    email: { type: 'string', format: 'email' },
    locker: { type: 'string', minLength: 2, maxLength: 8 },
    card: {
      type: 'integer',
      minimum: 1_000,
      maximum: 99_999_999,
      description: 'No two members have one card.',
    },
    level: { type: 'string', enum: ['junior', 'senior'] },
  },
};

const SHOWN = {
  ...MEMBER,
  required: ['no', 'userName'],
  properties: { ...MEMBER.properties, no: { type: 'integer' } },
};

const join = {
  post: {
    operationId: 'join',
    ...sent(MEMBER),
    responses: { 201: shown(SHOWN), 400: shown(), 409: shown() },
  },
};

const read = { get: { operationId: 'member', responses: { 200: shown(SHOWN), 404: shown() } } };

interface Club {
  /** The status of a member that there is; the description has 409. */
  readonly taken?: 400 | 409;
  readonly hasCards?: boolean;
}

const text = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);
const optional = (isFit: (value: unknown) => boolean) => (value: unknown) =>
  value === undefined || isFit(value);

/** What is checked, by member. */
const RULES: Readonly<Record<string, (value: unknown) => boolean>> = {
  userName: text(/^[a-z][a-z0-9_]{2,23}$/),
  email: text(/^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/),
  locker: optional(text(/^.{2,8}$/su)),
  card: optional((card) => Number.isInteger(card) && Number(card) >= 1_000 && Number(card) <= 99_999_999),
  level: optional(text(/^(junior|senior)$/)),
};

/** Keeps its members for ever; no two have one name or one address, whatever the case of its letters. */
function club({ taken = 409, hasCards = false }: Club = {}) {
  const known = new Map<string, Readonly<Record<string, unknown>>>();
  const isTaken = (name: string, value: unknown) =>
    [...known.values()].some((one) => String(one[name]).toLowerCase() === String(value).toLowerCase());
  return ({ what, id, body, members, headers }: Asked): Reply => {
    if (what === 'GET /members/{}') return known.has(id) ? [200, known.get(id)] : [404];
    if (what !== 'POST /members') return notAllowed(what.endsWith('{}') ? 'GET' : 'POST');
    const isJson = String(headers['content-type']).includes('json') && !Array.isArray(body);
    const isRight = isJson && Object.entries(RULES).every(([name, isFit]) => isFit(members[name]));
    if (!isRight) return [400];
    if (isTaken('userName', members['userName'])) return [taken, { field: 'userName' }];
    if (isTaken('email', members['email'])) return [taken, { field: 'email' }];
    const { card } = members;
    if (hasCards && card !== undefined && isTaken('card', card))
      return [taken, { error: `card ${String(card)} is taken` }];
    const no = known.size + 1;
    known.set(String(no), { ...members, no });
    return [201, known.get(String(no))];
  };
}

async function runTwice(paths: object, options: Club = {}) {
  const document = { openapi: '3.1.0', info: { title: 'Club', version: '1' }, paths };
  const description = loadDescriptionSync(document, { name: 'club' });
  const { target, asked } = smallServer(club(options));
  const run = (mark: string) => runContract({ description, target, safety: 'full', mark });
  return { runs: [await run('k7q2'), await run('x4w9')] as const, asked };
}

describe.each([
  ['that nothing reads', { '/members': join }],
  ['that can be read', { '/members': join, '/members/{no}': { parameters: inPath('no'), ...read } }],
])('members with unique keys, kept for ever, %s', (_, paths) => {
  test.each([
    ['409', {}],
    ['400, although 409 is documented', { taken: 400 }],
    ['409 for a member that no convention calls a key', { hasCards: true }],
  ] as const)('are created in each case and each run: %s', async (__, options) => {
    const { runs, asked } = await runTwice(paths, options);
    for (const { findings, results, counts } of runs) {
      expect(findings).toEqual([]);
      expect(results.filter(({ verdict }) => verdict.kind !== 'passed')).toEqual([]);
      expect(counts.requests).toBeGreaterThan(0);
    }
    const [first, second] = runs;
    expect(second.counts).toEqual({ ...first.counts, requests: expect.any(Number) });
    const levels = asked.flatMap(({ members: { level } }) => (typeof level === 'string' ? [level] : []));
    expect(levels.every((level) => !/k7q2|x4w9/i.test(level))).toBe(true);
  });
});
