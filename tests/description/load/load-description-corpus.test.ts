import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';

/** Real descriptions, of which the repository holds no copy. */
const FOLDER = fileURLToPath(new URL('../../../../shared/corpus/open', import.meta.url));

interface Entry {
  readonly file: string;
  readonly openapi: string;
  /** The number of operations, counted by another tool. */
  readonly operations: number;
}

/** The operations that cannot be served, with the reasons. */
const DISABLED: Readonly<Record<string, readonly (readonly [string, RegExp])[]>> = {
  'ga4gh-drs/data_repository_service.openapi.yaml': [
    ['GetServiceInfo', /raw\.githubusercontent\.com.* on the network/],
  ],
};

const index = join(FOLDER, 'index.json');
const entries = existsSync(index) ? (JSON.parse(readFileSync(index, 'utf8')) as readonly Entry[]) : [];

if (entries.length === 0) {
  // oxlint-disable-next-line jest/no-disabled-tests -- there is nothing to test
  test.skip(`the open corpus: there is none at ${FOLDER}`, () => undefined);
} else {
  describe('the open corpus', () => {
    test.each(entries.map((entry) => [entry.file, entry] as const))(
      '%s is loaded, and all its operations are served except the explained ones',
      (file, { operations: expected, openapi }) => {
        const { operations, disabled, document } = loadDescriptionSync(join(FOLDER, file), {
          allowOutside: true,
        });
        const explained = DISABLED[file] ?? [];
        expect(disabled.map(({ id }) => id)).toEqual(explained.map(([id]) => id));
        for (const [place, [, reason]] of explained.entries())
          expect(disabled[place]?.reason).toMatch(reason);
        expect(operations.length + disabled.length).toBe(expected);
        expect(String(document['swagger'] ?? document['openapi'])).toBe(openapi);
        for (const { parameters, requestBody, responses } of operations) {
          expect([parameters, requestBody?.content, responses.map(({ content }) => content)]).toBeDefined();
        }
      },
    );
  });
}
