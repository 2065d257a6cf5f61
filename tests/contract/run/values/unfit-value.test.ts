import { describe, expect, test } from '@jest/globals';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';

const BOAT = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string' }, name: { type: 'string' } },
};

const boat = { description: 'it', content: { 'application/json': { schema: BOAT } } };

const none = { description: 'none' };

/** A boat that is made gets a text as its identifier; `parameter` is what the path to its sails takes. */
function descriptionWith(parameter: object) {
  const inPath = (rest: object) => ({ name: 'boatId', in: 'path', required: true, ...rest });
  return loadDescriptionSync(
    {
      openapi: '3.1.0',
      info: { title: 'Port', version: '1' },
      paths: {
        '/boats': {
          post: {
            operationId: 'launch',
            requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
            responses: { 201: boat, '4XX': none },
          },
        },
        '/boats/{boatId}': {
          get: {
            operationId: 'see',
            parameters: [inPath({ schema: { type: 'string' } })],
            responses: { 200: boat, '4XX': none },
          },
        },
        '/boats/{boatId}/sails': {
          get: {
            operationId: 'sails',
            parameters: [inPath(parameter)],
            responses: { 200: none, '4XX': none },
          },
        },
      },
    },
    { name: 'port' },
  );
}

/** Returns the report of a run, and the boats whose sails were asked for. */
async function runWith(parameter: object) {
  const description = descriptionWith(parameter);
  const asked: string[] = [];
  let count = 0;
  const target = handlerTarget('http://port.test', ({ method, target: url }) => {
    const [, boats, id, part] = url.replace(/\?.*$/, '').split('/');
    const answer = (status: number, body?: object) => {
      const headers = { allow: 'GET', ...(body && { 'content-type': 'application/json' }) };
      const bytes = new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body));
      return Promise.resolve({ status, headers, body: bytes });
    };
    if (boats !== 'boats') return answer(404);
    if (id === undefined) {
      if (method !== 'POST') return answer(405);
      count += 1;
      return answer(201, { id: `boat-${count}` });
    }
    if (method !== 'GET') return answer(405);
    if (part !== undefined) asked.push(decodeURIComponent(id));
    const known = /^"?boat-\d+"?$/.test(decodeURIComponent(id));
    if (part !== undefined) return answer(known ? 200 : 404);
    return known ? answer(200, { id: decodeURIComponent(id) }) : answer(404);
  });
  const report = await runContract({ description, target, safety: 'full', phases: ['boundaries'] });
  const verdicts = report.results.filter(({ case: one }) => one.operationId === 'sails');
  return { report, asked, verdicts: verdicts.map(({ verdict }) => verdict) };
}

describe('an identifier that the target gives', () => {
  test('is sent where the parameter takes it', async () => {
    const { asked, report } = await runWith({ schema: { type: 'string', pattern: '^boat-' } });
    expect(asked).toContain('boat-4');
    expect(report.reach.find(({ operationId }) => operationId === 'sails')?.kind).toBe('reached');
  });

  test.each([
    [{ schema: { type: 'integer' } }],
    [{ schema: { type: 'string', maxLength: 3 } }],
    [{ schema: { type: 'string', enum: ['sloop', 'ketch', 'yawl'] } }],
  ])('is not sent where the parameter refuses it, which is no finding: %j', async (parameter) => {
    const { asked, report, verdicts } = await runWith(parameter);
    expect(asked.filter((id) => id.startsWith('boat-'))).toEqual([]);
    expect(report.findings).toEqual([]);
    expect(
      verdicts.every(({ kind }) => kind === 'skipped' || kind === 'passed' || kind === 'unreached'),
    ).toBe(true);
  });

  test('is written as JSON where the parameter is', async () => {
    const { asked, report } = await runWith({
      content: { 'application/json': { schema: { type: 'string' } } },
    });
    expect(asked).toContain('"boat-4"');
    expect(report.findings).toEqual([]);
  });
});
