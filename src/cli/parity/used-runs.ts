import { planUsed } from '../../contract/parity/used/plan-used.ts';
import type { SkippedRequest, UsedExchange } from '../../contract/parity/used/used-exchange.ts';
import { UsedMembers } from '../../contract/parity/used/used-members.ts';
import type { MakeCases } from '../../contract/plan/plan-run.ts';
import { printable } from '../../contract/report/text/printable.ts';
import type { MockApi } from '../../mock/api.ts';
import { UsageError } from '../options/usage-error.ts';
import { MASK } from '../../codec/archive/har-entry.ts';

/** The runs that send what a recording shows, and what they find in the responses of the target. */
export class UsedRuns {
  readonly #exchanges: readonly UsedExchange[];
  readonly #members = new Map<string, UsedMembers>();
  readonly #skipped: SkippedRequest[] = [];

  constructor(exchanges: readonly UsedExchange[]) {
    this.#exchanges = exchanges;
  }

  /** Plans the cases of an API. */
  readonly casesOf =
    ({ description }: MockApi): MakeCases =>
    ({ planning, safety, isExcluded }) => {
      const limits = { planning: planning(), safety, isExcluded, mask: MASK };
      const { cases, skipped } = planUsed(this.#exchanges, limits);
      this.#skipped.push(...skipped);
      this.#members.set(description.name, new UsedMembers(description, cases, skipped));
      return cases.map((one) => one.case);
    };

  /** Returns an error about a run in which there is nothing to send with the reasons why. */
  readonly explained = (error: unknown): unknown => {
    if (!(error instanceof UsageError) || this.#skipped.length === 0) return error;
    const lines = this.#skipped.map(
      ({ request, reason }) => `--used: ${printable(request)}: ${printable(reason)}`,
    );
    return new UsageError([error.message, ...lines].join('\n'));
  };

  /** Returns what compares the responses of the target with the recorded ones. */
  membersOf({ description }: MockApi): UsedMembers | undefined {
    return this.#members.get(description.name);
  }
}
