import { once } from '../../base/memoise.ts';
import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';
import { CaseStream } from '../case/case-stream.ts';
import type { Case } from '../case/case.ts';
import { type Identities, shownIdentities, withSourced } from '../case/identities.ts';
import type { SettingsByOperation } from '../case/operation-settings.ts';
import type { PlanFault } from '../case/case-stream.ts';
import { wantedBy, type Narrowing } from './narrow-cases.ts';
import { Planner } from './planner.ts';
import type { Planning } from './requests/planning.ts';
import { withoutExcluded, operationExclusion, type Exclusion } from './exclude.ts';
import type { TargetData } from './requests/target-data.ts';
import { planningFor, type PlanOptions, type Safety } from './plan-options.ts';
import type { CaseSource } from './spread/deal-cases.ts';
import { sourcesOf, spreadOver } from './spread/spread-over.ts';

/** The options that decide the plan of a run. */
export interface RunPlanOptions extends PlanOptions, Narrowing {
  readonly description: Description;
  /**
   * Sent with every request, but where a case is about the field; an empty value leaves out a field that would be sent.
   * Credentials go into `identities` as well, so that cases can leave them out.
   */
  readonly headers?: Readonly<Record<string, string>>;
  /** What is left out, whatever else includes it. Default: nothing. */
  readonly exclude?: Exclusion;
  /** What is different for single operations. Default: nothing. */
  readonly perOperation?: SettingsByOperation;
  /** At most so many cases, spread evenly over the operations. Default: all. */
  readonly maxCases?: number;
  /** These instead of those that are planned, or what makes them. */
  readonly cases?: readonly Case[] | MakeCases;
}

/** Makes the cases of a run in the place of the makers. */
export type MakeCases = (facts: Pick<PlannedRun, 'planning' | 'safety' | 'isExcluded'>) => readonly Case[];

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
  /** The same cases by what they are about, for runs of several descriptions that share a number of cases. */
  readonly sources: () => readonly CaseSource[];
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
  const identities = withSourced(
    options.identities ?? shownIdentities(description, { mayInvent: !isRemote }),
  );
  const { data = {}, exclude = {} } = options;
  const narrowing = withoutExcluded(description, options, exclude);
  const isExcluded = operationExclusion(exclude);
  const faults: PlanFault[] = [];
  const planning = once(() => planningFor(description, { ...options, safety, identities }));
  const { cases: given } = options;
  const made = typeof given === 'function' ? given({ planning, safety, isExcluded }) : given;
  const wanted = made?.filter(wantedBy(description, narrowing).one);
  const planner = () => new Planner(description, { ...narrowing, safety, identities }, faults);
  const parts = function* () {
    yield* wanted === undefined ? planner().parts() : [wanted];
  };
  const all = new CaseStream(parts(), faults);
  const sources = () => (wanted === undefined ? planner().sources() : sourcesOf(wanted));
  const [cases = all] = spreadOver([{ cases: all, sources }], maxCases);
  return {
    description,
    safety,
    seed,
    identities,
    headers,
    data,
    planning,
    cases,
    sources,
    perOperation: options.perOperation ?? {},
    exclude,
    isExcluded,
  };
}
