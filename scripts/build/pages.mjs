// Bundles what runs in a page: ES modules, which the bundler of a page divides further.
import { join } from 'node:path';
import { build } from 'esbuild';
import { ENTRIES, EXTERNAL, OPTIONS, PAGE_TARGETS } from './entries.mjs';

/** Writes the bundles to `made/page`, and returns the paths of all files that are in them. */
export async function bundleForPages({ root, made }) {
  const entries = Object.entries(ENTRIES).filter(([, { isForPages = false }]) => isForPages);
  const { metafile } = await build({
    ...OPTIONS,
    absWorkingDir: root,
    entryPoints: Object.fromEntries(entries.map(([name, { source }]) => [name, source])),
    platform: 'browser',
    format: 'esm',
    splitting: true,
    outdir: join(made, 'page'),
    chunkNames: '[name]-[hash]',
    external: EXTERNAL,
    define: { ...OPTIONS.define, PAGE_STYLE: JSON.stringify(await pageStyle(root)) },
    metafile: true,
  });
  return Object.keys(metafile.inputs);
}

/** Returns the style of the page, which the panel brings as a text. */
async function pageStyle(root) {
  const { outputFiles } = await build({
    ...OPTIONS,
    absWorkingDir: root,
    entryPoints: ['src/page/page.css'],
    target: PAGE_TARGETS,
    minify: true,
    lineLimit: undefined,
    charset: 'ascii',
    write: false,
  });
  return outputFiles[0].text.trim();
}
