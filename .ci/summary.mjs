// Reads Jest's JSON report: lists the skipped tests, and ends with the line that says how many passed and failed.
// What failed without being a test (a file that does not load, a skip that is not allowed, a broken runner) counts.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

const [reportFile, status] = process.argv.slice(2);
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

const passed = report?.numPassedTests ?? 0;
const failed =
  (report?.numFailedTests ?? 0) +
  (report?.numRuntimeErrorTestSuites ?? 0) +
  skipped.filter((test) => !isAllowed(test)).length;
const isBroken = report === undefined || passed === 0 || Number(status) !== 0;
const counted = failed === 0 && isBroken ? 1 : failed;
console.log(`${passed} passed, ${counted} failed`);
process.exitCode = counted === 0 ? 0 : 1;
