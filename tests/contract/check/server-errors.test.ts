import { describe, expect, test } from '@jest/globals';
import { runContract } from '../../../src/contract/run-contract.ts';
import { handlerTarget } from '../../../src/contract/target/handler-target.ts';
import type { RawRequest } from '../../../src/http/message.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';

/** Returns the findings about errors of a server whose one operation always answers `status`. */
async function errorsOn(status: number, documented: readonly string[]) {
  const responses = Object.fromEntries(documented.map((one) => [one, { description: 'it' }]));
  const description = loadDescriptionSync(
    {
      openapi: '3.1.0',
      info: { title: 'Outages', version: '1' },
      paths: { '/outage': { get: { operationId: 'show', responses } } },
    },
    { name: 'outages' },
  );
  const target = handlerTarget('http://outages.test', ({ method }: RawRequest) =>
    Promise.resolve({
      status: method === 'GET' ? status : 405,
      headers: { allow: 'GET' },
      body: new Uint8Array(),
    }),
  );
  const { findings } = await runContract({ description, target, safety: 'full' });
  const errors = findings.filter(({ check }) => check === 'serverError');
  return [...new Set(errors.map(({ confidence, found }) => `${confidence} ${found}`))];
}

describe('an answer with a 5xx', () => {
  test.each([
    [501, ['200', '501']],
    [502, ['200', '502']],
    [503, ['503']],
  ])('is advice where the operation names %s', async (status, documented) => {
    expect(await errorsOn(status, documented)).toEqual([`advice ${status}`]);
  });

  test.each([
    [501, ['200']],
    [502, ['200', '501']],
    [503, ['200', '5XX']],
    [504, ['200', 'default']],
    [500, ['200', '500']],
  ])('is definite for %s where %j is documented', async (status, documented) => {
    expect(await errorsOn(status, documented)).toEqual([`definite ${status}`]);
  });
});
