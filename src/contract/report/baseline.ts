import { isObject } from '../../base/json.ts';
import type { PublishedFinding, PublishedReport, Standing } from './published-report.ts';

/** A finding that is accepted, and why. All members but `reason` and `expires` identify it. */
export interface AcceptedFinding {
  readonly check: string;
  /** The operation's id, or `METHOD /path` for what is not documented. */
  readonly operation: string;
  /** JSON Pointer into the description. */
  readonly at: string;
  readonly found: string;
  readonly reason: string;
  /** The last day on which it is accepted, such as `2026-12-31`; undefined: it does not expire. */
  readonly expires?: string;
}

export type Baseline = readonly AcceptedFinding[];

/** Returns the text that identifies a finding in every run. */
export function findingKey(
  finding: Pick<PublishedFinding, 'check' | 'operationId' | 'descriptionPointer' | 'found'>,
): string {
  const { check, operationId, descriptionPointer, found } = finding;
  return JSON.stringify([check, operationId, descriptionPointer, found]);
}

function acceptedKey({ check, operation, at, found }: AcceptedFinding): string {
  return JSON.stringify([check, operation, at, found]);
}

/** Returns what a baseline says of a finding; undefined for a new one. `today` is a day, such as `2026-12-31`. */
export function standingIn(
  baseline: Baseline,
  finding: Parameters<typeof findingKey>[0],
  today: string,
): Standing | undefined {
  const id = findingKey(finding);
  const accepted = baseline.find((one) => acceptedKey(one) === id);
  if (accepted === undefined) return undefined;
  const { reason, expires } = accepted;
  if (expires === undefined) return { kind: 'accepted', reason };
  return { kind: expires < today ? 'expired' : 'accepted', reason, expires };
}

/** Returns the accepted findings that none of the reports has. It takes whole runs to know that they are fixed. */
export function fixedSince(
  baseline: Baseline,
  reports: readonly Pick<PublishedReport, 'findings'>[],
): Baseline {
  const found = new Set(reports.flatMap(({ findings }) => findings.map(findingKey)));
  return baseline.filter((one) => !found.has(acceptedKey(one)));
}

/** Returns a baseline of all findings of the reports. Known ones keep their reasons, new ones wait for theirs. */
export function baselineOf(reports: readonly Pick<PublishedReport, 'findings'>[], known: Baseline): Baseline {
  const reasons = new Map(known.map((one) => [acceptedKey(one), one]));
  const findings = new Map(
    reports.flatMap((report) => report.findings.map((finding) => [findingKey(finding), finding])),
  );
  return [...findings].map(([id, { check, operationId, descriptionPointer, found }]) => {
    const accepted = reasons.get(id);
    return accepted ?? { check, operation: operationId, at: descriptionPointer, found, reason: UNEXPLAINED };
  });
}

/** The reason of a finding that still has to be explained. */
export const UNEXPLAINED = 'TODO: say why';

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
  const { reason, expires } = one;
  const unknown = Object.keys(one).filter((name) => !KNOWN.has(name));
  return [
    ...missing.map((name) => `'${name}' is missing, or no text`),
    ...(typeof reason === 'string' && reason.trim() === ''
      ? ['reason is empty: say why it is accepted']
      : []),
    ...(expires === undefined || isDay(expires) ? [] : ['expires has to be a day, such as 2026-12-31']),
    ...unknown.map((name) => `there is no member '${name}' (${[...KNOWN].join(', ')})`),
  ];
}

const KNOWN: ReadonlySet<string> = new Set([...MEMBERS, 'expires']);

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

const FORMAT = 1;

/** Returns the content of a baseline's file. */
export function baselineText(baseline: Baseline): string {
  return `${JSON.stringify({ format: FORMAT, accepted: baseline }, undefined, 2)}\n`;
}
