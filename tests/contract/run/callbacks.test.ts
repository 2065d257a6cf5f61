import { describe, expect, test } from '@jest/globals';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { createMock } from '../../../src/create-mock.ts';
import type { Finding } from '../../../src/contract/case/finding.ts';
import { runContract } from '../../../src/contract/run-contract.ts';
import { handlerTarget } from '../../../src/contract/target/handler-target.ts';
import { encodeText } from '../../../src/http/charset.ts';
import type { RawRequest } from '../../../src/http/message.ts';
import { run } from '../../cli/command.ts';
import { serveHttp } from '../../cli/servers/servers.ts';
import { folderWith } from '../../temporary-folder.ts';

const json = (schema: object) => ({ content: { 'application/json': { schema } } });

const Event = { type: 'object', required: ['kind'], properties: { kind: { enum: ['made', 'gone'] } } };

const callback = (requestBody: object = { required: true, ...json(Event) }) => ({
  post: { requestBody, responses: { 204: { description: 'Seen.' } } },
});

const Hook = {
  type: 'object',
  required: ['url'],
  properties: { url: { type: 'string', format: 'uri' }, note: { type: 'string' } },
};

const describedBy = (callbacks: object, extra: object = {}) =>
  loadDescriptionSync(
    {
      openapi: '3.1.0',
      info: { title: 'Hooks', version: '1' },
      paths: {
        '/hooks': {
          post: {
            operationId: 'addHook',
            requestBody: { required: true, ...json(Hook) },
            responses: {
              201: { description: 'Added.', ...json({ type: 'object' }) },
              '4XX': { description: 'No.' },
            },
            callbacks,
            ...extra,
          },
        },
      },
    },
    { name: 'hooks' },
  );

const DESCRIBED = describedBy({ changed: { '{$request.body#/url}': callback() } });

interface Posting {
  readonly method?: string;
  readonly body?: unknown;
  /** Behind the address that was given. */
  readonly suffix?: string;
}

const post = (url: string, { method = 'POST', body = { kind: 'made' }, suffix = '' }: Posting = {}) =>
  fetch(url + suffix, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(method !== 'GET' && { body: JSON.stringify(body) }),
  });

/** Runs the suite on a server that does this with the address that it gets; returns what is found of callbacks. */
async function findings(
  does: (url: string, count: number) => unknown,
  {
    description = DESCRIBED,
    timeout = 8000,
  }: { readonly description?: typeof DESCRIBED; readonly timeout?: number } = {},
): Promise<readonly Pick<Finding, 'check' | 'confidence' | 'found'>[]> {
  let count = 0;
  const handle = async ({ body }: RawRequest) => {
    const text = new TextDecoder().decode(body);
    const { url } = (text === '' ? {} : JSON.parse(text)) as { readonly url?: string };
    if (url?.startsWith('http://127.0.0.1') === true) {
      count += 1;
      void does(url, count);
    }
    return { status: 201, headers: { 'content-type': 'application/json' }, body: encodeText('{}') };
  };
  const report = await runContract({
    description,
    target: handlerTarget('lab', handle),
    safety: 'full',
    callbacksOn: 'http://127.0.0.1:0',
    timeout,
  });
  return report.findings
    .filter(({ check }) => check.startsWith('callback'))
    .map(({ check, confidence, found }) => ({ check, confidence, found }));
}

describe('a documented callback', () => {
  test('that arrives and fits is no finding, also where it comes twice, or late', async () => {
    const later = (url: string) =>
      setTimeout(() => {
        void post(url);
      }, 300);
    const found = await Promise.all([
      findings((url) => post(url)),
      findings((url) => Promise.all([post(url), post(url)])),
      findings(later),
    ]);
    expect(found).toEqual([[], [], []]);
  });

  test('that never arrives is found', async () => {
    const found = await findings(() => undefined, { timeout: 300 });
    expect(new Set(found.map(({ confidence }) => confidence))).toEqual(new Set(['likely']));
    expect(found[0]).toEqual({ check: 'callbackArrives', confidence: 'likely', found: 'none within 0.3 s' });
  });

  test('that arrives only after some requests is advice', async () => {
    const first = (url: string, count: number) => (count === 1 ? post(url) : undefined);
    const found = await findings(first, { timeout: 1500 });
    expect(found.map(({ check, confidence }) => [check, confidence])).toEqual([
      ['callbackArrives', 'advice'],
    ]);
  });

  test('that arrives with a wrong body or method, or elsewhere below the address, is found', async () => {
    const wrong: readonly (readonly [Posting, RegExp])[] = [
      [{ body: { kind: 'other' } }, /kind/],
      [{ body: {} }, /kind/],
      [{ method: 'PUT' }, /^PUT$/],
      [{ suffix: '/events' }, /\/events$/],
    ];
    const runs = await Promise.all(wrong.map(([posting]) => findings((url) => post(url, posting))));
    for (const [index, [, reason]] of wrong.entries()) {
      const [found] = runs[index] ?? [];
      expect([found?.check, found?.confidence]).toEqual(['callbackFits', 'definite']);
      expect(found?.found).toMatch(reason);
    }
  });

  test('that comes by a redirect with another method is found', async () => {
    let there = '';
    const redirecting = await serveHttp((_, response) => response.writeHead(303, { location: there }).end());
    const [found] = await findings((url) => {
      there = url;
      return post(`${redirecting.url}/`);
    });
    expect(found).toMatchObject({ check: 'callbackFits', found: 'GET' });
  });

  test('is one of several of an operation: one of them is enough', async () => {
    const description = describedBy({
      succeeded: { '{$request.body#/url}?as=success': callback() },
      failed: { '{$request.body#/url}?as=failure': callback() },
    });
    const [right, [found]] = await Promise.all([
      findings((url) => post(url, { suffix: '?as=failure' }), { description }),
      findings((url) => post(url), { description }),
    ]);
    expect([right, found?.check]).toEqual([[], 'callbackFits']);
  });

  test('whose address is not sent, or cannot be one of the suite, is not waited for', async () => {
    const start = performance.now();
    const elsewhere = describedBy({ changed: { 'https://example.com/fixed': callback() } });
    const answered = describedBy({ changed: { '{$response.body#/url}': callback() } });
    const secure = describedBy(
      { changed: { '{$request.body#/url}': callback() } },
      {
        requestBody: {
          required: true,
          ...json({ ...Hook, properties: { url: { type: 'string', pattern: '^https://[a-z.]+$' } } }),
        },
      },
    );
    for (const description of [elsewhere, answered, secure])
      expect(await findings(() => undefined, { description, timeout: 9000 })).toEqual([]);
    expect(performance.now() - start).toBeLessThan(9000);
  });

  test('of the mock arrives, and fits', async () => {
    const app = createMock({ descriptions: DESCRIBED, callbacks: true });
    const report = await runContract({
      description: DESCRIBED,
      target: app,
      callbacksOn: 'http://127.0.0.1:0/below',
      safety: 'full',
    });
    expect(report.findings.filter(({ check }) => check.startsWith('callback'))).toEqual([]);
    expect(app.deliveries().map(({ outcome }) => outcome)).toContain('delivered');
    const off = createMock({ descriptions: DESCRIBED });
    const { findings: found } = await runContract({
      description: DESCRIBED,
      target: off,
      callbacksOn: 'http://127.0.0.1:0',
      safety: 'full',
      timeout: 9000,
      perOperation: { addHook: { timeout: 300 } },
    });
    expect(found.map(({ check }) => check)).toContain('callbackArrives');
  });
});

/** Callbacks are not waited for long. */
const SILENT = { operations: { addHook: { timeout: 0.3 } } };

const LISTENING = ['--callbacks-on', 'http://127.0.0.1:0'];

describe('stuntdouble test --callbacks-on', () => {
  test('receives the callbacks of the mock in this process', async () => {
    const folder = folderWith({ 'hooks.json': DESCRIBED.document });
    const args = ['test', 'hooks.json', '--only', 'hooks/addHook/valid/*'];
    const { code, stdout } = await run([...args, '--callbacks-on', 'http://127.0.0.1:0'], { cwd: folder });
    expect(stdout).not.toContain('callback');
    expect(code).toBe(0);
  });

  test('is in the command that replays a finding, and needed to replay a report with one', async () => {
    const folder = folderWith({ 'hooks.json': DESCRIBED.document, 'settings.json': SILENT });
    const { url: target } = await serveHttp((request, response) => {
      request
        .resume()
        .on('end', () => response.writeHead(201, { 'content-type': 'application/json' }).end('{}'));
    });
    const place = { cwd: folder };
    const common = ['--target', target, '--config', 'settings.json'];
    const tested = await run(
      [
        'test',
        'hooks.json',
        '--only',
        'hooks/addHook/valid/*',
        '--json',
        'report.json',
        ...common,
        ...LISTENING,
      ],
      place,
    );
    const [, again = ''] =
      /stuntdouble (replay \S+ hooks\.json .*--callbacks-on \S+.*)/.exec(tested.stdout) ?? [];
    expect(again).toContain('--callbacks-on http://127.0.0.1:0/');
    const replayed = await run(again.replaceAll("'", '').split(' '), place);
    const refused = await run(['replay', '--report', 'report.json', ...common], place);
    expect([replayed.stderr, tested.code, replayed.code, refused.code]).toEqual(['', 1, 1, 2]);
    expect(replayed.stdout).toContain('STILL THERE');
    expect(refused.stderr).toContain('say where callbacks are received, with --callbacks-on URL');
  });

  test.each([
    ['https://127.0.0.1:1', 'give an address of this machine'],
    ['http://192.0.2.1:9000', 'give an address of this machine'],
    ['nowhere', 'give an address of this machine'],
  ])('%s is refused', async (url, reason) => {
    const { code, stderr } = await run(['test', '--callbacks-on', url]);
    expect(code).toBe(2);
    expect(stderr).toContain(reason);
  });
});
