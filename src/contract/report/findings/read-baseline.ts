import { isObject } from '../../../base/json.ts';
import type { Baseline } from './baseline.ts';

const MEMBERS = ['check', 'operation', 'at', 'found', 'reason'] as const;

/** Reads the content of a file as a baseline, or returns its faults, a line each. */
export function readBaseline(
  content: unknown,
):
  | { readonly kind: 'baseline'; readonly baseline: Baseline }
  | { readonly kind: 'faults'; readonly faults: readonly string[] } {
  const accepted: unknown = isObject(content) ? content['accepted'] : undefined;
  if (!Array.isArray(accepted)) {
    return { kind: 'faults', faults: ['it needs a list of findings: { "accepted": […] }'] };
  }
  const faults = accepted.flatMap((one: unknown, index) =>
    faultsOf(one).map((fault) => `/accepted/${index}: ${fault}`),
  );
  return faults.length > 0
    ? { kind: 'faults', faults }
    : { kind: 'baseline', baseline: accepted as Baseline };
}

function faultsOf(one: unknown): readonly string[] {
  if (!isObject(one)) return ['a finding is an object'];
  const missing = MEMBERS.filter((name) => typeof one[name] !== 'string');
  const { reason, expires, places = [] } = one;
  const unknown = Object.keys(one).filter((name) => !KNOWN.has(name));
  return [
    ...missing.map((name) => `'${name}' is missing, or no text`),
    ...(typeof reason === 'string' && reason.trim() === ''
      ? ['reason is empty: say why it is accepted']
      : []),
    ...(expires === undefined || isDay(expires) ? [] : ['expires has to be a day, such as 2026-12-31']),
    ...(Array.isArray(places) && places.every(isPlace)
      ? []
      : [`places has to be a list of objects, each with ${PLACE_MEMBERS.join(', ')}, or some of these`]),
    ...unknown.map((name) => `there is no member '${name}' (${[...KNOWN].join(', ')})`),
  ];
}

const KNOWN: ReadonlySet<string> = new Set([...MEMBERS, 'expires', 'places']);

const PLACE_MEMBERS: readonly string[] = ['operation', 'at', 'found'];

/** Without any member it would be the first place again. */
function isPlace(one: unknown): boolean {
  if (!isObject(one)) return false;
  const entries = Object.entries(one);
  return (
    entries.length > 0 &&
    entries.every(([name, value]) => PLACE_MEMBERS.includes(name) && typeof value === 'string')
  );
}

function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** Accepted findings: a list of them, or the content of a file that `--update-baseline` wrote. */
export type GivenBaseline = Baseline | { readonly accepted: Baseline };

/** @throws TypeError that lists all faults */
export function baselineFrom(given: GivenBaseline): Baseline {
  const read = readBaseline('accepted' in given ? given : { accepted: given });
  if (read.kind === 'baseline') return read.baseline;
  throw new TypeError(read.faults.map((fault) => `baseline: ${fault}`).join('\n'));
}
