import { describe, expect, test } from '@jest/globals';
import { once } from '../../../../src/base/memoise.ts';
import type { GapKind } from '../../../../src/contract/report/coverage/coverage.ts';
import type { PublishedRun } from '../../../../src/contract/report/publish-report.ts';
import { PLAIN } from '../../../../src/contract/report/render/colours.ts';
import { terminalReport } from '../../../../src/contract/report/render/terminal-report.ts';
import { inPath, shown, type Asked, type Reply } from '../../run/small-server.ts';
import { publishedOn } from '../published-on.ts';

const KEY = {
  type: 'object',
  required: ['teeth'],
  additionalProperties: false,
  properties: {
    teeth: { type: 'integer', minimum: 1, maximum: 40 },
    metal: { enum: ['brass', 'steel'] },
    cut: { type: 'string', readOnly: true, minLength: 3 },
  },
};

const BODY = {
  requestBody: {
    required: true,
    content: {
      'application/json': { schema: KEY, examples: { usual: { value: { teeth: 7, metal: 'brass' } } } },
    },
  },
};

const LOCK = {
  oneOf: [
    { type: 'object', required: ['key'], properties: { key: { type: 'string', minLength: 2 } } },
    { type: 'object', required: ['code'], properties: { code: { type: 'integer' } } },
  ],
};

const PATHS = {
  '/keys': {
    get: {
      operationId: 'listKeys',
      parameters: [
        { name: 'metal', in: 'query', schema: { type: 'string', minLength: 2 } },
        { name: 'most', in: 'query', schema: { type: 'integer', default: 20 } },
      ],
      responses: {
        200: shown({
          type: 'array',
          items: { type: 'object', required: ['teeth'], properties: { note: { type: 'string' } } },
        }),
        400: shown(),
      },
    },
    post: { operationId: 'cutKey', ...BODY, responses: { 204: shown(), 400: shown() } },
  },
  '/locks': {
    get: { operationId: 'getLock', responses: { 200: shown(LOCK), 503: shown({ type: 'string' }) } },
  },
  '/keys/{key}/lock': {
    get: { operationId: 'lockOf', parameters: inPath('key'), responses: { 200: shown(LOCK), 404: shown() } },
  },
};

/** Answers as described, with locks that have a key. */
function right({ what, query, members: { teeth, metal = 'brass', ...others } }: Asked): Reply {
  const most = query.get('most') ?? '20';
  switch (what) {
    case 'GET /keys':
      return query.get('metal')?.length !== 1 && /^-?\d+$/.test(most) ? [200, [{ teeth: 3 }]] : [400];
    case 'POST /keys': {
      const isWhole = Number.isInteger(teeth) && Number(teeth) >= 1 && Number(teeth) <= 40;
      const isKnown = metal === 'brass' || metal === 'steel';
      return isWhole && isKnown && Object.keys(others).length === 0 ? [204] : [400];
    }
    case 'GET /locks':
    case 'GET /keys/{}/lock':
      return [200, { key: 'k1' }];
    default:
      return [405, undefined, { allow: 'GET, POST' }];
  }
}

const whole = once(() => publishedOn(PATHS, right));

function gapsOf({ report }: PublishedRun, operationId: string, ...kinds: readonly GapKind[]) {
  return report.coverage.gaps
    .filter((gap) => gap.operationId === operationId && (kinds.length === 0 || kinds.includes(gap.kind)))
    .flatMap(({ reason, parts }) => parts.map(({ pointer }) => [pointer.replace(/^.*schema\//, ''), reason]));
}

describe('the coverage of a run', () => {
  test('has each keyword of requests that was kept and broken', async () => {
    const { constraints } = (await whole()).report.coverage;
    // type, required, additionalProperties; type, minimum and maximum of teeth; enum of metal; required body; of the query:
    // minLength, and the type of the number, since any text is a string
    expect(constraints.requests).toEqual({ documented: 10, both: 10, satisfied: 0, broken: 0, neither: 0 });
    expect(gapsOf(await whole(), 'cutKey')).toEqual([]);
  });

  test('tells a keyword that is only kept from one that nothing has', async () => {
    const published = await publishedOn(PATHS, right, { phases: ['examples'] });
    const { requests } = published.report.coverage.constraints;
    expect(requests).toEqual({ documented: 10, both: 0, satisfied: 8, broken: 0, neither: 2 });
    expect(gapsOf(published, 'cutKey', 'notBroken')).toHaveLength(8);
    expect(gapsOf(published, 'cutKey', 'notBroken')).toContainEqual([
      'properties/teeth/minimum',
      'no request of this run breaks it',
    ]);
    expect(gapsOf(published, 'listKeys', 'neither', 'parameter')).toEqual([
      ['/paths/~1keys/get/parameters/0', 'no case of this run is about it'],
      ['/paths/~1keys/get/parameters/1', 'no case of this run is about it'],
      ['minLength', 'no case of this run is about it'],
      ['type', 'no case of this run is about it'],
    ]);
  });

  test('says that a run that only reads sends no creates', async () => {
    const published = await publishedOn(PATHS, right, { safety: 'read-only' });
    expect(gapsOf(published, 'cutKey', 'mediaType', 'example', 'neither')).toHaveLength(10);
    expect(new Set(gapsOf(published, 'cutKey').map(([, reason]) => reason))).toEqual(
      new Set(['not sent: the run is read-only']),
    );
  });

  test('has parameters, media types and examples', async () => {
    const { parameters, mediaTypes, examples, links } = (await whole()).report.coverage;
    expect({ parameters, mediaTypes, examples, links }).toEqual({
      parameters: { documented: 3, sent: 3 },
      mediaTypes: { documented: 5, seen: 4 },
      examples: { documented: 1, sent: 1 },
      links: { documented: 0, followed: 0 },
    });
  });

  test('has the constraints of bodies that a response had a value for, in the branch that it fits', async () => {
    const published = await whole();
    expect(gapsOf(published, 'getLock', 'unseenConstraint')).toEqual([
      ['oneOf/1/properties/code/type', 'no response had a value there'],
      ['oneOf/1/required', 'no response had a value there'],
      ['oneOf/1/type', 'no response had a value there'],
      [
        '/paths/~1locks/get/responses/503/content/application~1json/schema/type',
        'no response had the status',
      ].map((text) => text.replace(/^.*schema\//, '')),
    ]);
    expect(gapsOf(published, 'listKeys', 'unseenConstraint')).toEqual([
      ['items/properties/note/type', 'no response had a value there'],
    ]);
  });

  test('is in the report for a terminal', async () => {
    const text = terminalReport((await whole()).report, PLAIN);
    expect(text).toContain('Coverage    parameters 3 of 3, media types 4 of 5, examples 1 of 1\n');
    expect(text).toContain(' constraints 10 of 10 kept and broken by requests; 11 of 19 seen in responses\n');
    expect(text).toContain(
      'missing: 7 constraints of responses, no response had a value there; 2 other parts (--json)',
    );
  });

  test('counts links that were followed', async () => {
    const linked = (name: string, operationId: string) => ({
      responses: {
        200: {
          ...shown({ type: 'object', required: ['id'], properties: { id: { type: 'string' } } }),
          links: { [name]: { operationId, parameters: { key: '$response.body#/id' } } },
        },
      },
    });
    const paths = {
      '/keys': { get: { operationId: 'aKey', ...linked('lock', 'lockOf') } },
      '/rings': { get: { operationId: 'aRing', ...linked('door', 'nobodyKnows') } },
      '/keys/{key}/lock': PATHS['/keys/{key}/lock'],
    };
    const published = await publishedOn(paths, ({ what }) =>
      what === 'GET /keys/{}/lock'
        ? [200, { key: 'k1' }]
        : what.startsWith('GET')
          ? [200, { id: 'k1' }]
          : [405, undefined, { allow: 'GET' }],
    );
    expect(published.report.coverage.links).toEqual({ documented: 2, followed: 1 });
    expect(gapsOf(published, 'aRing', 'link')).toEqual([
      ['/paths/~1rings/get/responses/200/links/door', 'no case of this run follows it'],
    ]);
  });
});

describe('a floor of the coverage', () => {
  const onlyValid = (minCoverage: Readonly<Record<string, number>>) =>
    publishedOn(PATHS, right, { phases: ['boundaries', 'examples'], publishing: { minCoverage } });

  test('fails a run that is below it', async () => {
    expect((await onlyValid({ constraints: 0.8, statuses: 0 })).report.verdict).toEqual({
      kind: 'uncovered',
      reason: '0 of 10 constraints of requests kept and broken: --min-coverage wants constraints=80%',
    });
  });

  test('lets others pass', async () => {
    expect((await onlyValid({ examples: 1, parameters: 1, links: 1 })).report.verdict.kind).toBe('passed');
  });
});
