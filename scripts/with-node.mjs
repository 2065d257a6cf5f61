// Runs a command on another version of Node: node scripts/with-node.mjs 24 npm test
// It installs that Node from npm's package node-<platform>-<arch>, without install scripts, into the user's cache folder,
// and keeps it there: delete the printed folder to get a newer 24. The exit code is that of the command, or 69 when that
// Node cannot be installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** EX_UNAVAILABLE of sysexits.h, by which .ci/run knows that a part was not run. */
const UNAVAILABLE = 69;
const IS_WINDOWS = process.platform === 'win32';

const [version, command, ...args] = process.argv.slice(2);
if (!/^\d+(\.\d+){0,2}$/.test(version ?? '') || command === undefined) {
  process.stderr.write('usage: node scripts/with-node.mjs VERSION COMMAND…  (24, 20.19 or 22.12.0)\n');
  process.exit(2);
}
runOn(installed(version));

/** Returns the path of that version's `node`. Installs it when it is not in the cache. */
function installed(wanted) {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'stuntdouble');
  const folder = join(cache, `node-${wanted}`);
  const name = `node-${IS_WINDOWS ? 'win' : process.platform}-${process.arch}`;
  const binary = join('node_modules', name, 'bin', IS_WINDOWS ? 'node.exe' : 'node');
  if (existsSync(join(folder, binary))) return join(folder, binary);

  process.stderr.write(`installing ${name}@${wanted} into ${folder} …\n`);
  mkdirSync(cache, { recursive: true });
  const made = mkdtempSync(join(cache, 'installing-'));
  const options = ['--prefix', made, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', ['install', ...options, `${name}@${wanted}`], {
    cwd: made,
    stdio: ['ignore', 2, 2],
    shell: IS_WINDOWS,
  });
  if (status === 0) keep(made, folder);
  rmSync(made, { recursive: true, force: true });
  if (existsSync(join(folder, binary))) return join(folder, binary);
  process.stderr.write(`with-node: npm did not bring ${name}@${wanted}\n`);
  process.exit(UNAVAILABLE);
}

/** Moves the installed packages to their folder, unless another process has done so meanwhile. */
function keep(made, folder) {
  try {
    renameSync(made, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

/** Runs the command with that `node` first on the PATH, and exits as the command does. */
function runOn(node) {
  const child = spawn(command === 'node' ? node : command, args, {
    stdio: 'inherit',
    shell: IS_WINDOWS,
    env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}`, NODE: node },
  });
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name));
  child.once('error', ({ message }) => {
    process.stderr.write(`with-node: ${message}\n`);
    process.exit(127);
  });
  child.once('exit', (code, signal) => {
    process.exit(code ?? { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }[signal] ?? 1);
  });
}
