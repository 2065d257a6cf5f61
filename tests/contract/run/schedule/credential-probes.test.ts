import { describe, expect, test } from '@jest/globals';
import { publishedOn, type PublishedOn } from '../../report/published-on.ts';
import { notAllowed, shown, type Asked, type Reply } from '../small-server.ts';

const NAMES = ['ants', 'bees', 'cats', 'dogs', 'elks'];

const responses = { 200: shown({ type: 'object' }), 401: shown() };

const PATHS = Object.fromEntries(
  NAMES.map((name) => [
    `/${name}`,
    {
      get: { operationId: `get-${name}`, responses },
      put: { operationId: `put-${name}`, responses },
    },
  ]),
);

const further = {
  security: [{ key: [] }],
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
};

const keyOf = ({ headers }: Asked): string | undefined => {
  const key = headers['x-key'] ?? headers['X-Key'];
  return typeof key === 'string' ? key : undefined;
};

const isDocumented = ({ method }: Asked): boolean => ['GET', 'PUT'].includes(method);

/** Answers whatever the credential is. */
const open = (asked: Asked): Reply => (isDocumented(asked) ? [200, {}] : notAllowed('GET', 'PUT'));

/** Asks for a credential, but at some paths. */
const closedBut =
  (...names: readonly string[]) =>
  (asked: Asked): Reply => {
    if (!isDocumented(asked)) return open(asked);
    return names.includes(asked.path) || keyOf(asked) === 'right' ? [200, {}] : [401];
  };

const RIGHT = { default: { credentials: { key: 'right' } } };

const run = (answer: (asked: Asked) => Reply, options: PublishedOn = {}) =>
  publishedOn(PATHS, answer, { further, identities: RIGHT, ...options });

/** The ids of the cases about credentials that were sent. */
function sentAbout({ cases }: Awaited<ReturnType<typeof run>>['report']): readonly string[] {
  return cases
    .filter(({ maker, verdict }) => maker.startsWith('credentials-') && verdict !== 'skipped')
    .map(({ id }) => id);
}

describe('credentials that nobody checks', () => {
  test('are one finding, and no more cases about them are sent', async () => {
    const { report } = await run(open);
    expect(report.findings.map(({ check }) => check)).toEqual(['credentialsEnforced']);
    expect(report.findings[0]?.places.map(({ operationId }) => operationId)).toEqual([
      'get-ants',
      'get-bees',
      'get-cats',
    ]);
    expect(sentAbout(report)).toHaveLength(3);
    expect(report.notes).toContain(
      'credentials are not checked (get-ants, get-bees, get-cats): further cases about that are not sent',
    );
    expect(report.verdict.kind).toBe('failed');
  });

  test('are found at the same cases, however many run at a time', async () => {
    const { report: one } = await run(open, { concurrency: 1 });
    const { report: many } = await run(open, { concurrency: 16 });
    expect({ ...many, run: undefined }).toEqual({ ...one, run: undefined });
  });

  test('are found where nothing can be read, too', async () => {
    const puts = Object.fromEntries(Object.entries(PATHS).map(([path, { put }]) => [path, { put }]));
    const { report } = await publishedOn(puts, open, { further, identities: RIGHT });
    const enforced = report.findings.filter(({ check }) => check === 'credentialsEnforced');
    expect(enforced.map(({ places }) => places.length)).toEqual([3]);
    expect(sentAbout(report)).toHaveLength(3);
  });
});

describe('credentials that some operations check', () => {
  test('are asked for in all cases, and what is found is told by operation', async () => {
    const { report } = await run(closedBut('/ants', '/elks'));
    const enforced = report.findings.filter(({ check }) => check === 'credentialsEnforced');
    expect(enforced.map(({ operationId }) => operationId).toSorted()).toEqual([
      'get-ants',
      'get-elks',
      'put-ants',
      'put-elks',
    ]);
    expect(sentAbout(report).length).toBeGreaterThan(20);
    expect(report.notes).toEqual([]);
  });

  test('are checked everywhere: nothing is found', async () => {
    const { report } = await run(closedBut());
    expect(report.findings).toEqual([]);
  });

  test('are told apart by what the description requires: one scheme that nobody checks, and one that is', async () => {
    const paths = {
      ...PATHS,
      '/free': { get: { operationId: 'free', security: [{ other: [] }], responses } },
    };
    const schemes = { ...further.components.securitySchemes, other: { type: 'http', scheme: 'bearer' } };
    const { report } = await publishedOn(paths, closedBut('/free'), {
      further: { ...further, components: { securitySchemes: schemes } },
      identities: { default: { credentials: { key: 'right', other: 'good' } } },
    });
    const enforced = report.findings.filter(({ check }) => check === 'credentialsEnforced');
    expect(enforced.map(({ operationId }) => operationId)).toEqual(['free']);
    expect(sentAbout(report).length).toBeGreaterThan(20);
  });
});

describe('credentials that are made up', () => {
  /** Whoever sends none is let in, a credential that nobody has is refused. */
  const letsNobodyIn = (asked: Asked): Reply =>
    isDocumented(asked) && keyOf(asked) !== undefined ? [401] : open(asked);

  test('are left out where they alone are refused', async () => {
    const { report } = await publishedOn(PATHS, letsNobodyIn, { further });
    expect(report.findings.map(({ check }) => check)).toEqual(['credentialsEnforced']);
    expect(report.hints).toEqual([]);
  });

  test('stay where others are refused without any', async () => {
    const { report, asked } = await publishedOn(PATHS, closedBut(), { further });
    expect(report.hints[0]).toContain('are the credentials right?');
    const valid = asked.filter(
      (one) => one.path === '/ants' && one.method === 'GET' && keyOf(one) === undefined,
    );
    expect(valid.length).toBeLessThan(4);
  });

  test('are those that nobody has given: given ones are sent, and their refusal is told', async () => {
    const { report } = await publishedOn(PATHS, letsNobodyIn, { further, identities: RIGHT });
    expect(report.hints[0]).toContain('are the credentials right?');
  });
});
