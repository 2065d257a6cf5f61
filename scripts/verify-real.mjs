// Runs the suite on a real third-party server: Debian's prometheus-alertmanager, with the description that it publishes.
// Fails on a finding that is not in scripts/verify/alertmanager.baseline.json, on an operation without a success, and on a
// silence that is left behind. docs/alertmanager.md explains each finding.
// npm run verify:real [-- --update-baseline]
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installAlertmanager } from './verify/install-alertmanager.mjs';
import { withAlertmanager } from './verify/serve-alertmanager.mjs';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
process.chdir(at(''));

const DESCRIPTION = '../shared/real/alertmanager/openapi.yaml';
const BASELINE = relative('', at('scripts/verify/alertmanager.baseline.json'));
const REPORT = 'reports/alertmanager.json';
/** The file with the outcome, for .ci/summary.mjs. */
const OUTCOME = 'reports/verify-real.json';

/** The time limit of the whole script, in milliseconds. */
const TIME_LIMIT = 110_000;

const interruption = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(name, () => interruption.abort(new Error(name)));
const signal = AbortSignal.any([interruption.signal, AbortSignal.timeout(TIME_LIMIT)]);

mkdirSync('reports', { recursive: true });
const outcome = await verify().catch((error) => ({ kind: 'failed', reason: error.message }));
writeFileSync(OUTCOME, `${JSON.stringify(outcome)}\n`);
process.stdout.write(`verify:real: ${outcome.kind}: ${outcome.reason}\n`);
process.exitCode = outcome.kind === 'failed' ? 1 : 0;

async function verify() {
  if (!existsSync(DESCRIPTION)) return { kind: 'not run', reason: `there is no ${DESCRIPTION}` };
  const { version, reason } = await installAlertmanager(signal);
  if (version === undefined) return { kind: 'not run', reason: `no prometheus-alertmanager: ${reason}` };
  process.stdout.write(`Alertmanager ${version}\n\n`);
  return withAlertmanager(async (url) => judge(await runSuite(url), await leftBehind(url)), signal);
}

/** Runs the built command. */
async function runSuite(url) {
  const args = ['dist/cli.cjs', 'test', DESCRIPTION, '--target', `${url}/api/v2`, '--safety', 'full'];
  const files = ['--baseline', BASELINE, '--json', REPORT];
  const child = spawn(process.execPath, [...args, ...files, ...process.argv.slice(2)], {
    stdio: ['ignore', 'inherit', 'inherit'],
    signal,
  });
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', resolve);
  });
  return { code, report: JSON.parse(readFileSync(REPORT, 'utf8')).reports[0] };
}

/** Returns the number of silences that have not ended. DELETE ends a silence; Alertmanager keeps it as expired. */
async function leftBehind(url) {
  const silences = await (await fetch(`${url}/api/v2/silences`, { signal })).json();
  return silences.filter(({ status }) => status.state !== 'expired').length;
}

function judge({ code, report }, silences) {
  const { counts, coverage, run, findings } = report;
  const unreached = coverage.unseen.filter(({ status }) => status.startsWith('2'));
  const rate = Math.round((1000 * (counts.passed + counts.failed)) / run.milliseconds);
  const faults = [
    ...(code === 0 ? [] : [`stuntdouble test ended with ${code}`]),
    ...unreached.map(({ operationId, status }) => `${operationId} was never answered ${status}`),
    ...(silences === 0 ? [] : [`${silences} silences are left behind`]),
  ];
  if (faults.length > 0) return { kind: 'failed', reason: faults.join('; ') };
  const known = `${findings.length} known deviations, none of them new`;
  return { kind: 'passed', reason: `${counts.planned} cases, ${known}; ${rate} cases a second` };
}
