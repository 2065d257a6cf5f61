// Reads Jest's JSON report: lists the skipped tests, and ends with the line that says how many passed and failed.
// The run against a real server counts as one of them, unless it could not be made.
// What failed without being a test (a file that does not load, a skip that is not allowed, a broken runner) counts.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

const [reportFile, status, realFile] = process.argv.slice(2);
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

const real = existsSync(realFile) ? JSON.parse(readFileSync(realFile, 'utf8')) : { kind: 'failed' };
if (real.kind === 'not run') console.log(`not run: npm run verify:real: ${real.reason}`);

const tests = report?.numPassedTests ?? 0;
const passed = tests + (real.kind === 'passed' ? 1 : 0);
const failed =
  (report?.numFailedTests ?? 0) +
  (report?.numRuntimeErrorTestSuites ?? 0) +
  skipped.filter((test) => !isAllowed(test)).length +
  (real.kind === 'failed' ? 1 : 0);
const isBroken = report === undefined || tests === 0 || Number(status) !== 0;
const counted = failed === 0 && isBroken ? 1 : failed;
console.log(`${passed} passed, ${counted} failed`);
process.exitCode = counted === 0 ? 0 : 1;
