import { describe, expect, test } from '@jest/globals';
import { isObject } from '../../../../src/base/json.ts';
import { inPath, notAllowed, runOn, sent, shown, type Asked, type Reply } from '../../run/small-server.ts';

const LABEL = { type: 'string', pattern: '^[A-Z]{2}-[0-9]{5}$', example: 'AA-00001' };
const NEW = {
  type: 'object',
  required: ['code'],
  properties: { code: LABEL, grams: { type: 'integer', minimum: 1, maximum: 900 } },
};
const TIN = {
  type: 'object',
  required: ['id', 'code'],
  properties: { id: { type: 'string' }, code: LABEL, grams: { type: 'integer' } },
};
const MANY = { type: 'array', minItems: 1, maxItems: 6, items: NEW };

const several = (name: string, items: object) => ({
  type: 'object',
  required: [name],
  properties: { [name]: { type: 'array', items } },
});

interface Tin {
  readonly id: string;
  readonly code: string;
  readonly grams?: number;
}

/** How a create by list is described: its body, its response, and what these have where. */
interface Way {
  readonly body: object;
  readonly listIn: (body: unknown) => unknown;
  readonly status: 200 | 201 | 207;
  readonly response: object | undefined;
  readonly answer: (made: readonly Tin[]) => unknown;
  /** What the server does instead of what it should. Default: nothing. */
  readonly keeps?: (tins: readonly Tin[]) => readonly Tin[];
}

const plain = { body: MANY, listIn: (body: unknown) => body, status: 201 } as const;

const wrapped = {
  body: { type: 'object', required: ['tins'], properties: { tins: MANY } },
  listIn: (body: unknown) => (isObject(body) ? body['tins'] : undefined),
} as const;

/** Members of the kind: what is created by list, with codes that no two may share. */
const WAYS: Readonly<Record<string, Way>> = {
  'a list, answered by a list': {
    ...plain,
    response: { type: 'array', items: TIN },
    answer: (made) => made,
  },
  'a list, answered by one in an envelope, the last first': {
    ...plain,
    response: several('created', TIN),
    answer: (made) => ({ created: made.toReversed() }),
  },
  'a list in an envelope, answered alike': {
    ...plain,
    ...wrapped,
    response: several('tins', TIN),
    answer: (made) => ({ tins: made }),
  },
  'a list, answered by identifiers alone': {
    ...plain,
    response: several('ids', { type: 'string' }),
    answer: (made) => ({ ids: made.map(({ id }) => id) }),
  },
  'a list, of which each has a status of its own': {
    ...plain,
    status: 207,
    response: several('results', { type: 'object', properties: { status: { type: 'integer' }, tin: TIN } }),
    answer: (made) => ({ results: made.map((tin) => ({ status: 201, tin })) }),
  },
  'a list, answered by nothing': { ...plain, response: undefined, answer: () => undefined },
};

/** Tins that are created by list: all, or none where a code is taken, or comes twice. */
function shelf({ body, listIn, status, response, answer, keeps = (tins) => tins }: Way) {
  const paths = {
    '/tins': {
      get: { operationId: 'tins', responses: { 200: shown(several('items', TIN)) } },
    },
    '/tin-imports': {
      post: {
        operationId: 'importTins',
        ...sent(body),
        responses: { [status]: shown(response), 400: shown(), 409: shown() },
      },
    },
    '/tins/{tin}': {
      parameters: inPath('tin'),
      get: { operationId: 'tin', responses: { 200: shown(TIN), 404: shown() } },
      delete: { operationId: 'dropTin', responses: { 204: shown(), 404: shown() } },
    },
  };
  const held = new Map<string, Tin>();
  const codes = new Set<string>();
  const create = (list: readonly Tin[]): Reply => {
    if (list.some(({ code }) => codes.has(code)) || new Set(list.map(({ code }) => code)).size < list.length)
      return [409];
    const made = keeps(list.map((tin) => ({ ...tin, id: `t${codes.add(tin.code).size}x` })));
    for (const tin of made) held.set(tin.id, tin);
    return [status, answer(made)];
  };
  const server = ({ what, id, body: given, headers }: Asked): Reply => {
    switch (what) {
      case 'GET /tins':
        return [200, { items: [...held.values()] }];
      case 'POST /tin-imports': {
        const list = listIn(given);
        const isRight = Array.isArray(list) && list.length > 0 && list.length < 7 && list.every(isTin);
        return headers['content-type'] === 'application/json' && isRight ? create(list as Tin[]) : [400];
      }
      case 'GET /tins/{}':
        return held.has(id) ? [200, held.get(id)] : [404];
      case 'DELETE /tins/{}':
        return [held.delete(id) ? 204 : 404];
      default:
        return notAllowed(...(what.endsWith('imports') ? ['POST'] : id === '' ? ['GET'] : ['GET', 'DELETE']));
    }
  };
  return { paths, server };
}

function isTin(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { code, grams } = value as { code?: unknown; grams?: unknown };
  if (typeof code !== 'string' || !/^[A-Z]{2}-\d{5}$/.test(code)) return false;
  return grams === undefined || (Number.isInteger(grams) && Number(grams) >= 1 && Number(grams) <= 900);
}

async function findingsOf(way: Way) {
  const { paths, server } = shelf(way);
  const { report, asked } = await runOn(paths, server);
  const found = report.findings.map(({ check, caseId, found: what }) => `${check} ${caseId}: ${what}`);
  return { found, report, asked };
}

describe('what is created by list', () => {
  test.each(Object.entries(WAYS))('has no finding where it is right: %s', async (_, way) => {
    const { found, report, asked } = await findingsOf(way);
    expect(found).toEqual([]);
    expect(report.coverage.operations.succeeded).toBeGreaterThanOrEqual(2);
    const lists = asked
      .filter(({ what }) => what === 'POST /tin-imports')
      .map(({ body }) => way.listIn(body));
    expect(lists.some((list) => Array.isArray(list) && list.length === 6)).toBe(true);
  });

  test.each<[string, (tins: readonly Tin[]) => readonly Tin[]]>([
    ['loses its last', (tins) => tins.slice(0, Math.max(1, tins.length - 1))],
    ['has the code of the first', (tins) => tins.map((tin) => ({ ...tin, code: tins[0]?.code ?? '' }))],
  ])('is found where it %s', async (_, keeps) => {
    const { found } = await findingsOf({
      ...plain,
      response: { type: 'array', items: TIN },
      answer: (made) => made,
      keeps,
    });
    expect(found).toContainEqual(
      expect.stringContaining('changeShows small/importTins/sequence/list-created'),
    );
  });
});
