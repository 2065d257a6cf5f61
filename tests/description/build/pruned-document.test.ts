import { describe, expect, test } from '@jest/globals';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { plainDocument } from '../../../src/description/build/plain-document.ts';
import { prunedDocument } from '../../../src/description/build/pruned-document.ts';
import { readGraph, writeGraph } from '../../../src/description/built/model-graph.ts';

const { document, operations } = loadDescriptionSync('rocketchat');

const named = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const answered = (schema: object) => ({
  responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } },
});
const SMALL = {
  openapi: '3.1.0',
  info: { title: 'Small', version: '1' },
  paths: {
    '/a': { get: answered(named('A')), post: answered(named('C')) },
    '/c': { get: answered(named('C')) },
  },
  components: { schemas: { A: { items: named('B') }, B: { type: 'string' }, C: { type: 'number' } } },
};

describe('a document for some of its operations', () => {
  test.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s: has all that the operation leads to',
    (_, operation) => {
      const pruned = plainDocument(prunedDocument(document, [operation]));
      const graph = writeGraph([operation], document);
      expect(writeGraph(readGraph(graph, pruned), pruned)).toEqual(graph);
      expect(JSON.stringify(pruned).length).toBeLessThan(JSON.stringify(document).length / 2);
    },
  );

  test('has nothing else', () => {
    const small = loadDescriptionSync(SMALL);
    const { paths, components } = prunedDocument(small.document, small.operations.slice(0, 1));
    expect(paths).toEqual({ '/a': { get: SMALL.paths['/a'].get } });
    expect(components).toEqual({ schemas: { A: { items: named('B') }, B: { type: 'string' } } });
  });

  test('keeps all components where schemas have names of their own', () => {
    const small = loadDescriptionSync({
      ...SMALL,
      components: { schemas: { ...SMALL.components.schemas, B: { $anchor: 'b' } } },
    });
    const { components } = prunedDocument(small.document, small.operations.slice(0, 1));
    expect(Object.keys((components as { schemas: object }).schemas)).toEqual(['A', 'B', 'C']);
  });
});
