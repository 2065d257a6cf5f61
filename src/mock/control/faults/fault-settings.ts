import { isObject, member, members } from '../../../base/json.ts';
import { weaklyMemoised } from '../../../base/memoise.ts';
import { SettingsError } from '../settings-error.ts';
import { parseFailRates, type FailRates } from './fail-rates.ts';
import { parseLatency, type Latency } from './latency.ts';

/** How slow responses are, and how often they fail. */
export interface FaultRule {
  /** `200ms`, `100-800ms`, `p50=80,p99=900`, or a number of milliseconds. Default: no delay. */
  readonly latency?: string | number;
  /**
   * `5%`, or `503:5%,429:1%` with statuses and `reset`, `no-response`, `cut`, `malformed`, `empty` and `drip`. Default: none
   * fails.
   */
  readonly fail?: string;
}

/** The faults of all operations, and those of single ones, which take the place of the same member. */
export interface FaultSettings extends FaultRule {
  /** By `operationId` or `METHOD /path`. */
  readonly operations?: Readonly<Record<string, FaultRule>>;
}

interface CompiledRule {
  readonly latency: Latency | undefined;
  readonly fail: FailRates | undefined;
}

/** Fault settings that have been read. */
export interface FaultRules extends CompiledRule {
  readonly operations: ReadonlyMap<string, CompiledRule>;
}

/** Reads fault settings. @throws SettingsError that says what is wrong, and where */
export const faultRules = weaklyMemoised((settings: FaultSettings): FaultRules => {
  const common = compiled(settings, '', [...MEMBERS, 'operations']);
  if (settings.operations !== undefined && !isObject(settings.operations))
    throw new SettingsError('/operations: give an object by operation');
  const operations = members(settings.operations).map(([name, rule]) => {
    const own = compiled(rule, `/operations/${name}`, MEMBERS);
    return [name, { latency: own.latency ?? common.latency, fail: own.fail ?? common.fail }] as const;
  });
  return { ...common, operations: new Map(operations) };
});

const MEMBERS = ['latency', 'fail'];

function compiled(rule: unknown, place: string, known: readonly string[]): CompiledRule {
  if (!isObject(rule)) throw new SettingsError(`${place}: give an object with ${known.join(', ')}`);
  const unknown = Object.keys(rule).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new SettingsError(`${place}/${unknown}: there is no such setting; there are ${known.join(', ')}`);
  const read = <Value>(name: string, parse: (text: string) => Value | string): Value | undefined => {
    const value = member(rule, name);
    if (value === undefined) return undefined;
    const isText = typeof value === 'string' || (name === 'latency' && typeof value === 'number');
    const parsed = isText ? parse(String(value)) : 'give a text';
    if (typeof parsed === 'string') throw new SettingsError(`${place}/${name}: ${parsed}`);
    return parsed;
  };
  return { latency: read('latency', parseLatency), fail: read('fail', parseFailRates) };
}
