import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { rocketchat } from '../../../src/bundled/rocketchat/index.ts';
import { buildDescription, entryText } from '../../../src/description/build/build-description.ts';
import type { Description } from '../../../src/description/model/description.ts';
import { differences } from './built-errors.ts';

const FORMATS = { rocketchat: rocketchat.formats, livehelpnow: {} };

/** Returns the median size of the operations' modules, gzipped. */
function sizesOf(description: Description) {
  const files = [...buildDescription(description, description.operations)];
  const sizes = (isWanted: (path: string) => boolean) =>
    files.filter(([path]) => isWanted(path)).map(([, text]) => gzipSync(text).length);
  const operations = sizes((path) => path.includes('-paths-')).toSorted((left, right) => left - right);
  return { median: operations[operations.length >> 1] };
}

describe.each(['rocketchat', 'livehelpnow'] as const)('%s, built', (name) => {
  test('has validators for all schemas of its operations, which tell the same errors', async () => {
    expect(await differences(loadDescriptionSync(name), 200, FORMATS[name])).toEqual([]);
  });

  test('has about 3 kB for an operation', () => {
    expect(sizesOf(loadDescriptionSync(name)).median).toBeLessThan(3000);
  });
});

/** Names and texts that end a literal, a comment or a regular expression where they are not escaped. */
const HOSTILE = [
  '"',
  "'",
  '`${hit()}`',
  '\\',
  '*/hit()/*',
  '</script>',
  '\u2028',
  '\n',
  '__proto__',
  '");hit();("',
];

test('texts of a description stay texts in the code', async () => {
  const texts = { enum: HOSTILE, not: { const: HOSTILE[0] }, format: HOSTILE[9], pattern: '^"`' };
  const schema = {
    type: 'object',
    required: HOSTILE,
    properties: Object.fromEntries(HOSTILE.map((name) => [name, texts])),
    patternProperties: { '["`]': { type: 'string', maxLength: 9 } },
    dependentRequired: { [String(HOSTILE[0])]: HOSTILE },
    unevaluatedProperties: false,
  };
  const responses = { 200: { description: 'ok', content: { 'application/json': { schema } } } };
  const paths = { '/"`*/{id}': { get: { operationId: HOSTILE[2], responses } } };
  const document = { openapi: '3.1.0', info: { title: String(HOSTILE[9]), version: '1' }, paths };
  Object.assign(globalThis, { hit: () => expect('code of the description').toBe('not run') });
  expect(await differences(loadDescriptionSync(document), 500)).toEqual([]);
});

const CORPUS = fileURLToPath(new URL('../../../../shared/corpus/', import.meta.url));

/** Larger descriptions take seconds. */
const MOST_OPERATIONS = 45;

/** The descriptions of the corpus that can be loaded, which are not all. */
function loaded(file: string): Description | undefined {
  try {
    return loadDescriptionSync(`${CORPUS}open/${file}`, { allowOutside: true });
  } catch {
    return undefined;
  }
}

if (!existsSync(CORPUS)) {
  // oxlint-disable-next-line jest/no-disabled-tests -- there is nothing to test with
  test.skip(`the corpus, built: there is none at ${CORPUS}`, () => undefined);
} else {
  describe('the corpus, built', () => {
    const files = readdirSync(`${CORPUS}open`).filter((file) => /\.(?:json|ya?ml)$/.test(file));
    test.each(files)('%s: the same errors', async (file) => {
      const description = loaded(file);
      if (description === undefined || description.operations.length > MOST_OPERATIONS) return;
      expect(await differences(description, 3)).toEqual([]);
    });

    test("the entry of Stripe's has less than 300 kB", () => {
      const description = loadDescriptionSync(`${CORPUS}large/stripe.spec3.json`);
      const schemas = Object.keys((description.document['components'] as { schemas: object }).schemas);
      const paths = [...schemas, ...description.operations.map(({ id }) => id)].map(
        (id) => [id, `${id}.js`] as const,
      );
      const entry = gzipSync(entryText(description, description.operations, new Map(paths))).length;
      expect(entry).toBeGreaterThan(100_000);
      expect(entry).toBeLessThan(300_000);
    });
  });
}
