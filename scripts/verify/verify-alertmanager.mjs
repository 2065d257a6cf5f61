// Debian's prometheus-alertmanager, with the description that it publishes. Fails on a finding that is not in
// scripts/verify/alertmanager.baseline.json, on an operation without a success, and on a silence that is left behind. Then
// compares it with the mock of the description: fails on a difference that scripts/verify/alertmanager.parity.json does not
// have, and where the corrections of the description do not raise the parity. Last, amtool works through a mock in front of
// the server, and has to see the same through it, and from the mock alone with what that has recorded.
// docs/results/alertmanager.md explains each finding.
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { amtoolThroughMock } from './amtool.mjs';
import { compareWithMock } from './compare-with-mock.mjs';
import { runSuite } from './run-suite.mjs';
import { withServer } from './serve-command.mjs';

const CONFIGURATION = 'route:\n  receiver: nobody\nreceivers:\n  - name: nobody\n';

/** It runs without a cluster. */
const SERVER = {
  command: 'prometheus-alertmanager',
  path: '/-/ready',
  argumentsFor: async (folder, port) => {
    const file = join(folder, 'alertmanager.yml');
    await writeFile(file, CONFIGURATION);
    const address = ['--web.listen-address', `127.0.0.1:${port}`, '--cluster.listen-address='];
    return ['--config.file', file, '--storage.path', folder, ...address];
  },
};

export const alertmanager = {
  name: 'alertmanager',
  package: {
    name: 'prometheus-alertmanager',
    command: 'prometheus-alertmanager',
    version: /version (\S+)/,
  },
  description: '../shared/real/alertmanager/openapi.yaml',
  verify: async (context) => {
    const outcome = await withServer(
      SERVER,
      async (url) => judge(await run(url, context), await leftBehind(url, context)),
      context.signal,
    );
    if (outcome.kind !== 'passed' || context.isUpdate) return outcome;
    return withAmtool(await withParity(outcome, context), context);
  },
};

/** Lets amtool, which is in the same package, work through a mock in front of the server. */
async function withAmtool(outcome, { description, signal }) {
  if (outcome.kind !== 'passed') return outcome;
  const { faults, line } = await withServer(
    SERVER,
    (target) => amtoolThroughMock({ description, target, signal }),
    signal,
  );
  if (faults.length > 0) return { kind: 'failed', reason: faults.join('; ') };
  return { kind: 'passed', reason: `${outcome.reason}; ${line}` };
}

async function withParity(outcome, { description, signal }) {
  const known = JSON.parse(readFileSync('scripts/verify/alertmanager.parity.json', 'utf8'));
  const { faults, before, after } = await compareWithMock({
    name: 'alertmanager',
    args: [description, '--safety', 'full'],
    known,
    withTarget: (use) => withServer(SERVER, (url) => use(`${url}/api/v2`), signal),
    signal,
  });
  if (faults.length > 0) return { kind: 'failed', reason: faults.join('; ') };
  const parity = `parity with the mock ${before}, with the corrections ${after}`;
  return { kind: 'passed', reason: `${outcome.reason}; ${parity}` };
}

function run(url, { description, args, signal }) {
  const baseline = ['--baseline', 'scripts/verify/alertmanager.baseline.json'];
  const strict = ['--safety', 'full', '--fail-on', 'advice'];
  const options = [description, '--target', `${url}/api/v2`, ...strict, ...baseline, ...args];
  return runSuite(options, { file: 'reports/alertmanager.json', signal });
}

/** Returns the number of silences that have not ended. DELETE ends a silence; Alertmanager keeps it as expired. */
async function leftBehind(url, { signal }) {
  const silences = await (await fetch(`${url}/api/v2/silences`, { signal })).json();
  return silences.filter(({ status }) => status.state !== 'expired').length;
}

function judge({ code, report }, silences) {
  const { counts, coverage, run: took, findings } = report;
  const unreached = coverage.unseen.filter(({ status }) => status.startsWith('2'));
  const rate = Math.round((1000 * (counts.passed + counts.failed)) / took.milliseconds);
  const faults = [
    ...(code === 0 ? [] : [`stuntdouble test ended with ${code}`]),
    ...unreached.map(({ operationId, status }) => `${operationId} was never answered ${status}`),
    ...(silences === 0 ? [] : [`${silences} silences are left behind`]),
  ];
  if (faults.length > 0) return { kind: 'failed', reason: faults.join('; ') };
  const known = `${findings.length} known deviations, none of them new`;
  return { kind: 'passed', reason: `${counts.planned} cases, ${known}; ${rate} cases a second` };
}
