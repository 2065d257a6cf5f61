// Bundles what runs in Node. esbuild divides ES modules into files that entries share; each of them becomes CommonJS, since
// Jest's CommonJS mode can import no ES modules, and since Node starts CommonJS in less time.
import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { build } from 'esbuild';
import { toCommonJs } from './common-js.mjs';
import { COMMAND, ENTRIES, EXTERNAL, MOCK, OPTIONS } from './entries.mjs';
import { joined } from './join.mjs';

const entriesOf = (kind) => Object.entries(ENTRIES).filter(([, entry]) => entry.kind === kind);

/** Writes the bundles to `made`, and returns the paths of all files that are in them. */
export async function bundleForNode({ root, made }) {
  const options = { ...OPTIONS, absWorkingDir: root, platform: 'node', metafile: true };
  const entryPoints = Object.fromEntries(entriesOf('shared').map(([name, { source }]) => [name, source]));
  const divided = await build({
    ...options,
    entryPoints: { ...entryPoints, main: COMMAND },
    format: 'esm',
    splitting: true,
    outdir: made,
    outExtension: { '.js': '.cjs' },
    chunkNames: '[name]-[hash]',
    external: EXTERNAL,
    plugins: [{ name: 'later', setup: leaveEncodings }],
    write: false,
  });
  const files = new Map();
  for (const { path, text } of divided.outputFiles) files.set(basename(path, '.cjs'), await toCommonJs(text));
  const entries = [...Object.keys(entryPoints), 'main'];
  const beginning = { begin: [COMMAND, MOCK], entries };
  const written = joined(files, divided.metafile.outputs, beginning);
  for (const [name, code] of written) writeFileSync(join(made, name), code);
  writePassingOn(divided.metafile, { root, made });
  writeFileSync(join(made, 'cli.cjs'), commandOf(written));
  chmodSync(join(made, 'cli.cjs'), 0o755);
  const encodings = await build({
    ...options,
    entryPoints: { encodings: 'iconv-lite/encodings/index.js' },
    format: 'cjs',
    outdir: made,
    outExtension: { '.js': '.cjs' },
  });
  for (const entry of entriesOf('framework')) await bundleFrameworkEntry(entry, { options, root, made });
  return [divided, encodings].flatMap(({ metafile }) => Object.keys(metafile.inputs));
}

/** Returns the file of the command. `files`: the code of the others, by name. */
function commandOf(files) {
  const hash = createHash('sha256').update(JSON.stringify([...files]));
  const text = readFileSync(new URL('command.cjs', import.meta.url), 'utf8');
  return text.replace('{build}', hash.digest('hex').slice(0, 16));
}

/** The tables of iconv-lite are half of what an app of Express would load, and nobody needs them until a body is parsed. */
function leaveEncodings({ onResolve }) {
  onResolve({ filter: /^\.\.\/encodings$/ }, ({ importer }) =>
    importer.includes('iconv-lite') ? { path: './encodings.cjs', external: true } : undefined,
  );
}

/** Writes an ES module for each entry that passes on what its CommonJS has. */
function writePassingOn({ outputs }, { root, made }) {
  for (const [name] of entriesOf('shared')) {
    const { exports } = outputs[relative(root, join(made, `${name}.cjs`))];
    writeFileSync(join(made, `${name}.js`), `export { ${exports.join(', ')} } from './${name}.cjs';\n`);
  }
}

async function bundleFrameworkEntry(
  [name, { source, library, isRequired = false }],
  { options, root, made },
) {
  for (const [format, extension] of [['esm', '.js'], ...(isRequired ? [['cjs', '.cjs']] : [])]) {
    const setup = ({ onResolve }) =>
      onResolve({ filter: new RegExp(`/${basename(library.module)}$`) }, () => ({
        path: `./${library.entry}${extension}`,
        external: true,
      }));
    await build({
      ...options,
      entryPoints: { [name]: join(root, source) },
      format,
      outdir: made,
      outExtension: { '.js': extension },
      external: EXTERNAL,
      plugins: [{ name: 'library', setup }],
    });
  }
}
