import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { kill, pid } from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { member, stringMember } from '../../../base/json.ts';
import { PersistError } from './persist-error.ts';

/** The lock of a file, which one process has at a time. */
export interface FileLock {
  /** Keeps the lock, also where somebody has deleted it; false once another process has it. */
  readonly hold: () => boolean;
  readonly release: () => void;
}

/** The process that has a lock. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Tells it from an earlier process of the same number; null where the system does not say. */
  readonly started: string | null;
  /** Tells the locks of one process apart. */
  readonly lock: string;
}

/** The locks that this process has. */
const own = new Set<string>();

/** When two processes take a dead one's lock at the same moment, both see after this many milliseconds whose it is. */
const SETTLED = 50;

/** Takes the lock of a file, also that of a process which is no more. @throws PersistError when another one has it */
export async function lockFile(file: string): Promise<FileLock> {
  const path = `${file}.lock`;
  const holder: Holder = { pid, host: hostname(), started: startOf(pid), lock: crypto.randomUUID() };
  const text = JSON.stringify(holder);
  mkdirSync(dirname(file), { recursive: true });
  if (!create(path, text)) {
    const other = read(path);
    if (other !== undefined && isAlive(other)) throw new PersistError(heldBy(other, path));
    rmSync(path, { force: true });
    if (!create(path, text)) throw new PersistError(`another mock has just begun to use it (${path})`);
    await wait(SETTLED);
  }
  const isHeld = () => read(path)?.lock === holder.lock;
  if (!isHeld()) throw new PersistError(`another mock has just begun to use it (${path})`);
  own.add(holder.lock);
  return {
    hold: () => isHeld() || create(path, text),
    release: () => {
      own.delete(holder.lock);
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

/** Reads whose a lock is; undefined where it says nothing, as after a crash of the machine. */
function read(path: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const [number, host, lock] = [
      member(value, 'pid'),
      stringMember(value, 'host'),
      stringMember(value, 'lock'),
    ];
    if (typeof number !== 'number' || host === undefined || lock === undefined) return undefined;
    return { pid: number, host, lock, started: stringMember(value, 'started') ?? null };
  } catch {
    return undefined;
  }
}

function isAlive({ pid: number, host, started, lock }: Holder): boolean {
  if (host !== hostname()) return true; // nobody here can tell
  if (number === pid) return own.has(lock);
  try {
    kill(number, 0);
  } catch (error) {
    if (stringMember(error, 'code') === 'ESRCH') return false;
  }
  const now = startOf(number);
  return started === null || now === null || now === started;
}

/** Returns when a process has started, in the system's own count; null where it does not say. */
function startOf(number: number): string | null {
  try {
    const stat = readFileSync(`/proc/${number}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[START_TIME] ?? null;
  } catch {
    return null;
  }
}

/** The place of `starttime` among the fields behind the name of the program (proc_pid_stat(5)). */
const START_TIME = 19;

function heldBy({ pid: number, host }: Holder, path: string): string {
  return host === hostname()
    ? `the process ${number} uses it: stop that one, or name another file`
    : `a process on ${host} uses it: name another file, or delete ${path} if that process is no more`;
}
