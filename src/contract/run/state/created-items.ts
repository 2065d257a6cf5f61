import { identifierNames, type BoundValues } from '../../case/bindings.ts';
import type { Case, Step } from '../../case/case.ts';
import type { FilledStep } from '../../case/exchange.ts';
import { fillTarget } from '../../case/fill-request.ts';
import { placeholderNames } from '../../case/placeholder.ts';

/** Items that running cases created and have not removed yet, so that they can be listed even if the run is interrupted. */
export class CreatedItems {
  readonly #byCase = new Map<Case, Set<string>>();

  /** A request that may create an item is being sent. */
  sending(one: Case, step: FilledStep): void {
    if (isCreating(one, step)) this.#of(one).add(unanswered(step));
  }

  /** It has a response: adds the items that are to be removed now. */
  answered(one: Case, step: FilledStep, bound: BoundValues): void {
    if (!isCreating(one, step)) return;
    const created = this.#of(one);
    created.delete(unanswered(step));
    for (const { request } of removalsOf(one, step)) {
      const target = fillTarget(request.target, bound);
      if (placeholderNames(target).length === 0) created.add(target);
    }
  }

  removed(one: Case, target: string): void {
    this.#byCase.get(one)?.delete(target);
  }

  /** The case has ended, and its result lists what is left. */
  finished(one: Case): void {
    this.#byCase.delete(one);
  }

  /** By their real addresses. */
  all(): readonly string[] {
    return [...this.#byCase.values()].flatMap((created) => [...created]).toSorted();
  }

  #of(one: Case): Set<string> {
    const created = this.#byCase.get(one) ?? new Set();
    this.#byCase.set(one, created);
    return created;
  }
}

/** True where the response to a step names what another one removes. */
function isCreating(one: Case, step: Step): boolean {
  return step.role !== 'cleanup' && step.fallbacks === undefined && removalsOf(one, step).length > 0;
}

/** Returns the steps that remove what the response to a step identifies. */
function removalsOf({ steps }: Case, { bind }: Step): readonly Step[] {
  const names = identifierNames(bind);
  if (names.length === 0) return [];
  return steps.filter(
    ({ role, request }) =>
      role === 'cleanup' && placeholderNames(request.target).some((name) => names.includes(name)),
  );
}

function unanswered({ request: { method, target } }: FilledStep): string {
  return `${method} ${target}, which was not answered in time`;
}
