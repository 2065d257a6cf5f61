import { readdirSync, readFileSync } from 'node:fs';

export const ROOT = new URL('../../../', import.meta.url);

/** A page for readers: its path from the root of the project, and its Markdown. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** A fenced block of code. `line` is that of its fence in the page. */
export interface CodeBlock {
  readonly language: string;
  readonly code: string;
  readonly line: number;
}

/** Reads the pages for readers: those in the root, and in the folders that hold some. */
export function readPages(): readonly Page[] {
  const inFolders = ['docs', 'decisions', 'bench', 'examples', 'faults', 'action'].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: 'utf8' })
      .filter((name) => !name.includes('node_modules'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  );
  return [...readdirSync(ROOT, { encoding: 'utf8' }), ...inFolders]
    .filter((path) => path.endsWith('.md'))
    .map((path) => ({ path, text: readFileSync(new URL(path, ROOT), 'utf8') }));
}

/** Returns the fenced blocks of code of a page. */
export function codeBlocksOf({ text }: Page): readonly CodeBlock[] {
  return [...text.matchAll(/^```(\S*)[^\n]*\n([^]*?)^```$/gm)].map(
    ({ 1: language = '', 2: code = '', index }) => ({
      language,
      code,
      line: text.slice(0, index).split('\n').length,
    }),
  );
}

/** Returns a page without its fenced blocks of code, whose lines are left empty. */
export function withoutBlocks(text: string): string {
  return text.replaceAll(/^```[^]*?^```$/gm, (block) => block.replaceAll(/[^\n]/g, ''));
}

/** Returns the headings of a level as they read, without marks. */
export function headingsOf({ text }: Page, level: RegExp = /^#{1,6}$/): readonly string[] {
  return [...withoutBlocks(text).matchAll(/^(#{1,6}) (.+)$/gm)]
    .filter(([, marks = '']) => level.test(marks))
    .map(([, , title = '']) => title.replaceAll(/[`*]|\[([^\]]*)\]\([^)]*\)/g, '$1'));
}

/** Returns the anchors of the headings of a page, as GitHub makes them; of a title that stands twice, the second has -1. */
export function anchorsOf(page: Page): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const title of headingsOf(page)) {
    const anchor = anchorOf(title);
    let [name, count] = [anchor, 0];
    while (anchors.has(name)) name = `${anchor}-${(count += 1)}`;
    anchors.add(name);
  }
  return anchors;
}

export function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-');
}

/** Returns where the links and pictures of a page lead that are no URLs; what is code is no link. */
export function linksOf({ text }: Page): readonly string[] {
  const readable = withoutBlocks(text).replaceAll(/`[^`\n]*`/g, '');
  const inline = [...readable.matchAll(/\]\(([^)\s]+)\)/g)];
  const defined = [...readable.matchAll(/^\[[^\]]+\]: (\S+)$/gm)];
  return [...inline, ...defined]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}
