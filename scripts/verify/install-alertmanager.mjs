// Finds Debian's prometheus-alertmanager, or installs it. Its system service is not started.
import { execFile } from 'node:child_process';
import { access, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PACKAGE = 'prometheus-alertmanager';
const OPTIONS = ['-q', '-y', '-o', 'Acquire::http::Timeout=10', '-o', 'Acquire::Retries=0'];
const INSTALL = [...OPTIONS, '-o', 'DPkg::Lock::Timeout=20', '--no-install-recommends', 'install', PACKAGE];

/** The script that invoke-rc.d calls to ask whether a service may be started; exit code 101 forbids it. */
const POLICY = '/usr/sbin/policy-rc.d';

/** The time limit of all apt commands together, in milliseconds. */
const PATIENCE = 60_000;

/** Returns the installed version as `{ version }`, or `{ reason }` when it cannot be installed. */
export async function installAlertmanager(signal) {
  const found = await versionOf(signal);
  if (found !== undefined) return { version: found };
  if (!(await hasApt(signal))) return { reason: 'there is no apt-get here to install it with' };
  if (process.getuid() !== 0) return { reason: `it takes root to install it: apt-get install ${PACKAGE}` };
  const limits = { signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]) };
  try {
    await withoutServices(async () => {
      await apt(['-q', ...OPTIONS, 'update'], limits);
      await apt(INSTALL, limits);
    });
  } catch (error) {
    signal.throwIfAborted();
    return { reason: `apt-get did not get it: ${lastLine(error.stderr) || error.message}` };
  }
  const version = await versionOf(signal);
  return version === undefined ? { reason: 'it was installed, but does not start' } : { version };
}

async function versionOf(signal) {
  try {
    const { stdout } = await run(PACKAGE, ['--version'], { signal, timeout: 5_000 });
    return /version (\S+)/.exec(stdout)?.[1] ?? 'of an unknown version';
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

async function hasApt(signal) {
  return run('apt-get', ['--version'], { signal, timeout: 5_000 }).then(
    () => true,
    () => false,
  );
}

function apt(args, limits) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return run('apt-get', args, { ...limits, env, maxBuffer: 10_000_000 });
}

/** Does the work while a policy file keeps installed services from being started. An existing policy is not changed. */
async function withoutServices(work) {
  const isThere = await access(POLICY).then(
    () => true,
    () => false,
  );
  if (!isThere) await writeFile(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await work();
  } finally {
    if (!isThere) await rm(POLICY, { force: true });
  }
}

function lastLine(text = '') {
  return text.trim().split('\n').at(-1);
}
