// Bundles the page of the mock into one file that asks for nothing: its style and script stand in it, and are known by their
// hashes.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { OPTIONS, PAGE_TARGETS } from './entries.mjs';

/** Writes `made/page.html`, and returns the paths of all files that are in it. */
export async function bundlePageOfMock({ root, made }) {
  const folder = join(root, 'src/page');
  const { outputFiles, metafile } = await build({
    ...OPTIONS,
    absWorkingDir: root,
    entryPoints: { page: 'src/page/main.tsx', style: 'src/page/page.css' },
    outdir: made,
    write: false,
    format: 'iife',
    target: PAGE_TARGETS,
    minify: true,
    lineLimit: undefined,
    charset: 'ascii', // the same bytes whatever a server says of its charset, so the same hash
    tsconfig: join(folder, 'tsconfig.json'),
    metafile: true,
  });
  const textOf = (end) => outputFiles.find(({ path }) => path.endsWith(end)).text;
  const html = readFileSync(join(folder, 'page.html'), 'utf8')
    .replace('<style></style>', () => `<style>${textOf('style.css')}</style>`)
    .replace('<script></script>', () => `<script>${textOf('page.js')}</script>`);
  writeFileSync(join(made, 'page.html'), html);
  return Object.keys(metafile.inputs);
}
