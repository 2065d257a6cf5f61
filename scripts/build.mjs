// Builds dist/: for Node, CommonJS that shares its files between the library, the entries beside it and the command, with
// small ES modules before it; for pages, ES modules; types once; the licences of all packages that are bundled; and the
// bundled descriptions as JSON, which load ten times as fast. An older dist/ is replaced only when the whole build has
// succeeded.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ENTRIES } from './build/entries.mjs';
import { licencesOf } from './build/licences.mjs';
import { bundleForNode } from './build/node.mjs';
import { bundlePageOfMock } from './build/page-of-mock.mjs';
import { bundleForPages } from './build/pages.mjs';
import { writeTypes } from './build/types.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const dist = join(root, 'dist');
const made = join(root, `node_modules/.stuntdouble-build-${process.pid}`);
/** Each module of the sources by itself, for scripts that measure a part. It is not published. */
const modules = join(made, '.modules');

try {
  compile();
  const inputs = [
    ...(await bundleForNode({ root, made })),
    ...(await bundleForPages({ root, made })),
    ...(await bundlePageOfMock({ root, made })),
  ];
  writeFileSync(join(made, 'LICENSES.txt'), licencesOf(inputs, root));
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeTypes(ENTRIES, { modules, made, installed: Object.keys({ ...dependencies, ...peerDependencies }) });
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
  const run = (...given) =>
    execFileSync(process.execPath, [tsc, ...given], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  run('-p', 'tsconfig.build.json', '--outDir', modules);
  // the types of the panel, the one part of the page that others import
  run('-p', 'src/page', '--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--outDir', modules);
}

async function writeDescriptions() {
  const moduleOf = (name) => import(pathToFileURL(join(modules, `base/text/${name}.js`)).href);
  const [{ readYaml }, { CORE_TYPES }] = await Promise.all([moduleOf('read-yaml'), moduleOf('yaml-schema')]);
  const folder = join(root, 'openapi');
  // that of the control routes is read as it is
  for (const file of readdirSync(folder).filter(
    (name) => name.endsWith('.yaml') && name !== 'control.yaml',
  )) {
    const [document] = readYaml(readFileSync(join(folder, file), 'utf8'), { types: CORE_TYPES });
    writeFileSync(join(folder, file.replace(/\.yaml$/, '.json')), JSON.stringify(document));
  }
}
