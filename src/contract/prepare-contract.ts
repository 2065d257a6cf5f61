import type { Description } from '../description/model/description.ts';
import { CasesToRun } from './case/case-stream.ts';
import type { Case } from './case/case.ts';
import { type Identities, shownIdentities } from './case/identities.ts';
import { inPhasesAndTags, spread, type Narrowing } from './plan/narrow-cases.ts';
import { planParts, type PlanOptions, type Safety } from './plan/plan-cases.ts';
import type { Baseline } from './report/baseline.ts';
import { baselineFrom, type GivenBaseline } from './report/given-baseline.ts';
import type { Target } from './target/target.ts';
import { toTarget, type TargetLike, type TargetOptions } from './target/to-target.ts';

/** What a contract is run with, whoever runs it. */
export interface ContractSource extends PlanOptions, Narrowing {
  readonly description: Description;
  /** A URL to which the paths are appended, an app (it listens on loopback meanwhile), or a `Target`. */
  readonly target: TargetLike;
  /** Sent with every request. Credentials go into `identities`, so that cases can leave them out. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Keeps only these cases. Default: all. */
  readonly filter?: (one: Case) => boolean;
  /** At most so many cases, spread evenly over the operations. Default: all. */
  readonly maxCases?: number;
  /** These instead of those that are planned. */
  readonly cases?: readonly Case[] | CasesToRun;
  /**
   * Findings that are accepted: `describeContract` passes with them, `runContract` has them in `accepted` instead of in
   * `findings`. Default: none.
   */
  readonly baseline?: GivenBaseline;
  /** How long an answer may take, in milliseconds, where the target is a URL or an app; default 10 s. */
  readonly timeout?: number;
  /** The most requests in a second, where the target is a URL or an app; default: as many as there are. */
  readonly rate?: number;
  /** Certificates (PEM) of authorities to trust beside the usual ones, where the target is a URL. */
  readonly ca?: string;
  /** Takes any certificate of a target that is a URL. Default: false. */
  readonly insecure?: boolean;
  /** The URL of the proxy that requests go through, where the target is a URL. Default: none. */
  readonly proxy?: string;
}

interface PreparedContract {
  readonly target: Target;
  readonly safety: Safety;
  readonly identities: Identities;
  readonly headers: Readonly<Record<string, string>>;
  readonly cases: CasesToRun;
  readonly baseline: Baseline;
}

/**
 * Fills in what is not said: `read-only` for another machine and `full` for this one, and the credentials that the
 * description shows. @throws TypeError for a target that is no URL, and for a baseline that is none
 */
export function prepareContract(source: ContractSource): PreparedContract {
  const { description, headers = {} } = source;
  const target = toTarget(source.target, sendingOptions(source));
  const isRemote = target.isRemote === true;
  const safety = source.safety ?? (isRemote ? 'read-only' : 'full');
  const identities = source.identities ?? shownIdentities(description, { mayInvent: !isRemote });
  const cases = narrowed(plannedOf(source, { safety, identities }), source);
  const baseline = baselineFrom(source.baseline ?? []);
  return { target, safety, identities, headers, cases, baseline };
}

function plannedOf(
  { cases, ...source }: ContractSource,
  { safety, identities }: Pick<PreparedContract, 'safety' | 'identities'>,
): CasesToRun {
  if (cases instanceof CasesToRun) return cases;
  if (cases !== undefined) return CasesToRun.of(cases);
  return new CasesToRun(planParts(source.description, { ...source, safety, identities }));
}

/** Those that are wanted. A number of them can only be spread evenly once all are known. */
function narrowed(planned: CasesToRun, source: ContractSource): CasesToRun {
  const { description, filter, maxCases, phases = [], tags = [] } = source;
  if (filter === undefined && maxCases === undefined && phases.length + tags.length === 0) return planned;
  const wanted = (cases: readonly Case[]) =>
    inPhasesAndTags(cases, description, source).filter(filter ?? (() => true));
  if (maxCases !== undefined) return CasesToRun.of(spread(wanted(planned.all()), maxCases));
  return new CasesToRun(planned.parts(wanted));
}

/** @throws TypeError for a proxy that is no URL */
function sendingOptions({ timeout, rate, ca, insecure, proxy }: ContractSource): TargetOptions {
  if (proxy !== undefined && !(URL.canParse(proxy) && /^https?:/.test(proxy))) {
    throw new TypeError('proxy: give a URL such as http://proxy.example.com:3128');
  }
  return {
    ...(timeout !== undefined && { timeout }),
    ...(rate !== undefined && { rate }),
    ...(ca !== undefined && { ca }),
    ...(insecure !== undefined && { insecure }),
    ...(proxy !== undefined && { proxy: { kind: 'url', url: proxy } }),
  };
}
