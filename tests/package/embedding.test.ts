import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { build, type BuildResult } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Bundles an entry of the package for a page, as a user's bundler does. */
function bundled(entry: string): Promise<BuildResult<{ write: false; metafile: true }>> {
  return build({
    stdin: { contents: `export * from '${entry}';`, resolveDir: root, loader: 'js' },
    bundle: true,
    platform: 'browser',
    format: 'esm',
    minify: true,
    splitting: true,
    outdir: 'out',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
}

/** What a page loads before the first request, in kB as sent. */
function sizeAtStart({ outputFiles, metafile }: Awaited<ReturnType<typeof bundled>>): number {
  const wanted = new Set(['out/stdin.js']);
  for (const name of wanted) {
    for (const { path, kind } of metafile.outputs[name]?.imports ?? []) {
      if (kind === 'import-statement') wanted.add(path);
    }
  }
  const files = outputFiles.filter(({ path }) => [...wanted].some((name) => path.endsWith(name)));
  return files.reduce((sum, { contents }) => sum + gzipSync(contents).length, 0) / 1000;
}

describe.each(['stuntdouble/fetch', 'stuntdouble/msw', 'stuntdouble/panel'])('%s', (entry) => {
  test('is bundled for a page without a module of Node', async () => {
    const { metafile } = await bundled(entry);
    const inputs = Object.values(metafile.inputs).flatMap(({ imports }) => imports.map(({ path }) => path));
    expect(inputs.filter((path) => path.startsWith('node:'))).toEqual([]);
  });
});

test('the engine is small, and words for made-up values are loaded when they are needed', async () => {
  const result = await bundled('stuntdouble/fetch');
  expect(sizeAtStart(result)).toBeLessThan(120);
  const isWords = (path: string) => /\/plausible-values-\w+\.js$/.test(path);
  const inputs = Object.keys(result.metafile.inputs);
  expect(inputs.filter(isWords)).toHaveLength(1);
  expect(Object.keys(result.metafile.outputs['out/stdin.js']?.inputs ?? {}).filter(isWords)).toEqual([]);
});
