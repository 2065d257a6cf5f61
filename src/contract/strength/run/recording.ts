import { groupBy } from '../../../base/group-by.ts';
import type { Case } from '../../case/case.ts';
import type { Exchange } from '../../case/exchange.ts';
import type { Finding } from '../../case/finding.ts';
import type { WholeResponse } from '../../../http/message.ts';
import type { CaseResult } from '../../run/state/case-result.ts';

/** An exchange of the unbroken run. */
export interface Recorded {
  readonly case: Case;
  readonly exchange: Exchange & { readonly response: WholeResponse };
}

/** What an unbroken server answered to the whole suite, in the order in which it was asked. */
export class Recording {
  readonly #results: CaseResult[] = [];
  readonly #byOperation: ReadonlyMap<string, readonly Recorded[]>;
  readonly #usual: ReadonlySet<string>;

  /** `results` in the order in which their cases ended; `findings` are those of the whole run. */
  constructor(results: readonly CaseResult[], findings: readonly Finding[]) {
    this.#results.push(...results);
    const recorded = results.flatMap(({ case: one, exchanges }) =>
      exchanges.flatMap((exchange): Recorded[] => {
        const { response } = exchange;
        return response === undefined ? [] : [{ case: one, exchange: { ...exchange, response } }];
      }),
    );
    this.#byOperation = groupBy(recorded, operationOf);
    this.#usual = new Set(findings.map(keyOfFinding));
  }

  /** Returns what was asked of an operation, by its id, or by `METHOD /path` where it is not documented. */
  of(operationId: string): readonly Recorded[] {
    return this.#byOperation.get(operationId) ?? [];
  }

  /** The operations that were asked; those of methods that are not documented among them. */
  get operationIds(): readonly string[] {
    return [...this.#byOperation.keys()];
  }

  /** Returns the cases with a request to one of the operations. */
  casesOn(operationIds: readonly string[]): readonly Case[] {
    const wanted = new Set(operationIds);
    return this.#results
      .filter(({ case: one }) =>
        [one.operationId, ...one.steps.map(stepOperation)].some((id) => wanted.has(id)),
      )
      .map((result) => result.case);
  }

  /** True for a finding that the unbroken run has as well. */
  isUsual(finding: Finding): boolean {
    return this.#usual.has(keyOfFinding(finding));
  }

  /** Returns a response with one of the statuses that a predicate wants; the first one that there was. */
  answerOf(operationId: string, isWanted: (status: number) => boolean): WholeResponse | undefined {
    return this.of(operationId).find(({ exchange }) => isWanted(exchange.response.status))?.exchange.response;
  }
}

function stepOperation({ operationId = '' }: Case['steps'][number]): string {
  return operationId;
}

function operationOf({ case: one, exchange: { operation, step } }: Recorded): string {
  return operation?.id ?? (step.role === 'subject' ? one.operationId : '');
}

/** Identifies a finding by check, operation, place and status, whatever values were found there. */
function keyOfFinding({ check, operationId, descriptionPointer, pointer = '', found }: Finding): string {
  const place = pointer.replace(/\/\d+(?=\/|$)/g, '/#');
  const status = /\b[1-5]\d\d\b/.exec(found)?.[0] ?? '';
  return JSON.stringify([check, operationId, descriptionPointer, place, status]);
}
