import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { anchorsOf, linksOf, readPages, ROOT } from './pages.ts';

const pages = new Map(readPages().map((page) => [page.path, page]));

/** Returns the path from the root, and the anchor, that a link of a page leads to. */
function destination(from: string, link: string): { readonly path: string; readonly anchor: string } {
  const { href, hash } = new URL(link, new URL(from, ROOT));
  const path = decodeURIComponent(href.slice(ROOT.href.length).replace(/#.*$/, ''));
  return { path, anchor: decodeURIComponent(hash.slice(1)) };
}

/** Tells what is wrong with a link; nothing when it leads somewhere. */
function faultOf(from: string, link: string): string | undefined {
  const { path, anchor } = destination(from, link);
  if (!existsSync(new URL(path, ROOT))) return `${link}: there is no ${path}`;
  const page = pages.get(path);
  if (anchor === '' || (page !== undefined && anchorsOf(page).has(anchor))) return undefined;
  return `${link}: ${path} has no heading for #${anchor}`;
}

describe('the links', () => {
  test.each([...pages.keys()])('of %s lead to files and headings', (path) => {
    const page = pages.get(path);
    const links = page === undefined ? [] : linksOf(page);
    expect(links.map((link) => faultOf(path, link)).filter((fault) => fault !== undefined)).toEqual([]);
  });

  test('lead from README to each page of docs', () => {
    const reached = new Set(['README.md']);
    for (const path of reached) {
      const page = pages.get(path);
      for (const link of page === undefined ? [] : linksOf(page)) reached.add(destination(path, link).path);
    }
    const docs = [...pages.keys()].filter((path) => path.startsWith('docs/'));
    expect(docs.length).toBeGreaterThan(8);
    expect(docs.filter((path) => !reached.has(path))).toEqual([]);
  });

  test('are found wrong where they lead nowhere', () => {
    expect(faultOf('docs/page.md', '../nowhere.md')).toContain('there is no nowhere.md');
    expect(faultOf('docs/page.md', '../README.md#nowhere')).toContain('no heading');
    expect(faultOf('docs/page.md', 'security.md#abuse')).toBe(undefined);
  });
});

describe('the pages that code, settings and messages name', () => {
  const files = ['src', 'scripts', 'action', 'schemas', '.ci', 'tests', 'faults'].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|mjs|json|ya?ml)$|^run$/.test(name))
      .map((name) => `${folder}/${name}`),
  );

  test('are there', () => {
    const named = files
      .filter((file) => file !== 'tests/project/docs/links.test.ts')
      .flatMap((file) =>
        [...readFileSync(new URL(file, ROOT), 'utf8').matchAll(/\bdocs\/[\w./-]+\.md\b(#[\w-]+)?/g)].map(
          ([link]) => link,
        ),
      );
    expect(named.length).toBeGreaterThan(20);
    const faults = [...new Set(named)].map((link) => faultOf('README.md', link));
    expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
  });
});
