import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { codeBlocksOf, readPages, ROOT } from './pages.ts';
import { hasCurl, pattern, Terminal } from './pasted.ts';

const CORPUS = fileURLToPath(new URL('../shared/corpus/open', ROOT));

const page = readPages().find(({ path }) => path === 'docs/first-hour.md') ?? { path: '', text: '' };

/** What the page leaves out of the header of a response: the fields of the connection and of CORS. */
const LEFT_OUT = /^(?:date|connection|keep-alive|access-control-[\w-]+|vary): .*\n/gim;

/** Returns the commands of the page, each with what it shows of them: up to the next command or comment. */
const steps = codeBlocksOf(page).flatMap(({ code }) =>
  code
    .split(/^(?=[$#] )/m)
    .filter((part) => part.startsWith('$ '))
    .map((part) => {
      const end = part.indexOf('\n');
      return [part.slice(2, end), part.slice(end).trim()] as const;
    }),
);

if (!hasCurl || !existsSync(CORPUS)) {
  test.skip('the first hour: there is no curl, or the open corpus is missing', () => undefined);
} else {
  describe('the first hour', () => {
    const terminal = new Terminal(CORPUS);
    afterAll(() => terminal.close());

    test.each(steps)('%s', async (command, shown) => {
      const printed = `${await terminal.paste(command)}\n`.replaceAll(LEFT_OUT, '').trim();
      expect(printed).toMatch(pattern(shown));
    });
  });
}

test('has commands', () => {
  expect(steps.length).toBeGreaterThan(30);
});
