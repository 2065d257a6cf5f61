// Runs the suite on real third-party servers, each from a Debian package, with the description that it publishes.
// Each server has a file in scripts/verify that says what has to be true; its findings are explained in docs.
// npm run verify:real [-- NAME…] [-- --update-baseline]
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installPackage } from './verify/install-package.mjs';
import { alertmanager } from './verify/verify-alertmanager.mjs';
import { etcd } from './verify/verify-etcd.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const SERVERS = [alertmanager, etcd];

/** The time limit of the whole script, in milliseconds. */
const TIME_LIMIT = 290_000;

const interruption = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(name, () => interruption.abort(new Error(name)));
const signal = AbortSignal.any([interruption.signal, AbortSignal.timeout(TIME_LIMIT)]);

const given = process.argv.slice(2);
const args = given.filter((one) => one.startsWith('-'));
const names = given.filter((one) => !one.startsWith('-'));
requireKnown(names);
mkdirSync('reports', { recursive: true });
for (const server of SERVERS.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const outcome = await verify(server).catch((error) => ({ kind: 'failed', reason: error.message }));
  // for .ci/summary.mjs
  writeFileSync(`reports/verify-${server.name}.json`, `${JSON.stringify(outcome)}\n`);
  process.stdout.write(`verify:real ${server.name}: ${outcome.kind}: ${outcome.reason}\n\n`);
  if (outcome.kind === 'failed') process.exitCode = 1;
}

async function verify({ package: wanted, description, verify: judge }) {
  if (!existsSync(description)) return { kind: 'not run', reason: `there is no ${description}` };
  const { version, reason } = await installPackage(wanted, signal);
  if (version === undefined) return { kind: 'not run', reason: `no ${wanted.name}: ${reason}` };
  process.stdout.write(`${wanted.name} ${version}\n\n`);
  return judge({ description, args, signal });
}

function requireKnown(some) {
  const known = SERVERS.map(({ name }) => name);
  const unknown = some.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  process.stderr.write(`there is no server ${unknown.join(', ')}: give one of ${known.join(', ')}\n`);
  process.exit(2);
}
