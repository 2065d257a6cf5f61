// Finds a server of a Debian package, or installs it. Its system service is not started.
import { execFile } from 'node:child_process';
import { access, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const OPTIONS = ['-q', '-y', '-o', 'Acquire::http::Timeout=10', '-o', 'Acquire::Retries=0'];
const INSTALL = [...OPTIONS, '-o', 'DPkg::Lock::Timeout=20', '--no-install-recommends', 'install'];

/** The script that invoke-rc.d calls to ask whether a service may be started; exit code 101 forbids it. */
const POLICY = '/usr/sbin/policy-rc.d';

/** The time limit of all apt commands together, in milliseconds. */
const PATIENCE = 60_000;

/**
 * Returns the installed version of a package's `command` as `{ version }`, or `{ reason }` where it cannot be installed.
 * `version` finds it in what the command prints.
 */
export async function installPackage(wanted, signal) {
  const { name } = wanted;
  const found = await versionOf(wanted, signal);
  if (found !== undefined) return { version: found };
  if (!(await hasApt(signal))) return { reason: 'there is no apt-get here to install it with' };
  if (process.getuid() !== 0) return { reason: `it takes root to install it: apt-get install ${name}` };
  const limits = { signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]) };
  try {
    await withoutServices(async () => {
      await apt(['-q', ...OPTIONS, 'update'], limits);
      await apt([...INSTALL, name], limits);
    });
  } catch (error) {
    signal.throwIfAborted();
    return { reason: `apt-get did not get it: ${lastLine(error.stderr) || error.message}` };
  }
  const installed = await versionOf(wanted, signal);
  return installed === undefined
    ? { reason: 'it was installed, but does not start' }
    : { version: installed };
}

async function versionOf({ command, version }, signal) {
  try {
    const { stdout } = await run(command, ['--version'], { signal, timeout: 5_000 });
    return version.exec(stdout)?.[1] ?? 'of an unknown version';
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
