// Measures what the size of a description costs: the start of a mock with it, and `inspect`, by number of operations.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { largeDescription } from '../descriptions/large-description.mjs';
import { median } from './rates.mjs';
import { startServer } from './server.mjs';

const fileAt = (path) => fileURLToPath(new URL(path, import.meta.url));
const CLI = fileAt('../../dist/cli.cjs');
const USAGE = fileAt('../preload/report-usage.cjs');

/** A collection of the generated descriptions has so many operations. */
const OPERATIONS = 5;

/** Returns CPU times, in microseconds, and the memory after the first response, in bytes, by number of collections. */
export async function measureOperations({ collections, rounds, folder }) {
  const rows = [];
  for (const count of collections) {
    const file = join(folder, `description-${count}.json`);
    writeFileSync(file, JSON.stringify(largeDescription(count), null, 1));
    const started = await startsOf(file, rounds);
    const inspect = await inspectionOf(file, folder);
    const bytes = statSync(file).size;
    writeFileSync(file, JSON.stringify(largeDescription(count, true), null, 1));
    const withExamples = await inspectionOf(file, folder);
    rows.push({ operations: count * OPERATIONS, bytes, ...started, inspect, withExamples });
  }
  return rows;
}

async function startsOf(file, rounds) {
  const measured = [];
  for (let round = 0; round < rounds; round += 1) {
    const server = await startServer({
      file: CLI,
      args: ['mock', file, '--port', '0', '--quiet', '--no-auth'],
    });
    await (await fetch(`${server.url}/thing1s`)).arrayBuffer();
    measured.push({ time: await server.first, memory: await server.memory() });
    await server.stop();
  }
  return {
    start: median(measured.map(({ time }) => time)),
    memory: median(measured.map(({ memory }) => memory)),
  };
}

/** Returns the CPU time of `inspect`, in microseconds. */
export async function inspectionOf(file, folder) {
  const usage = join(folder, 'inspect-usage.json');
  const child = spawn(process.execPath, ['--require', USAGE, CLI, 'inspect', file], {
    stdio: ['ignore', 'ignore', 'ignore'],
    env: { ...process.env, STUNTDOUBLE_BENCH_USAGE: usage },
  });
  const [code] = await once(child, 'exit');
  if (code > 1) throw new Error(`stuntdouble inspect ended with ${code}`);
  return JSON.parse(readFileSync(usage, 'utf8')).cpu;
}
