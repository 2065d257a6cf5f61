import { expect, test } from '@jest/globals';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';
import type { RawRequest } from '../../../../src/http/message.ts';

const thing = {
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string', maxLength: 4 } },
      },
    },
  },
};

const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'things', version: '1' },
  paths: {
    '/things': {
      post: {
        operationId: 'createThing',
        requestBody: { required: true, ...thing },
        responses: { 200: { description: 'ok', ...thing } },
      },
    },
  },
};

test('names of a run begin with a letter, however short they are', async () => {
  const names: string[] = [];
  const echo = ({ body }: RawRequest) => {
    names.push(
      ...[
        ...Buffer.from(body)
          .toString()
          .matchAll(/"name":"([\w-]{4})"/g),
      ].map(([, name]) => name ?? ''),
    );
    return Promise.resolve({ status: 200, headers: { 'content-type': 'application/json' }, body });
  };
  const description = loadDescriptionSync(DOCUMENT);
  for (const mark of ['a0', 'b1', 'c2', 'd3', 'e4', 'f5', 'g6', 'h7']) {
    await runContract({ description, target: handlerTarget('things', echo), mark });
  }
  expect(new Set(names).size).toBeGreaterThan(8);
  expect(names.filter((name) => !/^[a-z]/.test(name))).toEqual([]);
});
