import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import type { RawRequest } from '../../../src/http/message.ts';
import { createValidator } from '../../../src/validation/validator.ts';

/** Schemas with the values that do and do not fit them. */
interface Group {
  readonly description: string;
  readonly schema: boolean | Readonly<Record<string, unknown>>;
  readonly tests: readonly {
    readonly description: string;
    readonly data: unknown;
    readonly valid: boolean;
  }[];
}

const SUITE = read('draft2020-12.json') as Readonly<Record<string, readonly Group[]>>;

const FILES = Object.keys(SUITE);

/** Groups that need documents from a server, or a meta-schema of their own, which says what keywords mean. */
const NEEDS_REMOTE = read('left-out.json') as readonly string[];

function read(name: string): unknown {
  const path = new URL(`../../fixtures/json-schema-suite/${name}`, import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** Tests that are failed on purpose: formats are assertions here, as people expect of OpenAPI. */
const FORMATS = /^format\.json: .* invalid .* string is only an annotation by default$/;

function groupsOf(file: string): readonly Group[] {
  return (SUITE[file] ?? []).filter(({ description }) => !NEEDS_REMOTE.includes(`${file}: ${description}`));
}

/** Returns a judge of values: the validator of a request body with this schema. */
function judgeOf(schema: Group['schema'], id: string): (value: unknown) => boolean {
  const named = typeof schema === 'object' && schema['$id'] === undefined ? { $id: id, ...schema } : schema;
  const post = { requestBody: { content: { 'application/json': { schema: named } } }, responses: {} };
  const description = loadDescriptionSync({ openapi: '3.1.0', paths: { '/a': { post } } });
  const [operation] = description.operations;
  if (operation === undefined) throw new Error('there is no operation');
  const validate = createValidator(description).request(operation);
  return (value) => {
    const body = new TextEncoder().encode(JSON.stringify(value));
    const headers = { 'content-type': 'application/json' };
    const request: RawRequest = { method: 'POST', target: '/a', headers, body };
    return validate(request, new Map()).violations.length === 0;
  };
}

/** Returns the tests of a file in which the judge is wrong, and the number of all. */
function judged(file: string): { readonly wrong: readonly string[]; readonly count: number } {
  const groups = groupsOf(file);
  const wrong = groups.flatMap(({ description, schema, tests }, index) => {
    const fits = judgeOf(schema, `urn:suite:${file}:${index}`);
    const failed = tests.filter(({ data, valid }) => fits(data) !== valid);
    return failed.map((one) => `${file}: ${description}: ${one.description}`);
  });
  return { wrong, count: groups.reduce((sum, { tests }) => sum + tests.length, 0) };
}

test.each(FILES)('values are judged as the JSON Schema Test Suite says: %s', (file) => {
  const { wrong } = judged(file);
  expect(wrong.filter((name) => !FORMATS.test(name))).toEqual([]);
  if (file === 'format.json') expect(wrong).toHaveLength(15);
});

test('nearly all of the suite is judged', () => {
  const counts = FILES.map((file) => groupsOf(file).reduce((sum, { tests }) => sum + tests.length, 0));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1248);
});
