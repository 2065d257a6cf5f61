import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { pid } from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { stringMember } from '../../../base/json.ts';
import { isAlive, ownLocks, readHolder, startOf, type Holder } from './lock-holder.ts';
import { PersistError } from './persist-error.ts';

/** The lock of a file, which one process has at a time. */
export interface FileLock {
  /** Keeps the lock, also where somebody has deleted it; false once another process has it. */
  readonly hold: () => boolean;
  readonly release: () => void;
}

/** When two processes take a dead one's lock at the same moment, both see after this many milliseconds whose it is. */
const SETTLED = 50;

/** Takes the lock of a file, also that of a process which is no more. @throws PersistError when another one has it */
export async function lockFile(file: string): Promise<FileLock> {
  const path = `${file}.lock`;
  const holder: Holder = { pid, host: hostname(), started: startOf(pid), lock: crypto.randomUUID() };
  const text = JSON.stringify(holder);
  mkdirSync(dirname(file), { recursive: true });
  if (!create(path, text)) {
    const other = readHolder(path);
    if (other !== undefined && isAlive(other)) throw new PersistError(heldBy(other, path));
    rmSync(path, { force: true });
    if (!create(path, text)) throw new PersistError(`another mock has just begun to use it (${path})`);
    await wait(SETTLED);
  }
  const isHeld = () => readHolder(path)?.lock === holder.lock;
  if (!isHeld()) throw new PersistError(`another mock has just begun to use it (${path})`);
  ownLocks.add(holder.lock);
  return {
    hold: () => isHeld() || create(path, text),
    release: () => {
      ownLocks.delete(holder.lock);
      if (isHeld()) rmSync(path, { force: true });
    },
  };
}

/** Creates the file; false where there is one. It is whole at once, since it is short. */
function create(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (stringMember(error, 'code') === 'EEXIST') return false;
    throw error;
  }
}

function heldBy({ pid: number, host }: Holder, path: string): string {
  return host === hostname()
    ? `the process ${number} uses it: stop that one, or name another file`
    : `a process on ${host} uses it: name another file, or delete ${path} if that process is no more`;
}
