import { describe, expect, test } from '@jest/globals';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';
import { planCases } from '../../../../src/contract/plan/plan-cases.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { type RawRequest } from '../../../../src/http/message.ts';
import { json } from '../../../description/described.ts';

const id = { type: 'string' };
const thing = {
  type: 'object',
  required: ['id'],
  properties: { id: { ...id, readOnly: true }, text: { type: 'string' } },
};
interface Style {
  readonly parameter: string;
  /** Members of a page beside its items. */
  readonly members?: object;
  readonly headers?: object;
}

/** Things in pages that are told from one another in some way. */
function described({ parameter, members = {}, headers = {} }: Style) {
  const page = {
    type: 'object',
    required: ['data'],
    properties: { data: { type: 'array', items: thing }, ...members },
  };
  return loadDescriptionSync(
    {
      openapi: '3.1.0',
      info: { title: 'Things', version: '1' },
      paths: {
        '/things': {
          get: {
            operationId: 'list',
            parameters: [
              { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
              { name: parameter, in: 'query', schema: { type: 'string' } },
            ],
            responses: {
              200: { description: 'Things.', headers, content: json(page) },
              400: { description: 'No.' },
            },
          },
          post: {
            operationId: 'create',
            requestBody: { required: true, content: json(thing) },
            responses: { 201: { description: 'Made.', content: json(thing) }, 400: { description: 'No.' } },
          },
        },
        '/things/{id}': {
          delete: {
            operationId: 'remove',
            parameters: [{ name: 'id', in: 'path', required: true, schema: id }],
            responses: { 204: { description: 'Gone.' }, 404: { description: 'None.' } },
          },
        },
      },
    },
    { name: 'things' },
  );
}

interface Page {
  readonly data: readonly { readonly id: string }[];
  readonly next: string | undefined;
}

/** Returns the members and header fields that a style adds to a page. */
type Write = (page: Page) => { readonly body: object; readonly headers?: Readonly<Record<string, string>> };

/** A server with a list that is read on from the item whose identifier is the cursor; `skip` loses items on the way. */
function server(parameter: string, write: Write, skip = 0) {
  const things = new Map<string, { id: string }>();
  let made = 0;
  const answer = (status: number, body?: object, headers = {}) => ({
    status,
    headers: body === undefined ? {} : { 'content-type': 'application/json', ...headers },
    body: body === undefined ? new Uint8Array(0) : new TextEncoder().encode(JSON.stringify(body)),
  });
  return async ({ method, target, body }: RawRequest) => {
    const url = new URL(target, 'http://things');
    if (method === 'POST') {
      made += 1;
      const sent = JSON.parse(new TextDecoder().decode(body)) as object;
      const one = { ...sent, id: `t${made}` };
      things.set(one.id, one);
      return answer(201, one);
    }
    if (method === 'DELETE') return answer(things.delete(url.pathname.split('/').at(-1) ?? '') ? 204 : 404);
    const all = [...things.values()];
    const cursor = url.searchParams.get(parameter);
    const from = cursor === null ? 0 : all.findIndex((one) => one.id === cursor) + 1 + skip;
    const data = all.slice(from, from + Number(url.searchParams.get('limit') ?? 10));
    const next = from + data.length < all.length ? data.at(-1)?.id : undefined;
    const { body: page, headers } = write({ data, next });
    return answer(200, page, headers);
  };
}

const nullable = { type: ['string', 'null'] };

const STYLES: readonly (readonly [string, Style, Write])[] = [
  [
    'a cursor in the body',
    { parameter: 'cursor', members: { nextCursor: nullable } },
    ({ data, next }) => ({ body: { data, nextCursor: next ?? null } }),
  ],
  [
    'a token deeper in the body',
    { parameter: 'page_token', members: { meta: { type: 'object', properties: { next_page_token: id } } } },
    ({ data, next }) => ({ body: { data, meta: next === undefined ? {} : { next_page_token: next } } }),
  ],
  [
    'an address in the body',
    { parameter: 'after', members: { links: { type: 'object', properties: { next: nullable } } } },
    ({ data, next }) => ({
      body: { data, links: { next: next === undefined ? null : `https://things/x?limit=2&after=${next}#a` } },
    }),
  ],
  [
    'a Link field',
    { parameter: 'cursor', headers: { Link: { schema: id } } },
    ({ data, next }) => ({
      body: { data },
      ...(next !== undefined && {
        headers: { link: `</first>; rel="first", </things?cursor=${next}&limit=2>; rel="next"` },
      }),
    }),
  ],
  [
    'the last item, as long as there are more',
    { parameter: 'starting_after', members: { has_more: { type: 'boolean' } } },
    ({ data, next }) => ({ body: { data, has_more: next !== undefined } }),
  ],
];

async function run(style: Style, write: Write, skip = 0) {
  const description = described(style);
  const asked: string[] = [];
  const handle = server(style.parameter, write, skip);
  const report = await runContract({
    description,
    filter: ({ id: caseId }) => caseId === 'things/list/sequence/cursor',
    target: handlerTarget('things', async (request) => {
      if (request.method === 'GET') asked.push(request.target);
      return handle(request);
    }),
  });
  return { report, asked, leftovers: report.results.flatMap(({ leftovers }) => leftovers) };
}

describe('a list that is read by its cursors', () => {
  test.each(STYLES)('is read to its end, with %s', async (_, style, write) => {
    const { report, asked, leftovers } = await run(style, write);
    expect({ findings: report.findings, passed: report.counts.passed, leftovers }).toEqual({
      findings: [],
      passed: 1,
      leftovers: [],
    });
    expect(asked.slice(1, -1)).toEqual([
      '/things?limit=2',
      `/things?limit=2&${style.parameter}=t2`,
      `/things?limit=2&${style.parameter}=t4`,
    ]);
  });

  test.each(STYLES)('has a finding when it loses items, with %s', async (_, style, write) => {
    const { report } = await run(style, write, 1);
    expect(report.findings.map(({ check, confidence, found }) => ({ check, confidence, found }))).toEqual([
      { check: 'pages', confidence: 'likely', found: 'no next page, and an item that was on none' },
    ]);
  });
});

describe('an invented cursor', () => {
  test('is not in a request that should be accepted', () => {
    const [, style] = STYLES[0] ?? [];
    const cases = planCases(described(style ?? { parameter: 'cursor' }));
    const made = cases.filter(({ steps }) =>
      steps.some(({ request }) => /cursor=(?!\{\{)/.test(request.target)),
    );
    expect(made.length).toBeGreaterThan(0);
    for (const one of made) expect(one.steps.map(({ expect: wanted }) => wanted.outcome)).toContain('any');
  });
});
