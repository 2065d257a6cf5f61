// The test server of AutoRest, with the Swagger 2.0 descriptions that it publishes, each of which describes a part of it.
// The values that the server waits for come from autorest/data-of-document.mjs.
// Fails on a finding that is not in autorest/findings.json. docs/results/trust.md explains each class of them.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fittingData } from '../documents/fitting-data.mjs';
import { runDocuments } from '../documents/run-documents.mjs';
import { installModules } from '../install-modules.mjs';
import { LOOPBACK, withServer } from '../serve-command.mjs';
import { dataOfDocument, readJson } from './data-of-document.mjs';
import { CLASSES } from './judged-classes.mjs';

const TABLE = 'scripts/verify/autorest/findings.json';
const PACKAGE = '@microsoft.azure/autorest.testserver';

const OUTLIVE = new URL('outlive-exceptions.mjs', import.meta.url).href;

/** Those that CI runs. */
const BOUNDED = ['body-boolean', 'body-string', 'non-string-enum'];

/** What one description does not have, another may. */
const OPTIONS = ['--exclude-case', '*/undocumented-method/*'];

/** This one answers several times, and then cuts the connection: which of both comes first is a matter of luck. */
const OF_DOCUMENT = {
  'azure-special-properties': ['--exclude-operation', 'odata_getWithFilter'],
};

export const autorest = {
  name: 'autorest',
  install: (signal) => installModules({ name: 'autorest', packages: [`${PACKAGE}@3.3.51`] }, signal),
  verify: (context) => {
    const server = join(context.folder, 'node_modules', PACKAGE);
    return withServer(serverOf(server), (url) => run(url, { ...context, server }), context.signal);
  },
};

/** A form that cannot be read is an uncaught exception, which would end the server. */
function serverOf(server) {
  const script = join(server, 'dist/cli/cli.js');
  const started = ['--import', OUTLIVE, '--import', LOOPBACK, script, 'run', '--level', 'error'];
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
  const folder = join(server, 'swagger');
  const asked = isBounded ? BOUNDED : only;
  const names = namesIn(folder).filter((name) => asked.length === 0 || asked.includes(name));
  const documents = [];
  for (const name of names) {
    const file = join(folder, `${name}.json`);
    const data = await dataOfDocument(folder, readJson(file), { url, signal });
    const fitting = fittingData(file, data);
    documents.push({ name, file, target: url, data: fitting, headers: [], options: OF_DOCUMENT[name] });
  }
  return runDocuments(documents, { table: TABLE, classes: CLASSES, isUpdate, options: OPTIONS, signal });
}

/** Returns the names of the descriptions that have an operation: one has none. */
function namesIn(folder) {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .filter((file) => Object.keys(readJson(join(folder, file)).paths ?? {}).length > 0)
    .map((file) => file.replace(/\.json$/, ''))
    .toSorted();
}
