// Loads one description, makes its mock, judges its examples, runs the suite against the mock, and prints what came
// of it as JSON.
// node scripts/corpus/one.mjs FILE
import { createRequire } from 'node:module';

const [file] = process.argv.slice(2);
// required, not imported: Node would first read all of it in search of its exports
const stuntdouble = createRequire(import.meta.url)('../../dist/index.cjs');
const DIST = new URL('../../dist/', import.meta.url);

try {
  const description = await stuntdouble.loadDescription(file, { allowOutside: true });
  stuntdouble.createMock({ descriptions: description });
  const { user, system } = process.cpuUsage();
  const start = { cpu: (user + system) / 1000, memory: process.memoryUsage().rss / 1_048_576 };
  const { judgeExamples } = await import('./judge-examples.mjs');
  const judged = await judgeExamples(description, DIST);
  const { measureMock } = await import('./measure-mock.mjs');
  const mock = await measureMock(description, stuntdouble, DIST);
  const { operations, disabled, faults, document } = description;
  print({
    kind: 'loaded',
    version: String(document.swagger ?? document.openapi),
    operations: operations.length,
    disabled: disabled.map(({ method, path, reason }) => `${method} ${path}: ${reason}`),
    faults: faults.map(({ pointer, message }) => `${pointer}: ${message}`),
    start,
    judged,
    mock,
  });
} catch (error) {
  const isExpected = error?.name === 'DescriptionError';
  print({ kind: 'failed', reason: isExpected ? error.message : (error?.stack ?? String(error)) });
}

function print(result) {
  process.stdout.write(`${JSON.stringify({ file, ...result })}\n`);
}
