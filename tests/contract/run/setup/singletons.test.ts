import { describe, expect, test } from '@jest/globals';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';
import { notAllowed, runOn } from '../small-server.ts';
import type { RawRequest } from '../../../../src/http/message.ts';

const body = (properties: object, required: string[] = []) => ({
  content: { 'application/json': { schema: { type: 'object', required, properties } } },
});

const text = { type: 'string', minLength: 1 };

/** Settings of which one member is a secret, and a search whose POST is no change. */
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'settings', version: '1' },
  paths: {
    '/settings': {
      get: {
        operationId: 'readSettings',
        responses: { 200: { description: 'ok', ...body({ colour: text }) } },
      },
      put: {
        operationId: 'writeSettings',
        requestBody: { required: true, ...body({ colour: text, secret: text }, ['colour']) },
        responses: { 200: { description: 'ok', ...body({ colour: text }) }, 400: { description: 'refused' } },
      },
    },
    '/flights': {
      get: {
        operationId: 'listFlights',
        responses: { 200: { description: 'ok', ...body({ flights: {} }) } },
      },
      post: {
        operationId: 'searchFlights',
        requestBody: { required: true, ...body({ from: text }, ['from']) },
        responses: { 200: { description: 'ok', ...body({ flights: {} }) }, 400: { description: 'refused' } },
      },
    },
  },
};

async function run(isDisposable: boolean, document: object = DOCUMENT) {
  const description = loadDescriptionSync({ ...document });
  const sent: string[] = [];
  const answer = ({ method, target }: RawRequest) => {
    sent.push(`${method} ${target}`);
    const shown = target.startsWith('/settings') ? { colour: 'red' } : { flights: [] };
    const headers = { 'content-type': 'application/json' };
    return Promise.resolve({ status: 200, headers, body: Buffer.from(JSON.stringify(shown)) });
  };
  const report = await runContract({
    description,
    target: handlerTarget('settings', answer, { isDisposable }),
  });
  return { sent, report };
}

describe('settings that could not be put back', () => {
  test('are written where the description says that this is an action', async () => {
    const { get, put } = DOCUMENT.paths['/settings'];
    const paths = { '/settings': { get, put: { ...put, 'x-stuntdouble': false } } };
    const { sent } = await run(false, { ...DOCUMENT, paths });
    expect(sent).toContain('PUT /settings');
  });

  test('are not written, and that is no finding', async () => {
    const { sent, report } = await run(false);
    expect(sent.filter((line) => line === 'PUT /settings')).toEqual([]);
    expect(report.findings.filter(({ check }) => check === 'reached')).toEqual([]);
    expect(report.reach.find(({ operationId }) => operationId === 'writeSettings')).toMatchObject({
      kind: 'notTried',
      reason: expect.stringContaining('secret is a secret'),
    });
  });

  test('are written where the server ends with the run', async () => {
    const { sent } = await run(true);
    expect(sent).toContain('PUT /settings');
  });
});

test('a POST whose members the GET of its path does not show is no change of a setting', async () => {
  const { sent } = await run(false);
  expect(sent).toContain('POST /flights');
});

describe('settings that are put back', () => {
  const SHOP = {
    type: 'object',
    required: ['name', 'open', 'version'],
    properties: { name: text, open: { type: 'boolean' }, version: { type: 'integer', readOnly: true } },
  };

  const FIRST = { name: 'corner', open: true };

  /** A shop whose settings have a tag, which a change has to name. */
  async function runWith(method: 'put' | 'patch', options: Parameters<typeof runOn>[2] = {}) {
    const content = { 'application/json': { schema: SHOP } };
    const paths = {
      '/shop': {
        get: { operationId: 'shop', responses: { 200: { description: 'ok', content } } },
        [method]: {
          operationId: 'changeShop',
          parameters: [{ name: 'If-Match', in: 'header', schema: text }],
          requestBody: { required: true, content },
          responses: {
            200: { description: 'ok', content },
            400: { description: 'no' },
            412: { description: 'old' },
          },
        },
      },
    };
    let shop: Record<string, unknown> = { ...FIRST, version: 1 };
    const sent: {
      readonly members: object;
      readonly differs: readonly string[];
      readonly isBack: boolean;
    }[] = [];
    const { asked, report } = await runOn(
      paths,
      (one) => {
        const { method: how, members, headers } = one;
        const tag = { etag: `"${String(shop['version'])}"` };
        if (how === 'GET') return [200, shop, tag];
        if (how !== method.toUpperCase()) return notAllowed('GET', method.toUpperCase());
        const { name = 'x', open = true } = members;
        const isWhole =
          method === 'patch' || ['name', 'open'].every((needed) => Object.hasOwn(members, needed));
        if (!isWhole || typeof name !== 'string' || name === '' || typeof open !== 'boolean') return [400];
        if (![undefined, '*', tag.etag].includes(headers['if-match'] as string | undefined)) return [412];
        const { version: _, ...rest } = members;
        const differs = ['name', 'open'].filter(
          (member) => shop[member] !== FIRST[member as keyof typeof FIRST],
        );
        const isBack =
          differs.length > 0 &&
          Object.entries(FIRST).every(([member, value]) => ({ ...shop, ...rest })[member] === value);
        sent.push({ members, differs, isBack });
        shop = { ...shop, ...rest, version: Number(shop['version']) + 1 };
        return [200, shop, { etag: `"${String(shop['version'])}"` }];
      },
      options,
    );
    return { asked, report, sent, shop };
  }

  test.each(['put', 'patch'] as const)(
    'by %s, without what is read-only, are as they were, and nothing is left',
    async (method) => {
      const { sent, shop, report } = await runWith(method);
      expect(sent.length).toBeGreaterThan(2);
      expect(shop).toMatchObject(FIRST);
      expect(report.leftovers).toEqual([]);
      const back = sent.filter(({ isBack }) => isBack);
      expect(back.length).toBeGreaterThan(2);
      expect(back.filter(({ members }) => Object.hasOwn(members, 'version'))).toEqual([]);
    },
  );

  test('are not changed where the GET that shows them is left out', async () => {
    const { asked, report } = await runWith('put', { exclude: { operations: ['shop'] } });
    expect(asked.filter(({ method }) => method === 'GET' || method === 'PUT')).toEqual([]);
    expect(report.reach.find(({ operationId }) => operationId === 'changeShop')).toMatchObject({
      kind: 'notTried',
      reason: 'PUT /shop is not sent, since it could not be put back: its GET is left out',
    });
  });

  test('by PATCH get back only what has changed', async () => {
    const { asked, sent } = await runWith('patch');
    expect(asked.length).toBeGreaterThan(5);
    const back = sent.filter(({ isBack }) => isBack);
    expect(back.length).toBeGreaterThan(2);
    expect(back.map(({ members }) => Object.keys(members).toSorted())).toEqual(
      back.map(({ differs }) => differs),
    );
  });
});
