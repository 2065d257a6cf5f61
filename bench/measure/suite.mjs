// Measures the suite: whole runs of the command, a long run over loopback beside bare node:http, runs in one process with
// the server of `npm run faults`, which shares no code with it, CPU time until the first case, and memory of a long run.
import { execFile, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { CALLER, departmentApi } from '../descriptions/department-api.mjs';
import { load, median, recordPayloads, warmedUp } from './rates.mjs';
import { startServer } from './server.mjs';

const fileAt = (path) => fileURLToPath(new URL(path, import.meta.url));
const PROCESS = fileAt('suite-process.mjs');
const LOOPBACK = fileAt('suite-loopback.mjs');
const CLI = fileAt('../../dist/cli.cjs');
const DEPOT = fileAt('../../faults/depot/description.yaml');
const FIRST_REQUEST = fileAt('../preload/report-first-request.cjs');
const USAGE = fileAt('../preload/report-usage.cjs');
const KEYS = { token: CALLER['x-auth-token'], user: CALLER['x-user-id'] };
const LIST = { name: 'list', method: 'GET', path: '/departments', headers: CALLER };

/**
 * Returns the measurements of the suite. `long`: the cases of a long run, and how many come before as a warm-up. `isShort`:
 * of whole runs, the shortest alone.
 */
export async function measureSuite({ folder, starts, rounds, long, memoryCases, isShort = false }) {
  const departments = join(folder, 'departments.json');
  writeFileSync(departments, JSON.stringify(departmentApi()));
  const mock = mockOf(departments, folder);
  // beside its source, because it reads the description from there
  const bundle = fileAt(`../../faults/.bundle-${process.pid}.mjs`);
  await build({
    entryPoints: [fileAt('../../faults/bench.ts')],
    outfile: bundle,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
  });
  const depot = await serve(bundle);
  const target = await startServer(mock);
  try {
    const runs = [
      { name: 'the department API', file: departments, url: target.url, credentials: KEYS },
      ...(isShort ? [] : [{ name: 'the server of `npm run faults`', file: DEPOT, ...depot }]),
    ];
    return {
      runs: await wholeRuns(runs, { folder, starts }),
      long: await longRun({ departments, target, mock, folder }, { rounds, ...long }),
      inProcess: await runProcess(bundle, 'rate', rounds, memoryCases),
      ...(await runProcess(bundle, 'memory', rounds, memoryCases)),
      first: await firstCase(depot.url, starts),
    };
  } finally {
    await depot.stop();
    await target.stop();
    rmSync(bundle, { force: true });
  }
}

/** Returns a mock that responds to all as it should: with an identity it refuses all other credentials. */
function mockOf(departments, folder) {
  const fixtures = join(folder, 'suite-fixtures');
  mkdirSync(fixtures);
  const identities = [{ id: 'caller', roles: [], credentials: KEYS }];
  writeFileSync(join(fixtures, 'identities.json'), JSON.stringify(identities));
  const args = ['mock', departments, '--port', '0', '--items', '9', '--fixtures', fixtures, '--quiet'];
  return { file: CLI, args };
}

/** Returns the median CPU time of `stuntdouble test`, from its start to its end, in microseconds. */
async function wholeRuns(runs, { folder, starts }) {
  const measured = [];
  for (const { name, file, url, credentials } of runs) {
    const command = { args: [file, '--target', url], credentials, folder };
    const report = join(folder, 'suite-report.json');
    await usageOf({ ...command, args: [...command.args, '--json', report] });
    const { counts, run } = JSON.parse(readFileSync(report, 'utf8')).reports[0];
    const requests = run.operations.reduce((sum, one) => sum + one.requests, 0);
    const times = [];
    for (let index = 0; index < starts; index += 1) times.push((await usageOf(command)).cpu);
    measured.push({ name, cases: counts.planned, requests, cpu: median(times) });
  }
  return measured;
}

async function usageOf({ args, credentials, folder }) {
  const usage = join(folder, 'suite-usage.json');
  const given = Object.entries(credentials).map(([name, value]) => [variableOf(name), value]);
  const child = spawn(process.execPath, ['--require', USAGE, CLI, 'test', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...Object.fromEntries(given), STUNTDOUBLE_BENCH_USAGE: usage },
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`stuntdouble test ended with ${code}`);
  return JSON.parse(readFileSync(usage, 'utf8'));
}

/** Returns the name of the variable that `stuntdouble test` reads the credential of a security scheme from. */
function variableOf(scheme) {
  return `STUNTDOUBLE_${scheme.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/**
 * Returns, of each round, the CPU time of the suite's process and what bare node:http answers per second of its own, by
 * turns. Both are warmed up.
 */
async function longRun({ departments, target, mock, folder }, { rounds, cases, warmUp, requests }) {
  const payloads = join(folder, 'suite-payloads.json');
  await recordPayloads(mock, [LIST], payloads);
  const bare = await startServer({ file: fileAt('../servers/bare-http.mjs'), args: [payloads] });
  const suite = fork(LOOPBACK, [departments, target.url], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  try {
    const list = { ...LIST, nap: await warmedUp(bare, LIST, warmUp) };
    await suiteRun(suite, warmUp);
    const measured = [];
    for (let round = 0; round < rounds; round += 1) {
      const before = await bare.cpu();
      await load(bare, list, requests);
      const rate = requests / (((await bare.cpu()) - before) / 1e6);
      measured.push({ ...(await suiteRun(suite, cases)), rate });
    }
    return measured;
  } finally {
    suite.disconnect();
    await bare.stop();
  }
}

async function suiteRun(suite, cases) {
  const ran = once(suite, 'message');
  suite.send(cases);
  const [result] = await ran;
  if (result.error !== undefined) throw new Error(result.error);
  return result;
}

async function runProcess(bundle, ...args) {
  const words = ['--expose-gc', PROCESS, bundle, ...args.map(String)];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  return JSON.parse(stdout);
}
async function serve(bundle) {
  const code = `const { serveDepot } = await import(${JSON.stringify(bundle)}); console.log(JSON.stringify(await serveDepot()));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = await once(child.stdout, 'data');
  return {
    ...JSON.parse(output),
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
    const args = ['test', DEPOT, '--target', url];
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
  return median(times);
}
