import { once } from '../../base/memoise.ts';
import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';
import { CaseStream } from '../case/case-stream.ts';
import type { Case } from '../case/case.ts';
import { type Identities, shownIdentities } from '../case/identities.ts';
import { caseExclusion, operationExclusion, type Exclusion } from './exclude.ts';
import { inPhasesAndTags, spreadOver, type Narrowing } from './narrow-cases.ts';
import { startPlanning, type Planning } from './requests/planning.ts';
import type { TargetData } from './requests/target-data.ts';
import { planParts, type PlanOptions, type Safety } from './plan-cases.ts';

/** The options that decide the plan of a run. */
export interface RunPlanOptions extends PlanOptions, Narrowing {
  readonly description: Description;
  /** Sent with every request. Credentials go into `identities`, so that cases can leave them out. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Keeps only these cases. Default: all. */
  readonly filter?: (one: Case) => boolean;
  /** What is left out, whatever else includes it. Default: nothing. */
  readonly exclude?: Exclusion;
  /** At most so many cases, spread evenly over the operations. Default: all. */
  readonly maxCases?: number;
  /** These instead of those that are planned. */
  readonly cases?: readonly Case[];
}

/** Everything about a run that is decided before its target is opened. */
export interface PlannedRun {
  readonly description: Description;
  readonly safety: Safety;
  readonly seed: number;
  readonly identities: Identities;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** What is known to work on the target. */
  readonly data: TargetData;
  /** What further requests are made with, in the way in which the cases were made. */
  readonly planning: () => Planning;
  readonly cases: CaseStream;
  /** What is left out of the cases, and of their findings. */
  readonly exclude: Exclusion;
  /** True for an operation that is not sent in any role. */
  readonly isExcluded: (operation: Operation) => boolean;
}

/**
 * Plans a run. Defaults: `read-only` for a target on another machine and `full` for this one; the credentials that the
 * description shows, and on this machine invented ones where it shows none.
 */
export function planRun(options: RunPlanOptions, { isRemote }: { readonly isRemote: boolean }): PlannedRun {
  const { description, seed = 1, headers = {}, maxCases } = options;
  const safety = options.safety ?? (isRemote ? 'read-only' : 'full');
  const identities = options.identities ?? shownIdentities(description, { mayInvent: !isRemote });
  const planned =
    options.cases === undefined
      ? new CaseStream(planParts(description, { ...options, safety, identities }))
      : CaseStream.of(options.cases);
  const wanted = narrowed(planned, options);
  const [cases = wanted] = spreadOver([wanted], maxCases);
  const { data = {}, exclude = {} } = options;
  const isExcluded = operationExclusion(exclude);
  const credentials = Object.keys(identities['default']?.credentials ?? {});
  const mayCreate = safety !== 'read-only';
  const planning = once(() => startPlanning(description, { mayCreate, seed, credentials, data }));
  return { description, safety, seed, identities, headers, data, planning, cases, exclude, isExcluded };
}

/** Returns the cases that the options want, still planned part by part. */
function narrowed(planned: CaseStream, options: RunPlanOptions): CaseStream {
  const { description, filter, phases = [], tags = [], exclude } = options;
  if (filter === undefined && exclude === undefined && phases.length + tags.length === 0) return planned;
  const isExcluded = exclude === undefined ? () => false : caseExclusion(description, exclude);
  const wanted = (cases: readonly Case[]) =>
    inPhasesAndTags(cases, description, options)
      .filter((one) => !isExcluded(one))
      .filter(filter ?? (() => true));
  return new CaseStream(planned.parts(wanted));
}
