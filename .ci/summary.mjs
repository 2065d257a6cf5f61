// Reads Jest's JSON report: lists the skipped tests, and ends with the line that says how many passed and failed.
// The run on real descriptions and that against a real server count as one each, unless they could not be made.
// What failed without being a test (a file that does not load, a skip that is not allowed, a broken runner) counts.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

const [reportFile, status, corpusFile, realFile] = process.argv.slice(2);
const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : undefined;
const allowed = JSON.parse(readFileSync('tests/allowed-skips.json', 'utf8'));

const skipped = (report?.testResults ?? []).flatMap(({ name, assertionResults }) =>
  assertionResults
    .filter((test) => ['pending', 'todo', 'skipped', 'disabled'].includes(test.status))
    .map((test) => ({ file: relative('', name), name: test.fullName })),
);
const isAllowed = (test) =>
  allowed.some(({ file, name }) => file === test.file && test.name.startsWith(name));
for (const test of skipped) {
  console.log(`skipped${isAllowed(test) ? '' : ', not allowed'}: ${test.file}: ${test.name}`);
}

const runs = [
  ['npm run corpus', corpusFile],
  ['npm run verify:real', realFile],
].map(([name, file]) => ({
  name,
  ...(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { kind: 'failed' }),
}));
for (const { kind, name, reason } of runs) {
  if (kind !== 'passed') console.log(`${kind}: ${name}${reason === undefined ? '' : `: ${reason}`}`);
}
const countOf = (wanted) => runs.filter(({ kind }) => kind === wanted).length;

const tests = report?.numPassedTests ?? 0;
const passed = tests + countOf('passed');
const failed =
  (report?.numFailedTests ?? 0) +
  (report?.numRuntimeErrorTestSuites ?? 0) +
  skipped.filter((test) => !isAllowed(test)).length +
  countOf('failed');
const isBroken = report === undefined || tests === 0 || Number(status) !== 0;
const counted = failed === 0 && isBroken ? 1 : failed;
console.log(`${passed} passed, ${counted} failed`);
process.exitCode = counted === 0 ? 0 : 1;
