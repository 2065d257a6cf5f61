import { isObject } from '../../../base/json.ts';
import { SettingsError } from '../settings-error.ts';

/** A clock that has been set: it is stopped at a moment, or it runs, so many milliseconds ahead of the real time. */
export type ClockSetting = { readonly stoppedAt: string } | { readonly ahead: number };

/** What is done with a clock. */
export type ClockChange =
  /** It stops at this moment. `runs`: it goes on from there. */
  | { readonly set: string | Date; readonly runs?: boolean }
  /** It goes forward by this time: milliseconds, or `90s`, `5m`, `2h`, `30d`. */
  | { readonly advance: string | number }
  /** It shows the real time again. */
  | { readonly free: true };

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** The range of years in which JSON can write a time. */
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');

/** Returns the setting after a change; undefined for a clock that shows the real time. @throws SettingsError */
export function changedClock(
  setting: ClockSetting | undefined,
  change: unknown,
  realTime: number,
): ClockSetting | undefined {
  const given = isObject(change) ? Object.keys(change).filter((name) => change[name] !== undefined) : [];
  const [kind = '', ...others] = KINDS.filter((name) => given.includes(name));
  if (!isObject(change) || kind === '' || others.length > 0)
    throw new SettingsError('give one of set (a time), advance (such as 2h) and free (true)');
  const known = kind === 'set' ? ['set', 'runs'] : [kind];
  const unknown = given.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new SettingsError(`/${unknown}: there is no such member beside ${kind}`);
  if (kind === 'free') return freed(change[kind]);
  if (kind === 'set') return setTo(change[kind], change['runs'], realTime);
  const span = spanOf(change['advance']);
  const now = setting !== undefined && 'stoppedAt' in setting ? Date.parse(setting.stoppedAt) : undefined;
  if (now !== undefined) return { stoppedAt: iso(now + span) };
  const ahead = (setting !== undefined && 'ahead' in setting ? setting.ahead : 0) + span;
  iso(realTime + ahead);
  return { ahead };
}

const KINDS = ['set', 'advance', 'free'];

function freed(given: unknown): undefined {
  if (given !== true) throw new SettingsError('/free: give true');
}

function setTo(given: unknown, runs: unknown, realTime: number): ClockSetting {
  const time = timeOf(given);
  if (runs !== undefined && typeof runs !== 'boolean') throw new SettingsError('/runs: give true or false');
  if (Number.isNaN(time)) throw new SettingsError('/set: give a time such as 2024-01-01T00:00:00Z');
  return runs === true ? { ahead: time - realTime } : { stoppedAt: iso(time) };
}

function timeOf(given: unknown): number {
  if (given instanceof Date) return given.getTime();
  return typeof given === 'string' && /^\d{4}-\d\d-\d\d/.test(given) ? Date.parse(given) : NaN;
}

function spanOf(given: unknown): number {
  if (typeof given === 'number' && given >= 0 && Number.isFinite(given)) return Math.round(given);
  const text = typeof given === 'string' ? given : '';
  const [, amount = '', unit = ''] = /^(\d{1,9}(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text) ?? [];
  if (amount === '')
    throw new SettingsError('/advance: give milliseconds, or a time such as 90s, 5m, 2h or 30d');
  return Math.round(Number(amount) * UNITS[unit as keyof typeof UNITS]);
}

function iso(time: number): string {
  if (Math.abs(time) > LATEST) throw new SettingsError('the clock would show a time after the year 9999');
  return new Date(time).toISOString();
}

/** Reads a setting that may come from elsewhere. @throws SettingsError */
export function parseClockSetting(value: unknown): ClockSetting {
  if (isObject(value)) {
    const { stoppedAt, ahead } = value;
    if (typeof stoppedAt === 'string' && !Number.isNaN(Date.parse(stoppedAt))) return { stoppedAt };
    if (typeof ahead === 'number' && Math.abs(ahead) < 2 * LATEST) return { ahead };
  }
  throw new SettingsError('/settings/clock: give stoppedAt, a time, or ahead, in milliseconds');
}
