// Installs packages of npm's registry into the user's cache folder, without their install scripts, and keeps them there.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const INSTALL = [
  'install',
  '--legacy-peer-deps',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--fetch-retries=1',
  '--fetch-retry-mintimeout=1000',
];

/** Some servers ask for the commit of the folder that they run in. */
const COMMIT = [
  '-c',
  'user.name=none',
  '-c',
  'user.email=none',
  'commit',
  '-q',
  '--allow-empty',
  '-m',
  'none',
];

/** The time limit of the installation, in milliseconds. */
const PATIENCE = 120_000;

/**
 * Returns the folder with these packages, given as NAME@VERSION, as `{ folder }`, or `{ reason }` where there is none.
 * `overrides`: versions in place of those that they ask for, by name, as in a package.json.
 */
export async function installModules({ name, packages, overrides }, signal) {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'stuntdouble');
  const wanted = packages.join() + (overrides === undefined ? '' : JSON.stringify(overrides));
  const version = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  const folder = join(cache, `${name}-${version}`);
  if (await isThere(folder)) return { folder };
  await mkdir(cache, { recursive: true });
  const made = await mkdtemp(join(cache, 'installing-'));
  const limits = {
    cwd: made,
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
    maxBuffer: 10_000_000,
  };
  try {
    await writeFile(join(made, 'package.json'), `${JSON.stringify({ private: true, overrides })}\n`);
    await run('npm', [...INSTALL, ...packages], limits);
    await run('git', ['init', '-q'], limits);
    await run('git', COMMIT, limits);
    await rename(made, folder);
  } catch (error) {
    signal.throwIfAborted();
    if (!(await isThere(folder))) return { reason: `npm did not bring them: ${firstLine(error)}` };
  } finally {
    await rm(made, { recursive: true, force: true });
  }
  return { folder };
}

function isThere(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}

function firstLine({ stderr = '', message }) {
  return (stderr.trim() || message).split('\n')[0];
}
