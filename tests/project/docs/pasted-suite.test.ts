import { expect, test } from '@jest/globals';
import { testPasted } from './pasted.ts';
import { readPages } from './pages.ts';

const PASTED = ['docs/bundled.md', 'docs/suite.md'];

const pages = readPages().filter(({ path }) => PASTED.includes(path));

test('the pages are there', () => {
  expect(pages.map(({ path }) => path)).toEqual(expect.arrayContaining(PASTED));
});

for (const page of pages) testPasted(page);
