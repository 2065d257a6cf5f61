// The test server of AutoRest, with the Swagger 2.0 descriptions that it publishes, each of which describes a part of it.
// The values of autorest/data.json are those that the server waits for. Documents that it does not name are run without.
// Fails on a finding that is not in autorest/findings.json. docs/trust.md explains each class of them.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runDocuments } from '../documents/run-documents.mjs';
import { installModules } from '../install-modules.mjs';
import { LOOPBACK, withServer } from '../serve-command.mjs';
import { CLASSES } from './judged-classes.mjs';

const TABLE = 'scripts/verify/autorest/findings.json';
const DATA = 'scripts/verify/autorest/data.json';
const PACKAGE = '@microsoft.azure/autorest.testserver';

/** Those that CI runs. */
const BOUNDED = ['body-boolean', 'body-string', 'non-string-enum'];

/** What one description does not have, another may. */
const OPTIONS = ['--exclude-case', '*/undocumented-method/*'];

export const autorest = {
  name: 'autorest',
  install: (signal) => installModules({ name: 'autorest', packages: [`${PACKAGE}@3.3.51`] }, signal),
  verify: (context) => {
    const server = join(context.folder, 'node_modules', PACKAGE);
    return withServer(serverOf(server), (url) => run(url, { ...context, server }), context.signal);
  },
};

function serverOf(server) {
  const started = ['--import', LOOPBACK, join(server, 'dist/cli/cli.js'), 'run', '--level', 'error'];
  return {
    command: process.execPath,
    path: '/bool/true',
    argumentsFor: (folder, port) => {
      const options = { '--port': String(port), '--coverageDirectory': folder };
      return [...started, ...Object.entries(options).flat()];
    },
  };
}

async function run(url, { server, only, isBounded, isUpdate, signal }) {
  const data = JSON.parse(await readFile(DATA, 'utf8'));
  const names = isBounded ? BOUNDED : only.length > 0 ? only : Object.keys(data);
  const documents = names.map((name) => ({
    name,
    file: join(server, 'swagger', `${name}.json`),
    target: url,
    data: { operations: data[name] ?? {} },
    headers: [],
  }));
  return runDocuments(documents, { table: TABLE, classes: CLASSES, isUpdate, options: OPTIONS, signal });
}
