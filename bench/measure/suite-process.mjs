// Runs the suite and its server in one process, and prints the measurements as JSON.
// node --expose-gc suite-process.mjs BUNDLE (rate | memory) ROUNDS CASES
import { writeSync } from 'node:fs';

const [bundle, what, rounds, most] = process.argv.slice(2);
const { CASES, rightServer, runOn } = await import(bundle);
const ROUNDS = Number(rounds);
const MEMORY_CASES = Number(most);

print(what === 'memory' ? await memory() : await rate());

/** Measures cases per second, after a first round as a warm-up. */
async function rate() {
  await round();
  const before = process.cpuUsage();
  let cases = 0;
  for (let index = 0; index < ROUNDS; index += 1) cases += await round();
  const { user, system } = process.cpuUsage(before);
  return { cases, cpu: user + system };
}

async function round() {
  const { counts } = await runOn(rightServer(), CASES, { concurrency: 4 });
  return counts.planned;
}

/** Measures, after each tenth of a run of many cases that only read, the used heap in megabytes and the CPU time so far. */
async function memory() {
  const reading = CASES.filter(({ steps }) => steps.every(({ request }) => request.method === 'GET'));
  const cases = Array.from({ length: MEMORY_CASES }, (_, index) => {
    const one = reading[index % reading.length];
    return { ...one, id: `${one.id}~${index}` };
  });
  const tenths = [];
  let finished = 0;
  let collecting = 0; // what is collected to see the heap is no part of the run
  const before = process.cpuUsage();
  await runOn(rightServer(), cases, {
    concurrency: 4,
    onFinished: () => {
      finished += 1;
      if (finished % (MEMORY_CASES / 10) !== 0) return;
      const { user, system } = process.cpuUsage(before);
      globalThis.gc();
      const heap = Math.round(process.memoryUsage().heapUsed / 1_048_576);
      tenths.push({ cases: finished, heap, cpu: user + system - collecting });
      const after = process.cpuUsage(before);
      collecting += after.user + after.system - user - system;
    },
  });
  return { cases: finished, tenths };
}

function print(result) {
  writeSync(1, `${JSON.stringify(result)}\n`);
  process.exit(0);
}
