// Reads Jest's JSON reports, one for each Node: lists the skipped tests and the slowest test files, and ends with the line
// that says how many passed and failed. The run on real descriptions, those against real servers and that of the floors of speed count as one each,
// unless they could not be made.
// What failed without being a test (a file that does not load, a skip that is not allowed, a broken runner) counts.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** Exit status of scripts/with-node.mjs where that Node could not be had. */
const UNAVAILABLE = 69;

/** This many of the slowest test files are listed. */
const MAX_SLOWEST = 10;

const [own, other, corpusFile, speed, ...serverFiles] = process.argv.slice(2);
const allowed = JSON.parse(readFileSync('.ci/allowed-skips.json', 'utf8'));
const suites = [
  suiteOf(own, `npm test on Node ${process.versions.node}`),
  suiteOf(other, 'npm test on Node 24'),
];
const runs = [
  runOf(corpusFile, 'npm run corpus'),
  floorsOf(speed),
  ...serverFiles.map((file) => runOf(file, scriptOf(serverIn(file)))),
];

for (const { name, slowest } of suites) {
  if (slowest.length > 0) console.log(`slowest files of ${name}:`);
  for (const { file, seconds } of slowest) console.log(`${seconds.toFixed(1).padStart(8)} s  ${file}`);
}
for (const { kind, name, reason } of [...suites, ...runs]) {
  if (kind !== 'passed') console.log(`${kind}: ${name}${reason === undefined ? '' : `: ${reason}`}`);
}
const passed = sumOf(suites, 'passed') + runs.filter(({ kind }) => kind === 'passed').length;
const failed = sumOf(suites, 'failed') + runs.filter(({ kind }) => kind === 'failed').length;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** Counts one run of Jest, given as `FILE:EXIT STATUS`. */
function suiteOf(given, name) {
  const [file, status] = given.split(':');
  if (Number(status) === UNAVAILABLE) {
    const reason = 'the registry did not bring that Node';
    return { kind: 'not run', name, reason, passed: 0, failed: 0, slowest: [] };
  }
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  const skipped = skippedIn(report);
  for (const test of skipped) {
    console.log(`skipped${isAllowed(test) ? '' : ', not allowed'}: ${test.file}: ${test.name}`);
  }
  const failures = failuresOf(report, skipped, Number(status));
  if (failures === 0) console.log(`${name}: ${report.numPassedTests} passed`);
  const kind = failures === 0 ? 'passed' : 'failed';
  const passedTests = report?.numPassedTests ?? 0;
  return { kind, name, passed: passedTests, failed: failures, slowest: slowestFilesIn(report) };
}

/** Returns the files that took longest, by the wall clock, slowest first. */
function slowestFilesIn(report) {
  return (report?.testResults ?? [])
    .map(({ name, startTime, endTime }) => ({
      file: relative('', name),
      seconds: (endTime - startTime) / 1000,
    }))
    .toSorted((one, next) => next.seconds - one.seconds)
    .slice(0, MAX_SLOWEST);
}

/** A run without a report, without a test, or with another exit status counts as one failure where it has no other. */
function failuresOf(report, skipped, status) {
  if (report === undefined) return 1;
  const { numFailedTests, numRuntimeErrorTestSuites, numPassedTests } = report;
  const count =
    numFailedTests + numRuntimeErrorTestSuites + skipped.filter((test) => !isAllowed(test)).length;
  return count === 0 && (numPassedTests === 0 || status !== 0) ? 1 : count;
}

function skippedIn(report) {
  return (report?.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter((test) => ['pending', 'todo', 'skipped', 'disabled'].includes(test.status))
      .map((test) => ({ file: relative('', name), name: test.fullName })),
  );
}

function isAllowed(test) {
  return allowed.some(({ file, name }) => file === test.file && test.name.startsWith(name));
}

/** Says how a run of a script ended that has left its outcome in a file. */
/** Returns the name of a server, by its file, such as reports/verify-etcd.json. */
function serverIn(file) {
  return /verify-(.+)\.json$/.exec(file)?.[1] ?? file;
}

/** Returns the script that leaves the outcome of a server; Rocket.Chat's compares with packages, not with a server. */
function scriptOf(server) {
  if (server.endsWith('strength.json')) return 'npm run strength';
  if (server.endsWith('abuse.json')) return 'npm run abuse';
  if (server.endsWith('examples.json')) return 'npm run examples';
  return server === 'rocketchat' ? 'npm run verify:rocketchat' : `npm run verify:real -- ${server}`;
}

/** Says whether the mock is as fast as it was, given as `FILE:EXIT STATUS`. */
function floorsOf(given) {
  const name = 'npm run bench -- --floors';
  const [file, status] = given.split(':');
  if (Number(status) !== UNAVAILABLE) return runOf(file, name);
  return { kind: 'not run', name, reason: 'the registry did not bring Node 24' };
}

function runOf(file, name) {
  return { name, ...(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { kind: 'failed' }) };
}

function sumOf(list, member) {
  return list.reduce((sum, entry) => sum + entry[member], 0);
}
