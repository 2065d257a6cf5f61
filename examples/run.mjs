// Installs examples/todo with this package as it would be published, into a temporary folder, checks its types, and uses it in
// its four set-ups in Chromium.
// npm run examples [SET-UP…]
// It takes a minute, and leaves its outcome in reports/examples.json for CI.
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const CHROMIUM = '/usr/bin/chromium';
const TIME_LIMIT = 115_000;
const signal = AbortSignal.timeout(TIME_LIMIT);
const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-examples-'));

try {
  const outcome = await runExamples().catch((error) => ({ kind: 'failed', reason: reasonOf(error) }));
  mkdirSync('reports', { recursive: true });
  writeFileSync('reports/examples.json', `${JSON.stringify(outcome)}\n`); // for .ci/summary.mjs
  process.stdout.write(`examples: ${outcome.kind}: ${outcome.reason}\n`);
  if (outcome.kind === 'failed') process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function runExamples() {
  if (!existsSync(CHROMIUM)) return { kind: 'not run', reason: `there is no ${CHROMIUM}` };
  const todo = join(folder, 'todo');
  cpSync('examples/todo', todo, { recursive: true, filter: (path) => !/node_modules|\/dist$/.test(path) });
  await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], '.');
  const own = JSON.parse(readFileSync('package.json', 'utf8'));
  const file = join(todo, 'package.json');
  const wanted = JSON.parse(readFileSync(file, 'utf8'));
  wanted.devDependencies.stuntdouble = `file:../${own.name}-${own.version}.tgz`;
  writeFileSync(file, JSON.stringify(wanted));
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], todo);
  await run('npm', ['run', '--silent', 'check'], todo);
  const said = await run(process.execPath, ['test/run.mjs', ...process.argv.slice(2)], todo);
  process.stdout.write(said);
  return { kind: 'passed', reason: `${said.trim().split('\n').length} set-ups of examples/todo` };
}

async function run(command, args, cwd) {
  return (await promisify(execFile)(command, args, { cwd, signal, env: { ...process.env, CHROMIUM } }))
    .stdout;
}

function reasonOf({ message, stdout = '', stderr = '' }) {
  return [signal.aborted ? `not done after ${TIME_LIMIT / 1000} s` : message, stdout, stderr]
    .join('\n')
    .trim();
}
