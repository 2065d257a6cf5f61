import { equalJson, isObject } from '../../../base/json.ts';
import type { Description } from '../../../description/model/description.ts';
import { isIdentifier } from '../../../generate/identifier.ts';
import { isSafe } from '../../../http/method.ts';
import type { Exchange } from '../../case/exchange.ts';
import type { CaseResult } from '../../run/state/case-result.ts';

/**
 * Collects the members that change by themselves: those that differ between two responses to the same request, though
 * nothing was changed in between. Of responses with lists, only items that are there both times tell.
 */
export class ChangingMembers {
  readonly #names = new Set<string>();
  /** The first response to each request whose path nobody can change, by the request. */
  readonly #first = new Map<string, unknown>();
  /** The first segments of the paths that can be changed. */
  readonly #changed: ReadonlySet<string>;

  constructor({ operations }: Pick<Description, 'operations'>) {
    this.#changed = new Set(
      operations.filter(({ method }) => !isSafe(method)).map(({ path }) => firstSegment(path)),
    );
  }

  /** The names of the members. */
  get names(): ReadonlySet<string> {
    return this.#names;
  }

  add({ exchanges }: Pick<CaseResult, 'exchanges'>): void {
    const within = new Map<string, unknown>();
    for (const exchange of exchanges) {
      if (!isSafe(exchange.request.method)) {
        within.clear();
        continue;
      }
      const isFixed = !this.#changed.has(firstSegment(exchange.operation?.path ?? ''));
      if (!isFixed && exchanges.length === 1) continue;
      const body = bodyOf(exchange);
      if (!isObject(body) && !Array.isArray(body)) continue;
      const known = isFixed ? this.#first : within;
      const key = keyOf(exchange);
      const before = known.get(key);
      if (before === undefined) known.set(key, body);
      else this.#compare(before, body);
    }
  }

  #compare(before: unknown, after: unknown): void {
    if (equalJson(before, after)) return;
    if (isObject(before) && isObject(after)) {
      for (const [name, value] of Object.entries(before)) {
        if (!Object.hasOwn(after, name) || equalJson(value, after[name])) continue;
        if (isNested(value) && isNested(after[name])) this.#compare(value, after[name]);
        else this.#names.add(name);
      }
    }
    if (!Array.isArray(before) || !Array.isArray(after)) return;
    const items = byIdentifier(after);
    for (const item of before as readonly unknown[]) {
      const id = identifierOf(item);
      const same = id === undefined ? undefined : items.get(id);
      if (same !== undefined) this.#compare(item, same);
    }
  }
}

function firstSegment(path: string): string {
  return path.split('/')[1] ?? '';
}

/** Returns the body of a success of a documented operation. */
function bodyOf({ operation, response, validation }: Exchange): unknown {
  const isSuccess = operation !== undefined && response !== undefined && response.status < 300;
  return isSuccess ? validation?.body : undefined;
}

/** Identifies what is asked for, whoever may answer in which media type. */
function keyOf({ request: { method, target }, step, validation }: Exchange): string {
  return JSON.stringify([method, target, validation?.mediaType?.range, step.request.credentials]);
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** Returns the first item with each identifier. */
function byIdentifier(items: readonly unknown[]): ReadonlyMap<string, unknown> {
  const found = items.toReversed().flatMap((item): [string, unknown][] => {
    const id = identifierOf(item);
    return id === undefined ? [] : [[id, item]];
  });
  return new Map(found);
}

/** Returns the identifier of an item, with its name. */
function identifierOf(item: unknown): string | undefined {
  if (!isObject(item)) return undefined;
  const found = Object.entries(item).find(
    ([name, value]) => isIdentifier(name) && (typeof value === 'string' || typeof value === 'number'),
  );
  return found === undefined ? undefined : JSON.stringify(found);
}
