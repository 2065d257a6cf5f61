import { describe, expect, test } from '@jest/globals';
import { findResources } from '../../../src/description/resources/resource.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';

const KIND = { type: 'string', enum: ['A', 'TXT'] };

/** Returns the paths of the items of a description with the operations `methods` on one path. */
function itemPathsWith(path: string, methods: readonly string[]): readonly string[] {
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: name === 'kind' ? KIND : { type: 'string' },
  }));
  const operation = { responses: { 200: { description: 'it' } } };
  const operations = Object.fromEntries(methods.map((method) => [method, operation]));
  const description = loadDescriptionSync(
    {
      openapi: '3.1.0',
      info: { title: 'x', version: '1' },
      paths: { [path]: { parameters, ...operations } },
    },
    { name: 'x' },
  );
  return findResources(description).map(({ itemPath }) => itemPath);
}

describe('a path parameter whose values are listed', () => {
  test.each([
    ['/records/{name}/{kind}', ['get', 'put']],
    ['/records/{name}/{kind}', ['get', 'delete']],
  ])(
    'identifies an item together with the one before it, where that can be put or deleted: %s, %s',
    (path, methods) => {
      expect(itemPathsWith(path, methods)).toEqual([path]);
    },
  );

  test.each([
    ['/records/{kind}', ['get', 'put']],
    ['/records/{name}/kinds/{kind}', ['get', 'delete']],
    ['/reports/{name}/{kind}', ['get']],
  ])('identifies none: %s, %s', (path, methods) => {
    expect(itemPathsWith(path, methods)).toEqual([]);
  });
});
