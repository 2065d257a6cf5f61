// Measures what a part of a run costs: CPU time and memory of the suite's process, against a mock in another process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from './server.mjs';

const fileAt = (path) => fileURLToPath(new URL(path, import.meta.url));
const CLI = fileAt('../dist/cli.cjs');
const USAGE = fileAt('report-usage.cjs');

/** The most memory, in MB. */
export const MOST_MEMORY = 400;

/** What is run of a large description, and of one that is dense. `most`: as a multiple of the start of a mock with it. */
const rows = ({ stripe, dense }) =>
  [
    {
      name: "Stripe's, `--max-cases 200`",
      file: stripe,
      path: '/v1/customers',
      args: ['--max-cases', '200'],
      most: 25,
    },
    {
      name: "Stripe's, one operation",
      file: stripe,
      path: '/v1/customers',
      args: ['--operation', 'GetBalance'],
      most: 8,
    },
    {
      name: 'a dense one, `--max-cases 20`',
      file: dense,
      path: '/nodes',
      method: 'POST',
      args: ['--max-cases', '20'],
      most: 5,
    },
  ].filter(({ file }) => file !== undefined);

/** Returns the CPU time of each row, in seconds, as a multiple of the start of a mock, and its memory, in MB. */
export async function measurePlanning({ stripe, dense, folder, rounds }) {
  const measured = [];
  for (const row of rows({ stripe, dense })) {
    const start = await median(rounds, () => startOf(row));
    const runs = [];
    for (let round = 0; round < rounds; round += 1) runs.push(await runOf(row, folder));
    const cpu = runs.map((one) => one.cpu).toSorted((left, right) => left - right)[rounds >> 1];
    const memory = Math.max(...runs.map((one) => one.memory)) / 1024;
    measured.push({ name: row.name, most: row.most, seconds: cpu / 1e6, times: cpu / start, memory });
  }
  return measured;
}

const mockOf = ({ file }) => ({ file: CLI, args: ['mock', file, '--port', '0', '--quiet', '--no-auth'] });

async function startOf({ path, method = 'GET', ...row }) {
  const server = await startServer(mockOf(row));
  const body = method === 'GET' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } };
  await fetch(server.url + path, { method, ...body });
  const first = await server.first;
  await server.stop();
  return first;
}

async function runOf({ args, ...row }, folder) {
  const server = await startServer(mockOf(row));
  const usage = join(folder, 'usage.json');
  const child = spawn(
    process.execPath,
    ['--require', USAGE, CLI, 'test', row.file, '--target', server.url, ...args],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, STUNTDOUBLE_BENCH_USAGE: usage } },
  );
  const [code] = await once(child, 'exit');
  await server.stop();
  if (code > 1) throw new Error(`${row.name}: stuntdouble test ended with ${code}`);
  return JSON.parse(readFileSync(usage, 'utf8'));
}

async function median(count, measure) {
  const values = [];
  for (let index = 0; index < count; index += 1) values.push(await measure());
  return values.toSorted((left, right) => left - right)[count >> 1];
}
