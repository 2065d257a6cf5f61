// Runs the suite on real third-party servers, each from a Debian package or from npm's registry, with the descriptions that
// it publishes. Each server has a file in scripts/verify that says what has to be true; its findings are explained in docs.
// npm run verify:real [-- NAME…] [-- --bounded] [-- --document=NAME] [-- --update-baseline]
// --bounded: three descriptions of each server that has many; --document: those that it names
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installPackage } from './verify/install-package.mjs';
import { autorest } from './verify/autorest/verify-autorest.mjs';
import { spector } from './verify/spector/verify-spector.mjs';
import { alertmanager } from './verify/verify-alertmanager.mjs';
import { etcd } from './verify/etcd/verify-etcd.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const SERVERS = [alertmanager, etcd, spector, autorest];

/** The time limits of the whole script, in milliseconds. */
const TIME_LIMIT = 3_600_000;
const BOUNDED_LIMIT = 290_000;

const interruption = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(name, () => interruption.abort(new Error(name)));

const given = process.argv.slice(2);
const names = given.filter((one) => !one.startsWith('-'));
const args = given.filter((one) => one === '--update-baseline');
const options = {
  args,
  isUpdate: args.length > 0,
  isBounded: given.includes('--bounded'),
  only: given.flatMap((one) => /^--document=(.+)$/.exec(one)?.[1] ?? []),
};
const limit = AbortSignal.timeout(options.isBounded ? BOUNDED_LIMIT : TIME_LIMIT);
const signal = AbortSignal.any([interruption.signal, limit]);
requireKnown(names);
requireOptions(given.filter((one) => one.startsWith('-')));
mkdirSync('reports', { recursive: true });
for (const server of SERVERS.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const outcome = await verify(server).catch((error) => ({ kind: 'failed', reason: error.message }));
  // for .ci/summary.mjs
  writeFileSync(`reports/verify-${server.name}.json`, `${JSON.stringify(outcome)}\n`);
  process.stdout.write(`verify:real ${server.name}: ${outcome.kind}: ${outcome.reason}\n\n`);
  if (outcome.kind === 'failed') process.exitCode = 1;
}

async function verify(server) {
  if (limit.aborted) return { kind: 'not run', reason: 'there was no time left' };
  return server.install === undefined ? verifyPackage(server) : verifyModules(server);
}

async function verifyModules({ install, verify: judge }) {
  const { folder, reason } = await install(signal);
  return folder === undefined ? { kind: 'not run', reason } : judge({ folder, ...options, signal });
}

async function verifyPackage({ package: wanted, description, verify: judge }) {
  if (!existsSync(description)) return { kind: 'not run', reason: `there is no ${description}` };
  const { version, reason } = await installPackage(wanted, signal);
  if (version === undefined) return { kind: 'not run', reason: `no ${wanted.name}: ${reason}` };
  process.stdout.write(`${wanted.name} ${version}\n\n`);
  return judge({ description, ...options, signal });
}

function requireKnown(some) {
  const known = SERVERS.map(({ name }) => name);
  const unknown = some.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  process.stderr.write(`there is no server ${unknown.join(', ')}: give one of ${known.join(', ')}\n`);
  process.exit(2);
}

function requireOptions(some) {
  const known = /^--(?:bounded|update-baseline|document=.+)$/;
  const unknown = some.filter((option) => !known.test(option));
  if (unknown.length === 0) return;
  const hint = 'give --bounded, --document=NAME or --update-baseline';
  process.stderr.write(`there is no option ${unknown.join(', ')}: ${hint}\n`);
  process.exit(2);
}
