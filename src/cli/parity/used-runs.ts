import { planUsed } from '../../contract/parity/used/plan-used.ts';
import type { UsedExchange } from '../../contract/parity/used/used-exchange.ts';
import { UsedMembers } from '../../contract/parity/used/used-members.ts';
import type { MakeCases } from '../../contract/plan/plan-run.ts';
import type { MockApi } from '../../mock/api.ts';
import { MASK } from '../output/har-entry.ts';

/** The runs that send what a recording shows, and what they find in the responses of the target. */
export class UsedRuns {
  readonly #exchanges: readonly UsedExchange[];
  readonly #members = new Map<string, UsedMembers>();

  constructor(exchanges: readonly UsedExchange[]) {
    this.#exchanges = exchanges;
  }

  /** Plans the cases of an API. */
  readonly casesOf =
    ({ description }: MockApi): MakeCases =>
    ({ planning, safety, isExcluded }) => {
      const limits = { planning: planning(), safety, isExcluded, mask: MASK };
      const { cases, skipped } = planUsed(this.#exchanges, limits);
      this.#members.set(description.name, new UsedMembers(description, cases, skipped));
      return cases.map((one) => one.case);
    };

  /** Returns what compares the responses of the target with the recorded ones. */
  membersOf({ description }: MockApi): UsedMembers | undefined {
    return this.#members.get(description.name);
  }
}
