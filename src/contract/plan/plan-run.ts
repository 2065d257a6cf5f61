import { once } from '../../base/memoise.ts';
import type { Description } from '../../description/model/description.ts';
import { CaseStream } from '../case/case-stream.ts';
import type { Case } from '../case/case.ts';
import { type Identities, shownIdentities, withSourced } from '../case/identities.ts';
import type { SettingsByOperation } from '../case/operation-settings.ts';
import { inPhasesAndTags, spreadOver, type Narrowing } from './narrow-cases.ts';
import type { Planning } from './requests/planning.ts';
import type { TargetData } from './requests/target-data.ts';
import { planningFor, planParts, type PlanOptions, type Safety } from './plan-cases.ts';

/** The options that decide the plan of a run. */
export interface RunPlanOptions extends PlanOptions, Narrowing {
  readonly description: Description;
  /**
   * Sent with every request, but where a case is about the field; an empty value leaves out a field that would be sent.
   * Credentials go into `identities` as well, so that cases can leave them out.
   */
  readonly headers?: Readonly<Record<string, string>>;
  /** What is different for single operations. Default: nothing. */
  readonly perOperation?: SettingsByOperation;
  /** Keeps only these cases. Default: all. */
  readonly filter?: (one: Case) => boolean;
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
  /** What is different for single operations. */
  readonly perOperation: SettingsByOperation;
  /** What is known to work on the target. */
  readonly data: TargetData;
  /** What further requests are made with, in the way in which the cases were made. */
  readonly planning: () => Planning;
  readonly cases: CaseStream;
}

/**
 * Plans a run. Defaults: `read-only` for a target on another machine and `full` for this one; the credentials that the
 * description shows, and on this machine invented ones where it shows none.
 */
export function planRun(options: RunPlanOptions, { isRemote }: { readonly isRemote: boolean }): PlannedRun {
  const { description, seed = 1, headers = {}, maxCases } = options;
  const safety = options.safety ?? (isRemote ? 'read-only' : 'full');
  const identities = withSourced(
    options.identities ?? shownIdentities(description, { mayInvent: !isRemote }),
  );
  const planned =
    options.cases === undefined
      ? new CaseStream(planParts(description, { ...options, safety, identities }))
      : CaseStream.of(options.cases);
  const wanted = narrowed(planned, options);
  const [cases = wanted] = spreadOver([wanted], maxCases);
  const { data = {}, perOperation = {} } = options;
  const planning = once(() => planningFor(description, { ...options, safety, identities }));
  return { description, safety, seed, identities, headers, perOperation, data, planning, cases };
}

/** Returns the cases that the options want, still planned part by part. */
function narrowed(planned: CaseStream, options: RunPlanOptions): CaseStream {
  const { description, filter, phases = [], tags = [] } = options;
  if (filter === undefined && phases.length + tags.length === 0) return planned;
  const wanted = (cases: readonly Case[]) =>
    inPhasesAndTags(cases, description, options).filter(filter ?? (() => true));
  return new CaseStream(planned.parts(wanted));
}
