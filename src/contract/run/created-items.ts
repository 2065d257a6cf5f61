import { identifierNames } from '../case/bindings.ts';
import type { Case, Step } from '../case/case.ts';
import { fillTarget } from '../case/fill-request.ts';
import { placeholder, placeholderNames } from '../case/placeholder.ts';

/** What the cases under way have made, or may be making, and not removed: it is known however a run ends. */
export class MadeItems {
  readonly #byCase = new Map<Case, Set<string>>();

  /** A request that may make something is on its way. */
  sending(one: Case, step: Step, target: string): void {
    if (makes(one, step)) this.#of(one).add(unanswered(step, target));
  }

  /** It was answered: what there is to be removed now. */
  answered(one: Case, step: Step, target: string, bound: Readonly<Record<string, string>>): void {
    if (!makes(one, step)) return;
    const made = this.#of(one);
    made.delete(unanswered(step, target));
    for (const { role, request } of one.steps) {
      const filled = fillTarget(request.target, bound);
      const isByThis = identifierNames(step.bind).some((name) => request.target.includes(placeholder(name)));
      if (role === 'cleanup' && isByThis && placeholderNames(filled).length === 0) made.add(filled);
    }
  }

  removed(one: Case, target: string): void {
    this.#byCase.get(one)?.delete(target);
  }

  /** The case has been run to its end, and tells itself what is left. */
  finished(one: Case): void {
    this.#byCase.delete(one);
  }

  /** By their real addresses. */
  all(): readonly string[] {
    return [...this.#byCase.values()].flatMap((made) => [...made]).toSorted();
  }

  #of(one: Case): Set<string> {
    const made = this.#byCase.get(one) ?? new Set();
    this.#byCase.set(one, made);
    return made;
  }
}

/** Whether the answer to a step tells what another one removes. */
function makes({ steps }: Case, { role, bind, fallbacks }: Step): boolean {
  const names = identifierNames(bind);
  return (
    role !== 'cleanup' &&
    fallbacks === undefined &&
    steps.some(
      (step) =>
        step.role === 'cleanup' && names.some((name) => step.request.target.includes(placeholder(name))),
    )
  );
}

function unanswered({ request }: Step, target: string): string {
  return `${request.method} ${target}, which was not answered in time`;
}
