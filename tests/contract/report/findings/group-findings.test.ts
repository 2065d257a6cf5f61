import { describe, expect, test } from '@jest/globals';
import { baselineOf, type Baseline } from '../../../../src/contract/report/findings/baseline.ts';
import type { PublishedFinding } from '../../../../src/contract/report/findings/published-finding.ts';
import { PLAIN } from '../../../../src/contract/report/render/colours.ts';
import { junitReport } from '../../../../src/contract/report/render/junit-report.ts';
import { terminalReport } from '../../../../src/contract/report/render/terminal-report.ts';
import { COLUMNS } from '../../../../src/contract/report/text/wrapped.ts';
import type { PublishedRun } from '../../../../src/contract/report/publish-report.ts';
import { notAllowed, sent, shown, type Asked, type Reply } from '../../run/small-server.ts';
import { publishedOn } from '../published-on.ts';

const ROW = { type: 'object', required: ['x'], properties: { x: { type: 'integer' } } };

const ROWS = { type: 'object', properties: { rows: { type: 'array', items: ROW } } };

/** Of three paths, with a method each. */
const THREE = {
  '/ants': { get: { operationId: 'listAnts', responses: { 200: shown(ROWS) } } },
  '/bees': { put: { operationId: 'putBees', responses: { 204: shown() } } },
  '/cats': { delete: { operationId: 'dropCats', responses: { 204: shown() } } },
};

const METHODS: Readonly<Record<string, string>> = { '/ants': 'GET', '/bees': 'PUT', '/cats': 'DELETE' };

/** 405 lacks Allow, each row lacks `x`, and one page is there for whoever gets an address. */
function noisy({ method, path }: Asked): Reply {
  if (METHODS[path] === method) return path === '/ants' ? [200, { rows: [{}, {}, {}] }] : [204];
  return method === 'GET' ? [200, 'the page', { 'content-type': 'text/html' }] : [405];
}

function checksIn(findings: readonly PublishedFinding[]): readonly string[] {
  return findings.map(({ check, found }) => `${check}: ${found}`);
}

/** Returns how many lines of a terminal a text takes. */
function height(text: string): number {
  return text.split('\n').reduce((sum, { length }) => sum + Math.max(1, Math.ceil(length / COLUMNS)), 0);
}

describe('findings with one cause', () => {
  test('are one, with its places: what is missing on all paths, and each item of an array', async () => {
    const { report } = await publishedOn(THREE, noisy);
    expect(checksIn(report.findings)).toEqual([
      "body: body /rows/0 must have required property 'x'",
      'methodRefused: no Allow field',
      'methodRefused: 200',
    ]);
    const [rows, allow, page] = report.findings;
    expect(rows?.places.map(({ pointer }) => pointer)).toEqual(['/rows/0', '/rows/1', '/rows/2']);
    expect(new Set(rows?.places.map(({ id }) => id)).size).toBe(1);
    expect(allow?.places.length).toBeGreaterThan(8);
    expect(new Set(allow?.places.map(({ operationId }) => operationId)).size).toBe(allow?.places.length);
    expect(page?.places.map(({ operationId }) => operationId)).toEqual(['GET /bees', 'GET /cats']);
  });

  test('fit 40 lines of 100 columns, where there are three', async () => {
    const { report } = await publishedOn(THREE, noisy);
    const text = terminalReport(report, PLAIN);
    expect(height(text)).toBeLessThanOrEqual(40);
    expect(text).toContain('also at   /rows/1, /rows/2\n');
    expect(text).toMatch(/also at {3}DELETE \/bees, .* and \d+ more\n/);
    expect(text.match(/ replay {4}stuntdouble replay /g)).toHaveLength(1);
  });

  test('stay apart in JUnit, by operation', async () => {
    const xml = junitReport([await publishedOn(THREE, noisy)]);
    expect(xml.match(/<failure type="methodRefused"/g)?.length).toBeGreaterThan(8);
    expect(xml.match(/must have required property/g)?.length).toBeLessThan(8);
  });

  test('are those of a schema that operations share, and not those of another member of it', async () => {
    const shared = { components: { schemas: { Ant: { ...ROW, required: ['x', 'y'] } } } };
    const ant = { $ref: '#/components/schemas/Ant' };
    const paths = {
      '/ants': { get: { operationId: 'oneAnt', responses: { 200: shown(ant) } } },
      '/many': { get: { operationId: 'manyAnts', responses: { 200: shown({ type: 'array', items: ant }) } } },
    };
    const answer = ({ method, path }: Asked): Reply => {
      if (method !== 'GET') return notAllowed('GET');
      return [200, path === '/ants' ? {} : [{ y: 1 }, { x: 1 }]];
    };
    const { report } = await publishedOn(paths, answer, { further: shared });
    const places = report.findings.map(({ found, places: all }) => [
      found,
      all.map(({ operationId }) => operationId),
    ]);
    expect(places).toEqual([
      ["body /0 must have required property 'x'", ['manyAnts', 'oneAnt']],
      ["body /1 must have required property 'y'", ['manyAnts', 'oneAnt']],
    ]);
  });

  test('are the places of a request schema where the answer is the same, for each confidence', async () => {
    const body = {
      type: 'object',
      required: ['name', 'size'],
      properties: { name: { type: 'string' }, size: { type: 'integer' } },
    };
    const paths = {
      '/ants': { post: { operationId: 'addAnt', ...sent(body), responses: { 201: shown(), 400: shown() } } },
    };
    const { report } = await publishedOn(paths, ({ method }) =>
      method === 'POST' ? [201] : notAllowed('POST'),
    );
    const taken = report.findings.filter(({ check }) => check === 'invalidRefused');
    expect(taken.map(({ confidence }) => confidence)).toEqual(['definite', 'likely']);
    const at = taken.map(({ places }) =>
      places.map(({ descriptionPointer }) => descriptionPointer).join(' '),
    );
    for (const texts of at)
      expect(texts).toMatch(/\/properties\/name\/type.*\/properties\/size\/type|size\/type.*name\/type/);
  });

  test('are credentials that nobody checks, also where some requests fail for another reason', async () => {
    const further = {
      components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
      security: [{ key: [] }],
    };
    const options = { further, identities: { default: { credentials: { key: 'right' } } } };
    const get = (operationId: string) => ({ get: { operationId, responses: { 200: shown() } } });
    const paths = { '/ants': get('ants'), '/bees': get('bees'), '/cats': get('cats') };
    const refusing =
      (status: number) =>
      ({ method, path, headers }: Asked): Reply => {
        if (method !== 'GET') return notAllowed('GET');
        return headers['x-key'] === 'right' || path !== '/bees' ? [200, {}] : [status];
      };
    const unchecked = ({ report }: PublishedRun) =>
      report.findings
        .filter(({ check }) => check === 'credentialsEnforced')
        .map(({ places }) => places.map(({ operationId }) => operationId));
    expect(unchecked(await publishedOn(paths, refusing(404), options))).toEqual([['ants', 'cats']]);
    expect(unchecked(await publishedOn(paths, refusing(401), options))).toEqual([['ants'], ['cats']]);
  });

  test('stay apart where the answers differ', async () => {
    const answer = (asked: Asked): Reply => {
      const [status, ...rest] = noisy(asked);
      return asked.method === 'GET' && status === 200 && asked.path !== '/ants'
        ? [200, `the page of ${asked.path}`]
        : [status, ...rest];
    };
    const { report } = await publishedOn(THREE, answer);
    const pages = report.findings.filter(({ found }) => found === '200');
    expect(pages.map(({ operationId }) => operationId)).toEqual(['GET /bees', 'GET /cats']);
  });
});

describe('a baseline entry', () => {
  const explained = (baseline: Baseline): Baseline => baseline.map((one) => ({ ...one, reason: 'known' }));

  test('lists the places of its finding: with all of them, the run passes', async () => {
    const { report } = await publishedOn(THREE, noisy);
    const baseline = baselineOf([report], []);
    expect(baseline).toHaveLength(3);
    const allow = baseline.find(({ found }) => found === 'no Allow field');
    expect(allow?.places).toContainEqual({ operation: 'PATCH /bees' });
    const again = await publishedOn(THREE, noisy, { baseline: explained(baseline) });
    expect(again.report.verdict.kind).toBe('passed');
  });

  test('lets a place that it lacks fail the run, and keeps the others', async () => {
    const { report } = await publishedOn(THREE, noisy);
    const baseline = explained(baselineOf([report], [])).map(({ places = [], ...one }) => ({
      ...one,
      places: places.filter(({ operation }) => operation !== 'PATCH /bees'),
    }));
    const { report: again } = await publishedOn(THREE, noisy, { baseline });
    expect(again.verdict.kind).toBe('failed');
    const fresh = again.findings.filter(({ standing }) => standing === undefined);
    expect(fresh.map(({ operationId, found }) => [operationId, found])).toEqual([
      ['PATCH /bees', 'no Allow field'],
    ]);
    const updated = baselineOf([again], baseline);
    expect(updated.slice(0, -1)).toEqual(baseline);
    expect(updated.at(-1)).toMatchObject({ operation: 'PATCH /bees', reason: 'TODO: say why' });
  });

  test('has a list that grows: the index of an item is no place of its own', async () => {
    const longer = (asked: Asked): Reply =>
      asked.path === '/ants' && asked.method === 'GET'
        ? [200, { rows: Array.from({ length: 9 }, () => ({})) }]
        : noisy(asked);
    const { report } = await publishedOn(THREE, noisy);
    const baseline = explained(baselineOf([report], []));
    const again = await publishedOn(THREE, longer, { baseline });
    expect(again.report.verdict.kind).toBe('passed');
  });
});
