import { describe, expect, test } from '@jest/globals';
import { impossibleBodies } from '../../../src/contract/check/impossible-bodies.ts';
import { runContract } from '../../../src/contract/run-contract.ts';
import { handlerTarget } from '../../../src/contract/target/handler-target.ts';
import { compileDescription } from '../../../src/description/compile/compile-description.ts';
import type { Description } from '../../../src/description/model/description.ts';
import { encodeText } from '../../../src/http/charset.ts';
import type { RawRequest, RawResponse } from '../../../src/http/message.ts';
import { createMockOf } from '../../../src/mock/mock.ts';

const twice = { oneOf: [{ type: 'string' }, { type: 'string' }] };
const Odd = { type: 'object', required: ['n', 'both'], properties: { n: { type: 'integer' }, both: twice } };
const content = { 'application/json': { schema: { $ref: '#/components/schemas/Odd' } } };
const DESCRIPTION = compileDescription(
  {
    openapi: '3.1.0',
    info: { title: 'x', version: '1' },
    paths: {
      '/odd': { get: { operationId: 'odd', responses: { 200: { description: 'ok', content } } } },
    },
    components: { schemas: { Odd } },
  },
  { name: 'x', location: undefined },
);

async function runOn(
  handle: (request: RawRequest) => Promise<RawResponse>,
  description: Description = DESCRIPTION,
) {
  const { results } = await runContract({ description, target: handlerTarget('it', handle) });
  return {
    findings: results.flatMap(({ findings }) => findings),
    notes: impossibleBodies(
      description,
      results.flatMap(({ exchanges }) => exchanges),
    ),
  };
}

describe('a schema that nothing fits', () => {
  test('brings no finding about bodies, and is told once', async () => {
    const { findings, notes } = await runOn(createMockOf([{ description: DESCRIPTION }]).handle);
    expect(findings).toEqual([]);
    expect(notes).toEqual([expect.stringMatching(/nothing fits .*: \/both must match exactly one schema/)]);
  });

  test.each([
    ['a list', { type: 'array', items: { $ref: '#/components/schemas/Odd' } }, '[%]'],
    [
      'a page',
      {
        type: 'object',
        properties: { data: { type: 'array', items: { $ref: '#/components/schemas/Odd' } } },
      },
      '{"data":[%]}',
    ],
  ])('brings none either where it is that of the items of %s', async (_, schema, body) => {
    const listed = { 'application/json': { schema } };
    const responses = { 200: { description: 'ok', content: listed } };
    const description = compileDescription(
      {
        openapi: '3.1.0',
        info: { title: 'x', version: '1' },
        paths: { '/all': { get: { responses } } },
        components: { schemas: { Odd } },
      },
      { name: 'x', location: undefined },
    );
    const answering = (item: string) => async () => ({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: encodeText(body.replace('%', item)),
    });
    const { findings, notes } = await runOn(answering('{"n":1,"both":"x"}'), description);
    expect(findings.filter(({ check }) => check === 'body')).toEqual([]);
    expect(notes).toEqual([
      expect.stringContaining('nothing fits the schema at /components/schemas/Odd: /both'),
    ]);
    const wrong = await runOn(answering('{"n":"seven","both":"x"}'), description);
    expect(wrong.findings.some(({ check }) => check === 'body')).toBe(true);
  });

  test('does not hide what breaks another rule', async () => {
    const mock = createMockOf([{ description: DESCRIPTION }]);
    const { findings } = await runOn(async (request) => {
      const response = await mock.handle(request);
      return response.status === 200
        ? { ...response, body: encodeText('{"n":"seven","both":"x"}') }
        : response;
    });
    expect(findings.map(({ check, pointer }) => [check, pointer])).toContainEqual(['body', '/n']);
    expect(findings.filter(({ pointer }) => pointer === '/both')).toEqual([]);
  });
});
