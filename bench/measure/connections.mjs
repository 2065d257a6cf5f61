// Measures a list of ten items over many connections.
import { LONG_LIST, requestsOf } from './growth.mjs';
import { load, median, warmedUp } from './rates.mjs';
import { startServer } from './server.mjs';

/** Returns the CPU time of page 1 of ten items, in microseconds, by the number of connections that are open. */
export async function measureConnections({ counts, rounds, count }) {
  const started = await startServer({ file: LONG_LIST, args: ['10'] });
  const [request] = requestsOf(10);
  await warmedUp(started, request, count * 3);
  const rows = [];
  for (const connections of counts) {
    const most = Math.max(count, connections);
    const often = Math.ceil(most / connections) * connections;
    const nap = Math.ceil(connections / 8);
    const measured = [];
    for (let round = 0; round < rounds; round += 1) {
      const since = await started.cpu();
      await load(started, { ...request, connections, nap }, often);
      measured.push(((await started.cpu()) - since) / often);
    }
    rows.push({ connections, time: median(measured) });
  }
  await started.stop();
  return rows;
}
