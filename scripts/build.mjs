// Builds dist/: ES modules with types (tsc), one CommonJS file each for the library and the command (esbuild), and the
// bundled descriptions as JSON, which load ten times as fast. An older dist/ is replaced only when the whole build has
// succeeded.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../', import.meta.url));
const dist = join(root, 'dist');
const made = join(root, `node_modules/.stuntdouble-build-${process.pid}`);
/** Large packages that few runs need. They are bundled into separate files, so that a start need not read them. */
const LATER = {
  faker: '@faker-js/faker/locale/en',
  jose: 'jose',
  undici: 'undici',
  encodings: 'iconv-lite/encodings/index.js',
  'original-validator': 'src/cli/strength/original-validator.ts',
};

try {
  compile();
  await bundleCommonJs();
  copyTypes();
  await writeDescriptions();
  rmSync(dist, { recursive: true, force: true });
  renameSync(made, dist);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  rmSync(made, { recursive: true, force: true });
}

function compile() {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const options = ['-p', 'tsconfig.build.json', '--outDir', made];
  execFileSync(process.execPath, [tsc, ...options], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
}

async function bundleCommonJs() {
  const options = {
    absWorkingDir: root,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    supported: { 'dynamic-import': false }, // not available in Jest's CommonJS mode
    minifySyntax: true,
    minifyWhitespace: true,
    lineLimit: 160, // Node prints the whole line of an uncaught error
    logLevel: 'warning',
  };
  await build({ ...options, entryPoints: LATER, outdir: join(made, 'later') });
  await build({
    ...options,
    entryPoints: { index: 'src/index.ts', cli: 'src/cli/main.ts' },
    outdir: made,
    // jiti looks for its compiler in its own folder; swagger-parser is large, and rarely needed
    external: ['jiti', '@apidevtools/swagger-parser'],
    plugins: [{ name: 'later', setup: leaveForLater }],
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: { js: 'const importMetaUrl=require("node:url").pathToFileURL(__filename).href;' },
  });
  // for test frameworks: each is small, and requires the library
  await build({
    ...options,
    entryPoints: { jest: 'src/testing/jest.ts', playwright: 'src/testing/playwright.ts' },
    outdir: made,
    external: ['@jest/globals'],
    plugins: [{ name: 'library', setup: leaveLibrary }],
  });
  chmodSync(join(made, 'cli.cjs'), 0o755);
}

function leaveForLater({ onResolve }) {
  const leave = (filter, name) =>
    onResolve({ filter }, ({ importer }) =>
      name === 'encodings' && !importer.includes('iconv-lite')
        ? undefined
        : { path: `./later/${name}.cjs`, external: true },
    );
  leave(/^@faker-js\/faker\/locale\/en$/, 'faker');
  leave(/^undici$/, 'undici');
  leave(/^jose$/, 'jose');
  leave(/^\.\.\/encodings$/, 'encodings');
  leave(/\/original-validator\.ts$/, 'original-validator');
}

function leaveLibrary({ onResolve }) {
  onResolve({ filter: /^\.\.\/index\.ts$/ }, () => ({ path: './index.cjs', external: true }));
}

/** Copies the types to a folder that counts as CommonJS, for callers that `require` the package. */
function copyTypes() {
  const target = join(made, 'cjs');
  const types = readdirSync(made, { recursive: true }).filter((file) => file.endsWith('.d.ts'));
  for (const file of types) {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    copyFileSync(join(made, file), join(target, file));
  }
  writeFileSync(join(target, 'package.json'), '{ "type": "commonjs" }\n');
}

async function writeDescriptions() {
  const moduleOf = (name) => import(pathToFileURL(join(made, `base/text/${name}.js`)).href);
  const [{ readYaml }, { CORE_TYPES }] = await Promise.all([moduleOf('read-yaml'), moduleOf('yaml-schema')]);
  const folder = join(root, 'openapi');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
    const [document] = readYaml(readFileSync(join(folder, file), 'utf8'), { types: CORE_TYPES });
    writeFileSync(join(folder, file.replace(/\.yaml$/, '.json')), JSON.stringify(document));
  }
}
