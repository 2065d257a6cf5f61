import { describe, expect, test } from '@jest/globals';
import { anchorOf, headingsOf, linksOf, readPages, withoutBlocks, type Page } from './pages.ts';

const docs = readPages().filter(({ path }) => path.startsWith('docs/'));
const readme = readPages().filter(({ path }) => path === 'README.md');

/** A page that is no longer than this can be taken in without a list of its contents. */
const FEW_SECTIONS = 2;

describe('a page of docs', () => {
  test.each(docs.map((page) => [page.path, page] as const))('%s begins with its contents', (_, page) => {
    const sections = headingsOf(page, /^##$/);
    if (sections.length <= FEW_SECTIONS) return;
    const beginning = { ...page, text: page.text.split(/^## /m)[0] ?? '' };
    expect(linksOf(beginning).filter((link) => link.startsWith('#'))).toEqual(
      sections.map((title) => `#${anchorOf(title)}`),
    );
  });
});

/** A shorter sentence may well be needed twice. In characters. */
const SHORT = 60;

/** Returns the sentences of a page that are long enough to be told twice by mistake. Tables and markup are left out, and code. */
function sentencesOf({ text }: Page): readonly string[] {
  const paragraphs = withoutBlocks(text)
    .split('\n')
    .map((line) => (/^[|<]/.test(line) ? '' : line))
    .join('\n')
    .split(/\n{2,}|^- /m);
  return paragraphs
    .flatMap((paragraph) => paragraph.replaceAll(/\s+/g, ' ').split(/(?<=[.:]) (?=[A-Z`[*])/))
    .filter((sentence) => sentence.length >= SHORT);
}

test('no sentence stands twice in README and docs', () => {
  const places = new Map<string, string[]>();
  for (const page of [...readme, ...docs])
    for (const sentence of sentencesOf(page))
      places.set(sentence, [...(places.get(sentence) ?? []), page.path]);
  expect(places.size).toBeGreaterThan(200);
  expect([...places].filter(([, paths]) => paths.length > 1)).toEqual([]);
});
