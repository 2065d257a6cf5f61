import { expect, test } from '@jest/globals';
import { createMock } from '../../../../src/create-mock.ts';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';

function answering(schema: object): object {
  return { '200': { description: '', content: { 'application/json': { schema } } } };
}

function kind(name: string): object {
  return answering({ type: 'object', required: ['kind'], properties: { kind: { const: name } } });
}

function fileBy(name: string, schema: object): object {
  return { get: { parameters: [{ name, in: 'path', required: true, schema }], responses: kind(name) } };
}

const DESCRIPTION = loadDescriptionSync(
  {
    openapi: '3.1.0',
    info: { title: 'Files', version: '1' },
    paths: {
      '/shared': { get: { responses: kind('file') } },
      '/shared#folders': { get: { responses: kind('folder') } },
      '/files/{id}': fileBy('id', { type: 'string', format: 'uuid' }),
      '/files/{name}': fileBy('name', { type: 'string', minLength: 1, example: 'a.jpg' }),
    },
  },
  { name: 'files' },
);

async function findingsOn(answer?: object) {
  const { handle } = createMock({ descriptions: DESCRIPTION });
  const headers = { 'content-type': 'application/json' };
  const body = () => new TextEncoder().encode(JSON.stringify(answer));
  const target = handlerTarget(
    'files',
    answer === undefined ? handle : () => Promise.resolve({ status: 200, headers, body: body() }),
  );
  const report = await runContract({ description: DESCRIPTION, target });
  return report.findings.map(({ check, operationId }) => `${check} ${operationId}`);
}

test('operations that no request tells apart are right in what either of them documents', async () => {
  expect(await findingsOn()).toEqual([]);
});

test('they are wrong in what neither of them documents', async () => {
  const found = await findingsOn({ kind: 'none' });
  for (const id of ['GET /shared', 'GET /shared#folders', 'GET /files/{id}', 'GET /files/{name}']) {
    expect(found).toContain(`body ${id}`);
  }
});
