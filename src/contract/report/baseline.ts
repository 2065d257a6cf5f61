import { isObject } from '../../base/json.ts';
import type { PublishedFinding, PublishedReport, Standing } from './published-report.ts';

/** A finding that somebody has accepted, and why. It is told by all but `reason` and `expires`. */
export interface AcceptedFinding {
  readonly check: string;
  /** The operation's id, or `METHOD /path` for what is not documented. */
  readonly operation: string;
  /** JSON Pointer into the description. */
  readonly at: string;
  readonly found: string;
  readonly reason: string;
  /** The last day on which it is accepted, `2026-12-31`; undefined: for as long as it stands in the file. */
  readonly expires?: string;
}

export type Baseline = readonly AcceptedFinding[];

/** What tells one finding from another, in any run. */
export function findingId(
  finding: Pick<PublishedFinding, 'check' | 'operationId' | 'descriptionPointer' | 'found'>,
): string {
  const { check, operationId, descriptionPointer, found } = finding;
  return JSON.stringify([check, operationId, descriptionPointer, found]);
}

function acceptedId({ check, operation, at, found }: AcceptedFinding): string {
  return JSON.stringify([check, operation, at, found]);
}

/** How a baseline sees a finding; undefined for a new one. `today` is a day, such as `2026-12-31`. */
export function standingIn(
  baseline: Baseline,
  finding: Parameters<typeof findingId>[0],
  today: string,
): Standing | undefined {
  const id = findingId(finding);
  const accepted = baseline.find((one) => acceptedId(one) === id);
  if (accepted === undefined) return undefined;
  const { reason, expires } = accepted;
  if (expires === undefined) return { kind: 'accepted', reason };
  return { kind: expires < today ? 'expired' : 'accepted', reason, expires };
}

/** Accepted findings that nobody found any more; only whole runs can tell. */
export function fixedSince(
  baseline: Baseline,
  reports: readonly Pick<PublishedReport, 'findings'>[],
): Baseline {
  const found = new Set(reports.flatMap(({ findings }) => findings.map(findingId)));
  return baseline.filter((one) => !found.has(acceptedId(one)));
}

/** A baseline of what was found: what was accepted stays so, what is new waits for its reason. */
export function baselineOf(reports: readonly Pick<PublishedReport, 'findings'>[], known: Baseline): Baseline {
  const reasons = new Map(known.map((one) => [acceptedId(one), one]));
  const findings = new Map(
    reports.flatMap((report) => report.findings.map((finding) => [findingId(finding), finding])),
  );
  return [...findings].map(([id, { check, operationId, descriptionPointer, found }]) => {
    const accepted = reasons.get(id);
    return accepted ?? { check, operation: operationId, at: descriptionPointer, found, reason: UNEXPLAINED };
  });
}

/** Stands where somebody has still to say why. */
export const UNEXPLAINED = 'TODO: say why';

const MEMBERS = ['check', 'operation', 'at', 'found', 'reason'] as const;

/** A baseline as its file has it, or everything that is wrong with it, a line each. */
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

/** Findings that are accepted: a list of them, or what a file that `--update-baseline` wrote holds. */
export type GivenBaseline = Baseline | { readonly accepted: Baseline };

/** @throws TypeError with all that is wrong with it */
export function baselineFrom(given: GivenBaseline): Baseline {
  const read = readBaseline('accepted' in given ? given : { accepted: given });
  if (read.kind === 'baseline') return read.baseline;
  throw new TypeError(read.faults.map((fault) => `baseline: ${fault}`).join('\n'));
}

const FORMAT = 1;

/** As it stands in its file. */
export function baselineText(baseline: Baseline): string {
  return `${JSON.stringify({ format: FORMAT, accepted: baseline }, undefined, 2)}\n`;
}
