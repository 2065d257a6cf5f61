import { describe, expect, test } from '@jest/globals';
import { DescriptionError } from '../../../src/description/model/description-error.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { expandedSize } from '../../../src/base/expanded-size.ts';
import { answering, brokenBy, loadFiles, openapi } from '../files.ts';

/** `a0` stands for nine values, `a1` for nine times as many, and so on. */
function aliasBomb(levels: number): string {
  const lines = Array.from({ length: levels }, (_, level) => {
    const item = level === 0 ? 'x' : `*a${level - 1}`;
    return `a${level}: &a${level} [${Array.from({ length: 9 }, () => item).join(', ')}]`;
  });
  return lines.join('\n');
}

/** `{"a":{"a":…}}`, so deep. */
function nested(depth: number, key: string): string {
  return `{"${key}":`.repeat(depth) + '{}' + '}'.repeat(depth);
}

describe('an alias bomb', () => {
  test('is an error, since expanding it would never end', () => {
    const head = 'openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths: { /a: { get: {} } }\n';
    expect(() => loadFiles({ 'api.yaml': `${head}${aliasBomb(40)}` })).toThrow(DescriptionError);
    expect(() => loadFiles({ 'api.yaml': `${head}${aliasBomb(40)}` })).toThrow(
      /api\.yaml: its aliases stand for more/,
    );
    expect(() => loadFiles({ 'api.yaml': `${head}a: &a { b: [*a] }` })).toThrow(
      /api\.yaml: an alias stands for what it/,
    );
  });

  test('in a referenced file disables the operations that need it', () => {
    const paths = { '/a': { get: answering({ $ref: 'bomb.yaml' }) }, '/b': { get: {} } };
    const { disabled } = loadFiles({ 'api.json': openapi({ paths }), 'bomb.yaml': aliasBomb(40) });
    expect(disabled.map(({ id }) => id)).toEqual(['GET /a']);
    expect(disabled[0]?.reason).toContain('its aliases stand for more');
  });

  test('is distinguished from a large number of aliases', () => {
    const shared = { a: 1 };
    const many = Array.from({ length: 1000 }, () => shared);
    expect(expandedSize({ many })).toBe(1 + 1 + 1000 * 2);
    expect(expandedSize('text')).toBe(1);
  });
});

describe('a document nested 10,000 deep', () => {
  test.each([
    ['an example', (deep: string) => `{"type":"object","example":${deep}}`],
    ['an extension', (deep: string) => `{"x-deep":${deep}}`],
  ])('does not overflow the stack: %s', (_, schema) => {
    const get = `{"responses":{"200":{"description":"","content":{"application/json":{"schema":${schema(nested(10_000, 'a'))}}}}}}`;
    const text = `{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"get":${get}}}}`;
    const description = loadFiles({ 'api.json': text });
    expect(description.operations).toHaveLength(1);
    expect(brokenBy(description, 'GET /a', {})).toEqual([]);
  });

  test('of schemas is loaded with its operations', () => {
    const schema = nested(10_000, 'not');
    const text = `{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{}}},"components":{"schemas":{"Deep":${schema}}}}`;
    expect(loadFiles({ 'api.json': text }).operations).toHaveLength(1);
  });

  test('in YAML is refused with its line', () => {
    const text = `openapi: 3.1.0\ndeep: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`;
    expect(() => loadFiles({ 'api.yaml': text })).toThrow(/api\.yaml:2:\d+: nesting/);
  });
});

describe('a reference that would put a map into itself', () => {
  test.each(['#', '#/components', '#/paths', ''])('%j is left, and the rest is served', ($ref) => {
    for (const load of [loadDescriptionSync, (document: object) => loadFiles({ 'api.json': document })]) {
      const description = load(
        openapi({
          paths: { '/a': { get: { responses: { '200': { $ref } } } }, '/b': { get: {} } },
          components: { schemas: { $ref }, securitySchemes: { $ref: 'api.json' } },
        }),
      );
      expect(description.operations.map(({ id }) => id)).toContain('GET /b');
    }
  });
});

describe('a description in memory', () => {
  test('may contain itself, as it does after its references were replaced', () => {
    const pet: Record<string, unknown> = { type: 'object', required: ['name'] };
    pet['properties'] = { name: { type: 'string' }, parent: pet, list: { type: 'array', items: pet } };
    const description = loadDescriptionSync(
      openapi({ paths: { '/a': { get: answering(pet) } }, components: { schemas: { Pet: pet } } }),
    );
    expect(description.document).toMatchObject({
      paths: { '/a': { get: answering({ $ref: '#/components/schemas/Pet' }) } },
      components: { schemas: { Pet: { properties: { parent: { $ref: '#/components/schemas/Pet' } } } } },
    });
    expect(brokenBy(description, 'GET /a', { name: 'a', parent: { name: 1 } })).toEqual([
      '/parent/name must be string',
    ]);
  });

  test('that is not JSON is refused', () => {
    expect(() => loadDescriptionSync(openapi({ paths: () => 1 }))).toThrow(/holds values that are not JSON/);
    const circle: Record<string, unknown> = {};
    circle['x-self'] = circle;
    expect(() => loadDescriptionSync(openapi({ paths: { '/a': { get: circle } } }))).toThrow(
      /contains itself/,
    );
  });
});

describe('__proto__ as a name', () => {
  test('does not pollute prototypes, and is a name like any other', () => {
    const text = JSON.stringify(openapi({ paths: { '/a': { get: {} } } })).replace(
      '"paths":{',
      '"components":{"schemas":{"__proto__":{"$ref":"pet.json"}}},"paths":{"/b":{"get":{"responses":{"200":{"description":"","content":{"application/json":{"schema":{"$ref":"#/components/schemas/__proto__"}}}}}}},',
    );
    const description = loadFiles({ 'api.json': text, 'pet.json': { type: 'string' } });
    expect(description.disabled).toEqual([]);
    expect(brokenBy(description, 'GET /b', 1)).toEqual(['must be string']);
    expect(Object.hasOwn(Object.prototype, '$ref')).toBe(false);
  });
});
