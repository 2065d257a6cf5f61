// Other mock servers and a validator for OpenAPI, which are installed into a temporary folder, to be measured beside the
// mock. One that cannot be installed, or does not start, has the reason in its place.
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startServer } from './server.mjs';

const fileAt = (path) => fileURLToPath(new URL(path, import.meta.url));

/** So many versions of a package are tried, the newest first, of each minor version the last. */
const MOST_TRIED = 4;

const PEERS = [
  {
    name: '`express-openapi-validator`',
    packages: ['express-openapi-validator', 'express'],
    server: (folder, description, payloads) => ({
      file: fileAt('servers/validator.mjs'),
      args: [folder, description, payloads],
    }),
  },
  {
    name: '`@stoplight/prism-cli` 5.14.2, log off',
    packages: ['@stoplight/prism-cli@5.14.2'],
    server: (folder, description) => ({
      file: binaryOf(folder, '@stoplight/prism-cli', 'prism'),
      args: (port) => [
        'mock',
        '--host',
        '127.0.0.1',
        '--port',
        String(port),
        '--verboseLevel',
        'silent',
        description,
      ],
    }),
  },
  {
    name: '`@scalar/mock-server`',
    newest: '@scalar/mock-server',
    packages: ['@hono/node-server'],
    server: (folder, description) => ({ file: fileAt('servers/scalar.mjs'), args: [folder, description] }),
  },
  {
    name: '`@mockoon/cli`',
    newest: '@mockoon/cli',
    packages: [],
    server: (folder, description) => ({
      file: binaryOf(folder, '@mockoon/cli', 'mockoon-cli'),
      args: (port) => [
        'start',
        '--data',
        description,
        '--port',
        String(port),
        '--hostname',
        '127.0.0.1',
        '--disable-log-to-file',
      ],
    }),
  },
];

/** Returns a function that returns the servers of the peers, or the reason why one does not run. */
export function peersIn(folder) {
  return async (description, payloads) => {
    const found = [];
    for (const [index, peer] of PEERS.entries()) {
      process.stderr.write(`installing ${peer.name} …\n`);
      found.push(await runnable(peer, { folder: join(folder, `peer-${index}`), description, payloads }));
    }
    return found;
  };
}

/** Returns a peer of the newest version that starts; else the reason why the last that was tried does not. */
async function runnable(peer, { folder, description, payloads }) {
  let reason = 'the registry has no version of it';
  const versions = peer.newest === undefined ? [undefined] : await versionsOf(peer.newest).catch(() => []);
  for (const version of versions) {
    const place = join(folder, version ?? 'only');
    const packages = [...peer.packages, ...(version === undefined ? [] : [`${peer.newest}@${version}`])];
    const name = version === undefined ? peer.name : `${peer.name} ${version}`;
    try {
      await install(place, packages);
      const server = { name, cwd: place, ...peer.server(place, description, payloads) };
      await (await startServer(server)).stop();
      return server;
    } catch (error) {
      reason = firstLine(error);
    }
  }
  return { name: peer.name, reason };
}

/** Returns the last version of each minor one, without those before a release, the newest first. */
async function versionsOf(name) {
  const { stdout } = await promisify(execFile)('npm', ['view', name, 'versions', '--json'], {
    shell: process.platform === 'win32',
    maxBuffer: 2 ** 24,
  });
  const minors = new Map();
  for (const version of [JSON.parse(stdout)].flat().filter((one) => /^\d+\.\d+\.\d+$/.test(one)))
    minors.set(version.replace(/\.\d+$/, ''), version);
  return [...minors.values()].toReversed().slice(0, MOST_TRIED);
}

async function install(folder, packages) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', folder];
  await promisify(execFile)('npm', ['install', ...options, ...packages], {
    cwd: folder,
    shell: process.platform === 'win32',
    timeout: 180_000,
    maxBuffer: 2 ** 24,
  });
}

/** Returns the file that a command of an installed package runs. */
function binaryOf(folder, name, command) {
  const file = join(folder, 'node_modules', name, 'package.json');
  const { bin } = JSON.parse(readFileSync(file, 'utf8'));
  return join(dirname(file), typeof bin === 'string' ? bin : bin[command]);
}

function firstLine({ message, stderr }) {
  return (
    String(stderr || message)
      .split('\n')
      .find((line) => line.trim() !== '') ?? 'it does not start'
  );
}
