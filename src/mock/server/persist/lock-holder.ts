import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { kill, pid } from 'node:process';
import { member, stringMember } from '../../../base/json.ts';

/** The process that has a lock. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Tells it from an earlier process of the same number; null where the system does not say. */
  readonly started: string | null;
  /** Tells the locks of one process apart. */
  readonly lock: string;
}

/** The locks that this process has. */
export const ownLocks = new Set<string>();

/** Reads whose a lock is; undefined where it says nothing, as after a crash of the machine. */
export function readHolder(path: string): Holder | undefined {
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

/** True for a process that may still be there. */
export function isAlive({ pid: number, host, started, lock }: Holder): boolean {
  if (host !== hostname()) return true; // nobody here can tell
  if (number === pid) return ownLocks.has(lock);
  try {
    kill(number, 0);
  } catch (error) {
    if (stringMember(error, 'code') === 'ESRCH') return false;
  }
  const now = startOf(number);
  return started === null || now === null || now === started;
}

/** Returns when a process has started, in the system's own count; null where it does not say. */
export function startOf(number: number): string | null {
  try {
    const stat = readFileSync(`/proc/${number}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[START_TIME] ?? null;
  } catch {
    return null;
  }
}

/** The place of `starttime` among the fields behind the name of the program (proc_pid_stat(5)). */
const START_TIME = 19;
