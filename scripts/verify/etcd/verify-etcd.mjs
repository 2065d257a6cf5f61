// Debian's etcd-server, with the description of its JSON gateway.
// A prepared server is run on with scripts/verify/etcd/etcd.config.yaml: it has to be alive afterwards, and enough of its
// operations reached; a finding that is not in scripts/verify/etcd/etcd.baseline.json fails. Then the suite is run on servers
// as they come, with nothing left out: what ends one is named, and left out of the next run, until a run ends by itself.
// docs/results/etcd.md explains each finding, and what ends the server.
import { readFileSync, writeFileSync } from 'node:fs';
import { placesIn } from '../documents/findings-table.mjs';
import { runSuite } from '../run-suite.mjs';
import { freePort, withServer } from '../serve-command.mjs';
import { baselineOf, placesOf } from './baseline-places.mjs';
import { explained } from './explain-etcd.mjs';
import { prepareEtcd } from './prepare-etcd.mjs';

const CONFIG = 'scripts/verify/etcd/etcd.config.yaml';
const BASELINE = 'scripts/verify/etcd/etcd.baseline.json';

/** So many of the operations have to be reached. */
const MIN_REACHED = 36;

/** Two screens, which a report without a baseline fits. */
const MOST_LINES = 100;
const COLUMNS = 100;

/** The cases that end a server as it comes (docs/results/etcd.md, "Requests that end the server"). */
const KNOWN_CULPRITS = [
  'openapi/Range/type/body/sort_target',
  'openapi/Alarm/boundary/body/action/enum-2',
  'openapi/Alarm/type/body/action',
];

/** A lone member, whose identifier depends on the peer URL that it tells others. */
const SERVER = {
  command: 'etcd',
  path: '/health',
  argumentsFor: async (folder, port) => {
    const [own, peers] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${await freePort()}`];
    const told = 'http://localhost:2380';
    const options = {
      'data-dir': folder,
      'listen-client-urls': own,
      'advertise-client-urls': own,
      'listen-peer-urls': peers,
      'initial-advertise-peer-urls': told,
      'initial-cluster': `default=${told}`,
    };
    return Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  },
};

export const etcd = {
  name: 'etcd',
  package: { name: 'etcd-server', command: 'etcd', version: /Version: (\S+)/ },
  description: '../shared/real/etcd/openapi.json',
  verify: async (context) => {
    const prepared = await runPrepared(context);
    const unprepared = await nameCulprits(context);
    return judge(prepared, unprepared);
  },
};

function runPrepared({ description, args, signal }) {
  return withServer(
    SERVER,
    async (url) => {
      await prepareEtcd(url, signal);
      const options = [description, '--target', url, '--config', CONFIG, '--fail-on', 'advice', ...args];
      const { code, report } = await runSuite(options, { file: 'reports/etcd.json', signal });
      return { code, report, isAlive: await isAlive(url), fixed: fixedIn(report, args) };
    },
    signal,
  );
}

function isAlive(url) {
  return fetch(`${url}/version`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Returns what is accepted and was not found. Where the file is updated, that is taken out, and what is new explained. */
function fixedIn(report, args) {
  if (report.broken !== undefined) return [];
  const places = placesOf(JSON.parse(readFileSync(BASELINE, 'utf8')));
  const found = new Set(
    placesIn(report).map((one) => keyOf([one.check, one.operationId, one.descriptionPointer, one.found])),
  );
  const isFound = ({ check, operation, at, found: answer }) =>
    found.has(keyOf([check, operation, at, answer]));
  if (args.includes('--update-baseline')) {
    const kept = baselineOf(explained(places.filter(isFound)));
    writeFileSync(BASELINE, `${JSON.stringify(kept, undefined, 2)}\n`);
  }
  return places.filter((one) => !isFound(one));
}

function keyOf(parts) {
  return JSON.stringify(parts);
}

/** Runs on new servers, with what ended one left out of the next run, until a server stays alive. */
async function nameCulprits({ description, signal }) {
  const culprits = [];
  for (;;) {
    const { report, text } = await withServer(SERVER, (url) => runBare(url, culprits), signal);
    if (report.broken === undefined) return { culprits, report, lines: linesOf(text) };
    const { detail } = report.broken;
    const culprit = /brought it down: .* \((\S+)\)$/.exec(detail)?.[1];
    if (culprit === undefined || culprits.includes(culprit)) return { culprits, report, lines: 0 };
    process.stdout.write(`etcd as it comes: ${detail}\n`);
    culprits.push(culprit);
  }

  function runBare(url, left) {
    const options = ['--target', url, '--safety', 'full', '--header', 'Authorization:', '--timeout', '3'];
    const leftOut = left.flatMap((id) => ['--exclude-case', id]);
    const how = { file: 'reports/etcd-as-it-comes.json', output: 'pipe', signal };
    return runSuite([description, ...options, ...leftOut], how);
  }
}

/** Returns how many lines of a terminal a text takes. */
function linesOf(text) {
  return text
    .trimEnd()
    .split('\n')
    .reduce((sum, { length }) => sum + Math.max(1, Math.ceil(length / COLUMNS)), 0);
}

function judge({ code, report, isAlive: isLeftAlive, fixed }, { culprits, report: bare, lines }) {
  const { documented, succeeded } = report.coverage.operations;
  const faults = [
    ...(code === 0 ? [] : [`stuntdouble test ended with ${code}`]),
    ...(isLeftAlive ? [] : ['the prepared server is not alive after the run']),
    ...(succeeded >= MIN_REACHED ? [] : [`${succeeded} of ${documented} operations reached`]),
    ...(bare.broken === undefined ? [] : [`as it comes, ended without a new culprit: ${bare.broken.detail}`]),
    ...(lines <= MOST_LINES ? [] : [`as it comes, its report takes ${lines} lines, not ${MOST_LINES}`]),
    ...culprits.filter((id) => !KNOWN_CULPRITS.includes(id)).map((id) => `${id} ends the server`),
  ];
  for (const { check, operation, found } of fixed) {
    process.stdout.write(`not found any more: ${check}  ${operation}: ${found}\n`);
  }
  if (faults.length > 0) return { kind: 'failed', reason: faults.join('; ') };
  const known = `${placesIn(report).length} known deviations, none of them new, ${fixed.length} gone`;
  const reach = `${succeeded} of ${documented} operations reached`;
  const asItComes = `as it comes, ${bare.coverage.operations.succeeded} reached, ended by ${culprits.length} cases, told in ${lines} lines`;
  return {
    kind: 'passed',
    reason: `${report.counts.planned} cases, ${reach}, alive; ${known}; ${asItComes}`,
  };
}
