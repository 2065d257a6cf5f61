// Measures the suite on the server of `npm run faults`, which shares no code with it: cases per second in one process and
// over loopback, CPU time until the first case, and memory of a long run.
import { execFile, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const fileAt = (path) => fileURLToPath(new URL(path, import.meta.url));
const PROCESS = fileAt('suite-process.mjs');
const CLI = fileAt('../dist/cli.cjs');
const DESCRIPTION = fileAt('../faults/depot/description.yaml');
const FIRST_REQUEST = fileAt('report-first-request.cjs');

/** Returns the section about the suite in bench/RESULTS.md. */
export async function measureSuite({ starts, bareStart, rounds, memoryCases }) {
  // beside its source, because it reads the description from there
  const bundle = fileAt(`../faults/.bundle-${process.pid}.mjs`);
  await build({
    entryPoints: [fileAt('../faults/bench.ts')],
    outfile: bundle,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
  });
  const server = await serve(bundle);
  try {
    const run = (where) => runProcess(bundle, where, rounds, memoryCases);
    const inProcess = await run('in-process');
    const loopback = await run(server.url);
    const memory = await run('memory');
    const first = await firstCase(server.url, starts);
    return section({ inProcess, loopback, memory, first, bareStart });
  } finally {
    await server.stop();
    rmSync(bundle, { force: true });
  }
}

async function runProcess(bundle, ...args) {
  const words = ['--expose-gc', PROCESS, bundle, ...args.map(String)];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  return JSON.parse(stdout);
}

async function serve(bundle) {
  const code = `const { serveDepot } = await import(${JSON.stringify(bundle)}); console.log(await serveDepot());`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = await once(child.stdout, 'data');
  return {
    url: String(output).trim(),
    stop: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** Returns the median CPU time of the command until its first request, in microseconds. */
async function firstCase(url, count) {
  const times = [];
  for (let index = 0; index < count; index += 1) {
    const args = ['test', DESCRIPTION, '--target', url];
    const child = fork(CLI, args, {
      execArgv: ['--require', FIRST_REQUEST],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const ended = once(child, 'exit');
    const [{ first }] = await once(child, 'message');
    times.push(first);
    child.kill();
    await ended;
  }
  return times.toSorted((left, right) => left - right)[count >> 1];
}

function section({ inProcess, loopback, memory, first, bareStart }) {
  const perSecond = ({ cases, milliseconds }) => Math.round((cases / milliseconds) * 1000);
  const perCpuSecond = ({ cases, cpu }) => Math.round((cases / cpu) * 1000);
  const [early] = memory.heap;
  return `## The suite

Measured on the server of \`npm run faults\`, which shares no code with it. In one process, the time of the server is included.

| | cases per second | cases per CPU second |
|---|---|---|
| in one process, four cases at a time | ${perSecond(inProcess)} | ${perCpuSecond(inProcess)} |
| over loopback, sixteen at a time | ${perSecond(loopback)} | ${perCpuSecond(loopback)} |

\`stuntdouble test\` has used ${(first / 1000).toFixed(0)} ms of CPU time when it sends its first request: ${(first / bareStart).toFixed(2)}× the start of bare
Express. After ${memory.cases / 10} cases the heap has ${early} MB in use, after ${memory.cases} it has ${memory.heap.at(-1)}: the report keeps something of each case.
`;
}
