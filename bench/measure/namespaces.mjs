// Measures a list of ten items in many namespaces.
import { LONG_LIST, requestsOf, timeOf } from './growth.mjs';
import { startServer } from './server.mjs';

/** Returns the CPU time of page 1 of ten items, in microseconds, by the number of namespaces in turn, and the memory. */
export async function measureNamespaces({ counts, rounds, count }) {
  const rows = [];
  for (const namespaces of counts) {
    const started = await startServer({ file: LONG_LIST, args: ['10'] });
    const request = { ...requestsOf(10)[0], namespaces };
    rows.push({ namespaces, time: await timeOf(started, request, { rounds, count }) });
    rows.at(-1).memory = await started.memory();
    await started.stop();
  }
  return rows;
}
