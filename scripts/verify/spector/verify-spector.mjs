// TypeSpec's Spector, whose servers are mocks of services that are described in TypeSpec, a folder each. The descriptions
// are what TypeSpec's own emitter makes of them; the values are those of the requests that the mocks expect. A description
// that no mock has a request for, such as that of an earlier version, is left out.
// Fails on a finding that is not in spector/findings.json. docs/results/trust.md explains each class of them.
import { readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { runDocuments } from '../documents/run-documents.mjs';
import { installModules } from '../install-modules.mjs';
import { LOOPBACK, withServer } from '../serve-command.mjs';
import { compileFolder } from './compile-folder.mjs';
import { dataOfFolder } from './data-of-folder.mjs';
import { CLASSES } from './judged-classes.mjs';

const TABLE = 'scripts/verify/spector/findings.json';

const PACKAGES = [
  '@typespec/http-specs@0.1.0-alpha.35',
  '@typespec/spector@0.1.0-alpha.24',
  ...['compiler', 'http', 'openapi', 'openapi3'].map((name) => `@typespec/${name}@1.10.0`),
  ...['rest', 'versioning', 'xml'].map((name) => `@typespec/${name}@0.80.0`),
];

/** Those that CI runs. */
const BOUNDED = ['parameters/collection-format', 'type/scalar', 'payload/pageable'];

export const spector = {
  name: 'spector',
  install: (signal) => installModules({ name: 'spector', packages: PACKAGES }, signal),
  verify: (context) => {
    const modules = join(context.folder, 'node_modules');
    const specs = join(modules, '@typespec/http-specs/specs');
    return withServer(
      serverOf(modules, specs),
      (url) => run(url, { ...context, modules, specs }),
      context.signal,
    );
  },
};

/** A body that is no XML is an unhandled rejection, which would end the server. */
function serverOf(modules, specs) {
  const script = join(modules, '@typespec/spector/cmd/cli.mjs');
  const started = ['--unhandled-rejections=warn', '--import', LOOPBACK, script, 'serve', specs];
  return {
    command: process.execPath,
    path: '/.coverage',
    argumentsFor: (folder, port) => {
      const options = { '--port': String(port), '--coverageFile': join(folder, 'coverage.json') };
      return [...started, ...Object.entries(options).flat()];
    },
  };
}

async function run(url, { modules, specs, only, isBounded, isUpdate, signal }) {
  const folders = await foldersIn(specs);
  const asked = isBounded ? BOUNDED : only;
  const documents = [];
  for (const folder of folders.filter((one) => asked.length === 0 || asked.includes(one))) {
    const described = await documentsOf(folder, { url, modules, specs });
    documents.push(...described.filter(({ data }) => Object.keys(data.operations).length > 0));
    signal.throwIfAborted();
  }
  return runDocuments(documents, { table: TABLE, classes: CLASSES, isUpdate, signal });
}

async function foldersIn(specs) {
  const files = await readdir(specs, { recursive: true });
  return files
    .filter((file) => /(^|[\\/])main\.tsp$/.test(file))
    .map((file) => relative('.', dirname(file)).replaceAll('\\', '/'))
    .toSorted();
}

async function documentsOf(folder, { url, modules, specs }) {
  const emitted = await compileFolder(modules, specs, folder);
  return Promise.all(
    emitted.map(async ({ name, file, document }) => {
      const base = basePathOf(document);
      const { data, headers } = await dataOfFolder(specs, folder, { document, base, url });
      const version = /^openapi\.(.*)\.json$/.exec(name)?.[1];
      return {
        name: version === undefined ? folder : `${folder} ${version}`,
        file,
        target: url + base,
        data,
        headers,
      };
    }),
  );
}

/** Returns the path of the description's server. The values of its variables are left to the reader, but for versions. */
function basePathOf({ servers: [{ url, variables = {} } = { url: '' }] = [], info }) {
  return url
    .replace(/^(?:\{endpoint\}|https?:\/\/[^/]*)/, '')
    .replaceAll(/\{(\w+)\}/g, (_, name) => variables[name]?.default || info.version)
    .replace(/\/$/, '');
}
