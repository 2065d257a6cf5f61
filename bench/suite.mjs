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

/** Returns the measurements of the suite: rates, the first case, and what a long run takes. */
export async function measureSuite({ starts, rounds, memoryCases }) {
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
    return {
      inProcess: await run('in-process'),
      loopback: await run(server.url),
      ...(await run('memory')),
      first: await firstCase(server.url, starts),
    };
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
