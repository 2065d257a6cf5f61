import type { Case, RequestPlan } from '../case/case.ts';
import type { Exchange } from '../case/exchange.ts';
import type { CaseResult } from '../run/state/case-result.ts';
import { isOpener } from '../case/opener.ts';
import { isFarTime } from './far-time.ts';
import { differingParts, partsOf, type Parts } from './request-parts.ts';

/** What is known of the valid requests of one operation. */
export class OperationRequests {
  /** The smallest valid request as it was sent, and whether it was accepted. */
  smallest: { readonly parts: Parts; readonly isAccepted: boolean } | undefined;
  /** An accepted request, the one with the fewest parts. */
  fewest: Parts | undefined;
  /** The parts that some accepted request had. */
  readonly accepted = new Set<string>();
  /** Those that had a time far from now. */
  readonly acceptedFar = new Set<string>();

  /** The statuses of valid requests that were refused. */
  readonly #refusedWith = new Set<number>();

  /** Returns the smallest accepted request; undefined where none was accepted. */
  get base(): Parts | undefined {
    return this.smallest?.isAccepted === true ? this.smallest.parts : this.fewest;
  }

  /** True where no valid request was accepted, and one was refused with this status. */
  refusesAllWith(status: number): boolean {
    return this.fewest === undefined && this.#refusedWith.has(status);
  }

  add(request: RequestPlan, status: number, isSmallest: boolean): void {
    const parts = partsOf(request);
    const isAccepted = status < 400;
    if (isSmallest) this.smallest ??= { parts, isAccepted };
    if (!isAccepted) {
      this.#refusedWith.add(status);
      return;
    }
    if (this.fewest === undefined || parts.size < this.fewest.size) this.fewest = parts;
    for (const [name, values] of parts) {
      this.accepted.add(name);
      if (!this.acceptedFar.has(name) && values.some(isFarTime)) this.acceptedFar.add(name);
    }
  }
}

/** Collects what the valid requests of a run were accepted with, while their messages are known. */
export class AcceptedRequests {
  readonly #operations = new Map<string, OperationRequests>();
  /** The statuses of the requests whose body has a content type that is not described, by operation. */
  readonly #ofAnotherType = new Map<string, number>();

  /**
   * True where several operations take bodies whatever their content type is, and none refuses one. Operations that answer
   * them as they answer valid requests do not look at it either.
   */
  get looksAtNoType(): boolean {
    const answers = [...this.#ofAnotherType].map(([id, status]) => ({ status, known: this.of(id) }));
    const takes = answers.filter(({ status, known }) => status < 300 || known.refusesAllWith(status));
    const refuses = answers.some(({ status, known }) => status >= 400 && known.fewest !== undefined);
    return takes.length > 1 && !refuses;
  }

  of(operationId: string): OperationRequests {
    const known = this.#operations.get(operationId) ?? new OperationRequests();
    this.#operations.set(operationId, known);
    return known;
  }

  add({ case: one, exchanges }: CaseResult): void {
    for (const { operation, response, step } of exchanges) {
      const isValid = step.expect.outcome === 'accepted' || step.expect.outcome === 'any';
      if (operation === undefined || response === undefined) continue;
      if (isOfAnotherType(one) && step.role === 'subject') {
        this.#ofAnotherType.set(operation.id, response.status);
      }
      if (!isValid) continue;
      const isSmallest = isOpener(one) && step.role === 'subject';
      this.of(operation.id).add(step.request, response.status, isSmallest);
    }
  }
}

/** True for a case that sends a body of a content type that nobody has described. */
export function isOfAnotherType({ maker }: Case): boolean {
  return maker === 'content-type';
}

/** Returns the parts in which a request differs from the smallest accepted one, without those that differ in each case. */
export function variationOf(
  { step }: Exchange,
  base: Parts | undefined,
  isDifferent: (part: string) => boolean,
): Parts {
  const parts = partsOf(step.request);
  const differing = base === undefined ? parts : differingParts(parts, base);
  return new Map([...differing].filter(([part]) => !isDifferent(part)));
}
