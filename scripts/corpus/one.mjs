// Loads one description, makes its mock, validates its examples, runs the suite against the mock, and prints the results
// as JSON.
// node scripts/corpus/one.mjs FILE NAME [--bounded]
import { createRequire } from 'node:module';

const [file, name, bounded] = process.argv.slice(2);
// `require`, since an `import` of a CommonJS file makes Node read all of it first, to find its exports
const stuntdouble = createRequire(import.meta.url)('../../dist/index.cjs');
const DIST = new URL('../../dist/.modules/', import.meta.url);
const { provideAll } = await import(new URL('bundled/provide-all.js', DIST).href);
provideAll(); // modules are used beside the bundle

try {
  const description = await stuntdouble.loadDescription(file, { allowOutside: true });
  stuntdouble.createMock({ descriptions: description });
  const { user, system } = process.cpuUsage();
  const start = { cpu: (user + system) / 1000, memory: process.memoryUsage().rss / 1_048_576 };
  const { otherJudge } = await import('./other-judge.mjs');
  const judge = await otherJudge(description, DIST);
  const { judgeExamples } = await import('./judge-examples.mjs');
  const judged = await judgeExamples(description, judge, DIST);
  const { judgeSchemas } = await import('./judge-schemas.mjs');
  const isBounded = bounded === '--bounded';
  const values = await judgeSchemas(name, description, { judge, dist: DIST, most: isBounded ? 15 : 60 });
  const { measureMock } = await import('./mock/measure-mock.mjs');
  const mock = await measureMock(description, stuntdouble, {
    judge,
    dist: DIST,
    isBounded,
  });
  const { checkExceptions } = await import('./exceptions.mjs');
  const exceptions = await checkExceptions(name, description, judge);
  const { operations, disabled, faults, document } = description;
  print({
    kind: 'loaded',
    version: String(document.swagger ?? document.openapi),
    operations: operations.length,
    disabled: disabled.map(({ method, path, reason }) => `${method} ${path}: ${reason}`),
    faults: faults.map(({ pointer, message }) => `${pointer}: ${message}`),
    start,
    judged,
    values,
    mock,
    exceptions,
  });
} catch (error) {
  const isExpected = error?.name === 'DescriptionError';
  print({ kind: 'failed', reason: isExpected ? error.message : (error?.stack ?? String(error)) });
}

function print(result) {
  process.stdout.write(`${JSON.stringify({ file, ...result })}\n`);
}
