import { describe, expect, test } from '@jest/globals';
import { impossibleBodies } from '../../../src/contract/check/impossible-bodies.ts';
import { runContract } from '../../../src/contract/run-contract.ts';
import { handlerTarget } from '../../../src/contract/target/handler-target.ts';
import { compileDescription } from '../../../src/description/compile/compile-description.ts';
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

async function runOn(handle: (request: RawRequest) => Promise<RawResponse>) {
  const { results } = await runContract({ description: DESCRIPTION, target: handlerTarget('it', handle) });
  return {
    findings: results.flatMap(({ findings }) => findings),
    notes: impossibleBodies(
      DESCRIPTION,
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
