import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from '@jest/globals';
import { readBody } from '../../../src/http/message.ts';
import { PLAIN } from '../../../src/contract/report/render/colours.ts';
import { curlLines } from '../../../src/contract/report/text/curl-script.ts';
import { jsonReport } from '../../../src/contract/report/render/json-report.ts';
import { junitReport } from '../../../src/contract/report/render/junit-report.ts';
import type { Published } from '../../../src/contract/report/publish-report.ts';
import { terminalReport } from '../../../src/contract/report/render/terminal-report.ts';
import { loadDescriptionSync } from '../../../src/load-description.ts';
import { planCases } from '../../../src/contract/plan/plan-cases.ts';
import { type Case } from '../../../src/contract/case/case.ts';
import { runBroken, withJson, type Change } from '../broken-runs.ts';

const ITEM = /^\/api\/v1\/livechat\/department\/[^/?]+$/;

/** A department without what its description requires. */
const bareDepartment: Change = (answer, { method, target }) =>
  method === 'GET' && ITEM.test(target) && answer.status === 200
    ? withJson(answer, { department: { _id: target.split('/').at(-1) }, success: true })
    : answer;

const refusesCreation: Change = (answer, { method }) =>
  method === 'POST' ? { ...withJson(answer, { success: false }), status: 403 } : answer;

const failsDeletion: Change = (answer, { method }) =>
  method === 'DELETE' ? { ...withJson(answer, {}), status: 500 } : answer;

const asIs: Change = (answer) => answer;

function findingOf({ report }: Published, check: string) {
  const found = report.findings.find((one) => one.check === check);
  if (found === undefined) throw new Error(`there is no finding of ${check}`);
  return found;
}

function textOf({ report }: Published): string {
  return terminalReport(report, PLAIN);
}

describe('a report', () => {
  test('shows equal findings once, at the smallest of their cases, with a count', async () => {
    const { report } = await runBroken(bareDepartment);
    const finding = report.findings.find(({ found }) => found.includes(`'name'`));
    expect(finding).toMatchObject({
      check: 'body',
      confidence: 'definite',
      operationId: 'getDepartment',
      provenance: 'inferred',
      fails: false,
    });
    expect(finding?.count).toBeGreaterThan(1);
    expect(finding?.cases).toHaveLength(finding?.count ?? 0);
    expect(finding?.cases).toContain(finding?.caseId);
    expect(finding?.caseId).toMatch(/^rocketchat\/getDepartment\/(valid|accept)/);
  });

  test('points into the message and into the description, at its line', async () => {
    const published = await runBroken(bareDepartment, {
      publishing: { placeOf: (pointer) => `rocketchat.yaml:${pointer.length}` },
    });
    const finding = findingOf(published, 'body');
    expect(finding.pointer).toBe('/department');
    expect(finding.descriptionPointer).toMatch(/^\/components\/schemas\/\w+.*\/required$/);
    expect(textOf(published)).toContain(`described ${finding.place} #${finding.descriptionPointer}`);
  });

  test('has identifiers that the target made by their names, wherever they stand', async () => {
    const { report } = await runBroken(bareDepartment);
    const finding = report.findings.find(({ operationId }) => operationId === 'getDepartment');
    expect(finding?.response?.excerpt).toContain('"_id":"{_id}"');
    expect(finding?.request.target).toBe('/api/v1/livechat/department/{_id}');
  });

  test('is the same at any concurrency', async () => {
    const [one, many] = [
      await runBroken(bareDepartment, { concurrency: 1 }),
      await runBroken(bareDepartment, { concurrency: 16 }),
    ];
    const lasting = ({ report }: Published) => ({ ...report, run: undefined });
    expect(lasting(many)).toEqual(lasting(one));
  });

  test('names blocked cases with the reason, and is no success', async () => {
    const published = await runBroken(refusesCreation, {
      filter: ({ operationId }) => operationId === 'deleteDepartment',
    });
    const { verdict, cases } = published.report;
    expect(verdict.kind).toBe('blocked');
    expect(cases.filter((one) => one.verdict === 'blocked').length).toBeGreaterThan(3);
    expect(textOf(published)).toContain('blocked, create was answered 403: rocketchat/deleteDepartment/');
  });

  test('names what could not be removed by its real address', async () => {
    const published = await runBroken(failsDeletion, {
      filter: ({ id }) => id === 'rocketchat/createDepartment/valid/all-optional',
    });
    const { leftovers } = published.report.run;
    expect(leftovers).toHaveLength(1);
    expect(leftovers[0]).toMatch(ITEM);
    expect(leftovers[0]).not.toContain('{');
    expect(textOf(published)).toContain(`left over, could not be removed: ${leftovers[0]}`);
  });

  test('says why a documented status was not seen', async () => {
    const { report } = await runBroken(asIs, {
      safety: 'read-only',
      identities: { default: { credentials: {} } },
    });
    const reason = (operationId: string, status: string) =>
      report.coverage.unseen.find((one) => one.operationId === operationId && one.status === status)?.reason;
    expect(reason('createDepartment', '200')).toBe('not sent: the run is read-only');
    expect(reason('getQueue', '403')).toBe(
      'no case of this run has an identity without the permission (--identity)',
    );
    expect(reason('getQueue', '200')).toBe('the target answered its cases otherwise');
  });

  test('says first that the credentials are likely to be wrong', async () => {
    const published = await runBroken(asIs, {
      identities: { default: { credentials: { authToken: 'x', userId: 'y' } } },
    });
    const text = textOf(published);
    expect(text).toMatch(
      /! all \d+ of the valid requests were answered 401 or 403: are the credentials right\?/,
    );
    expect(text.indexOf('are the credentials right?')).toBeLessThan(text.indexOf('✗ validAccepted'));
    expect(text).toMatch(/and \d+ other findings, which may all come from that/);
  });

  test('shows control characters of a target, and obeys none', async () => {
    const published = await runBroken((answer, { target }) =>
      target.startsWith('/api/v1/livechat/queue')
        ? {
            status: 200,
            headers: { 'content-type': 'text/plain' },
            body: new TextEncoder().encode('\u001b[2Jgone\u202e'),
          }
        : answer,
    );
    const text = textOf(published);
    expect(text).toContain(String.raw`\u001b[2Jgone\u202e`);
    expect(text).not.toMatch(/[\p{Cf}\p{Cs}]|(?!\n)\p{Cc}/u);
  });
});

describe('the JSON report', () => {
  const schema: unknown = JSON.parse(
    readFileSync(new URL('../../../schemas/contract-report.schema.json', import.meta.url), 'utf8'),
  );
  const ajv = new Ajv2020({ allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema as object);

  test.each<[string, () => Promise<Published>]>([
    ['of a success', () => runBroken(asIs)],
    ['of findings', () => runBroken(bareDepartment)],
    ['of blocked cases', () => runBroken(refusesCreation)],
    ['of leftovers', () => runBroken(failsDeletion)],
    ['of a target that cannot be reached', () => runBroken(() => Promise.reject(new Error('gone')))],
    ['of an interrupted run', () => runBroken(asIs, { signal: AbortSignal.abort() })],
  ])('%s is as its schema says', async (_, run) => {
    const { report } = await run();
    validate(JSON.parse(jsonReport([report])));
    expect(validate.errors ?? []).toEqual([]);
  });

  test('holds no bytes and no more than an excerpt of a long answer', async () => {
    const { report } = await runBroken(async (answer, { target }) =>
      target.startsWith('/api/v1/livechat/queue')
        ? { ...answer, status: 418, body: await longBody(answer) }
        : answer,
    );
    expect(jsonReport([report])).not.toMatch(/"\d+": \d+/);
    expect(Math.max(...report.findings.map(({ response }) => response?.excerpt.length ?? 0))).toBeLessThan(
      2_100,
    );
  });
});

async function longBody(answer: Parameters<Change>[0]): Promise<Uint8Array> {
  const body = await readBody(answer);
  const whole = new Uint8Array(20_000).fill(32);
  whole.set(body);
  return whole;
}

describe('the JUnit report', () => {
  test('has a test case for each case, failures and errors where they belong', async () => {
    const published = await runBroken(refusesCreation);
    const xml = junitReport([published]);
    const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(xml) as JUnit;
    const cases = testsuites.testsuite.testcase;
    const { counts } = published.report;
    expect(cases).toHaveLength(counts.planned);
    expect(cases.filter((one) => one.error !== undefined)).toHaveLength(counts.blocked);
    expect(cases.filter((one) => one.failure !== undefined).length).toBeGreaterThan(0);
    expect(cases.map((one) => one['@_classname'])).toContain('rocketchat.createDepartment');
    expect(Number(testsuites.testsuite['@_errors'])).toBe(counts.blocked);
  });

  test('is XML whatever a target answers', async () => {
    const nasty = ']]>&amp;<failure>"\u0000\u0008\uFFFF\uD800';
    const published = await runBroken((answer, { target }) =>
      target.startsWith('/api/v1/livechat/queue') ? withJson(answer, { queue: nasty, [nasty]: 1 }) : answer,
    );
    const xml = junitReport([published]);
    expect(XMLValidator.validate(xml)).toBe(true);
    expect(xml).not.toMatch(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]|\p{Surrogate}/u);
  });

  test('fails no test case for a finding that does not fail the run', async () => {
    const published = await runBroken(bareDepartment, { publishing: { failOn: 'never' } });
    const xml = junitReport([published]);
    expect(xml).not.toContain('<failure');
    expect(xml).toContain('<system-out>! body (definite');
  });
});

interface JUnit {
  readonly testsuites: {
    readonly testsuite: {
      readonly '@_errors': string;
      readonly testcase: readonly Readonly<Record<string, unknown>>[];
    };
  };
}

describe('curl lines', () => {
  const description = loadDescriptionSync('rocketchat');
  const cases = planCases(description, {
    identities: { default: { credentials: {} }, 'no-rights': { credentials: {} } },
  });
  const facts = {
    baseUrl: 'http://api.example.com/v1',
    schemes: description.securitySchemes,
    headerNames: ['x-tenant'],
  };

  /** What a shell makes of the lines: the words that curl would get, of the last one. */
  function shellWords(one: Case, step: number): readonly string[] {
    const functions = `curl() { if [ "$1" = -s ]; then echo '{}'; else printf '%s\\n' "$@"; fi; }; jq() { echo 'made/id'; }`;
    const script = [functions, ...curlLines(one, step, facts)].join('\n');
    const env = {
      STUNTDOUBLE_AUTH_TOKEN: 'to ken',
      STUNTDOUBLE_USER_ID: 'user$',
      STUNTDOUBLE_NO_RIGHTS_AUTH_TOKEN: 'none',
      STUNTDOUBLE_NO_RIGHTS_USER_ID: 'none',
      STUNTDOUBLE_HEADER_X_TENANT: 'a"b',
    };
    return execFileSync('sh', ['-c', script], { encoding: 'utf8', env }).trimEnd().split('\n');
  }

  function caseOf(id: string): Case {
    const found = cases.find((one) => one.id === id);
    if (found === undefined) throw new Error(`there is no ${id}`);
    return found;
  }

  test('send the same request, secrets from the environment', () => {
    const words = shellWords(caseOf('rocketchat/getQueue/type/query/sort'), 0);
    expect(words).toEqual(
      expect.arrayContaining([
        'X-Auth-Token: to ken',
        'X-User-Id: user$',
        'x-tenant: a"b',
        'accept: application/json',
      ]),
    );
    expect(words.at(-1)).toMatch(/^http:\/\/api\.example\.com\/v1\/api\/v1\/livechat\/queue\?.*sort=/);
  });

  test('send the body as it is', () => {
    const one = caseOf('rocketchat/createDepartment/malformed-json/');
    const words = shellWords(one, 0);
    expect(words[words.indexOf('-d') + 1]).toBe(one.steps[0]?.request.body);
  });

  test('take identifiers from the steps before', () => {
    const one = caseOf('rocketchat/deleteDepartment/permission/no-rights');
    const words = shellWords(one, 1);
    expect(words).toEqual(expect.arrayContaining(['-X', 'DELETE', 'X-Auth-Token: none']));
    expect(words.at(-1)).toBe('http://api.example.com/v1/api/v1/livechat/department/made/id');
    expect(curlLines(one, 1, facts)[0]).toMatch(/^_id=\$\(curl -s .* \| jq -r \.department\._id\)$/);
  });

  test('take them from the Location field where the body has none', () => {
    const one = caseOf('rocketchat/deleteDepartment/permission/no-rights');
    const bind: Case['steps'][number]['bind'] = { _id: { from: 'identifier' } };
    const steps = one.steps.map((step) => (step.role === 'setup' ? { ...step, bind } : step));
    const located: Case = { ...one, steps };
    const curl = `curl() { printf 'HTTP/1.1 201 Created\\r\\nlocation: /things/7\\r\\n\\r\\n'; }`;
    const script = [curl, curlLines(located, 1, facts)[0], 'echo "$_id"'].join('\n');
    expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe('7\n');
  });

  test('show a wrong credential, and leave out a missing one', () => {
    expect(shellWords(caseOf('rocketchat/getQueue/credentials-wrong/userId'), 0)).toContain(
      'X-User-Id: wrong-credential',
    );
    const without = shellWords(caseOf('rocketchat/getQueue/credentials-missing/userId'), 0).join('\n');
    expect(without).not.toContain('X-User-Id');
  });
});
