import type { NeededPart } from './needed-parts.ts';

/** What a run has learned of an operation, as a report has it and a replay takes it from there. */
export interface LearnedOperation {
  /** The name of the rung of the set-up ladder that was accepted, where it was not the first. */
  readonly rung?: string;
  /** What a request needs beside the parts that are required. */
  readonly needs?: readonly NeededPart[];
  /** Optional parts that are refused, and that other cases leave out. */
  readonly refused?: readonly NeededPart[];
  /** The members that no two items may share, and whose names do not tell so. */
  readonly keys?: readonly string[];
}

/** By the operation's id. */
export type Learned = Readonly<Record<string, LearnedOperation>>;

/** A create that was refused on all rungs of its ladder. */
export interface SetupRefusal {
  /** The smallest request, and the response to it. */
  readonly request: string;
  readonly body: string | undefined;
  readonly status: number | undefined;
  readonly response: string;
}

/** How long the requests of an operation took, in milliseconds. */
export interface OperationTimes {
  readonly operationId: string;
  readonly requests: number;
  readonly mean: number;
  readonly slowest: number;
}

/** After so many responses that did not come in time, an operation's other cases are not sent. */
const MAX_LATE = 3;

/** So many cases try all rungs of a create before it counts as refused. */
const MAX_REFUSALS = 2;

/** What a run knows of one operation. */
export class OperationMemory {
  rung: string | undefined;
  needs: readonly NeededPart[] = [];
  refused: readonly NeededPart[] = [];
  readonly keys = new Set<string>();
  /** True once a response has come. */
  hasResponded = false;
  /** False where credentials that were made up are refused, and a request without them is not. */
  takesInvented: boolean | undefined;
  /** True once a request was answered with a success. */
  hasSucceeded = false;
  /** How many requests of it were sent, how long they took in all, and how long the slowest, in milliseconds. */
  requests = 0;
  milliseconds = 0;
  slowest = 0;
  #late = 0;
  #refusals = 0;
  refusal: SetupRefusal | undefined;

  recordLate(): void {
    this.#late += 1;
  }

  recordRefusal(refusal: SetupRefusal): void {
    this.#refusals += 1;
    this.refusal = refusal;
  }

  /** Adds a request that took so long, in milliseconds. */
  recordTime(milliseconds: number): void {
    this.requests += 1;
    this.milliseconds += milliseconds;
    this.slowest = Math.max(this.slowest, milliseconds);
  }

  /** True where it has not answered in time, be it once. */
  get hasBeenLate(): boolean {
    return this.#late > 0;
  }

  /** True where it has not answered in time too often. */
  get isLate(): boolean {
    return this.#late >= MAX_LATE;
  }

  /** True where all rungs were refused, and it is not worth while to try them again. */
  get isRefused(): boolean {
    return this.#refusals >= MAX_REFUSALS;
  }
}

/** What a run learns while it sends. The plan does not depend on it. */
export class RunMemory {
  /** Makes the run's values differ from those of other runs; undefined where values are those of the plan. */
  readonly mark: string | undefined;
  readonly #operations = new Map<string, OperationMemory>();
  /** Requests that were sent to learn something, and are in no case. */
  requests = 0;
  /** Sentences that say what cases have done to the target beside what they are about. */
  readonly sideEffects: string[] = [];

  constructor({
    mark,
    learned = {},
  }: { readonly mark?: string | undefined; readonly learned?: Learned } = {}) {
    this.mark = mark;
    this.learn(learned);
  }

  /** Takes over what another run has learned. */
  learn(learned: Learned): void {
    for (const [id, { rung, needs = [], refused = [], keys = [] }] of Object.entries(learned)) {
      const operation = this.of(id);
      operation.rung = rung;
      operation.needs = needs;
      operation.refused = refused;
      for (const key of keys) operation.keys.add(key);
    }
  }

  of(operationId: string): OperationMemory {
    const known = this.#operations.get(operationId) ?? new OperationMemory();
    this.#operations.set(operationId, known);
    return known;
  }

  /** Returns the creates that were refused on all rungs, by operation. */
  refusals(): ReadonlyMap<string, SetupRefusal> {
    return new Map([...this.#operations].flatMap(([id, { refusal }]) => (refusal ? [[id, refusal]] : [])));
  }

  /** Returns how long the operations took, sorted by their ids. */
  times(): readonly OperationTimes[] {
    return [...this.#operations]
      .filter(([, { requests }]) => requests > 0)
      .map(([operationId, { requests, milliseconds, slowest }]) => ({
        operationId,
        requests,
        mean: rounded(milliseconds / requests),
        slowest: rounded(slowest),
      }))
      .toSorted((left, right) => (left.operationId < right.operationId ? -1 : 1));
  }

  /** Returns what is worth keeping, sorted by operation. */
  learned(): Learned {
    const entries = [...this.#operations].flatMap(
      ([id, { rung, needs, refused, keys }]): [string, LearnedOperation][] => {
        if (rung === undefined && needs.length + refused.length + keys.size === 0) return [];
        const learned = {
          ...(rung !== undefined && { rung }),
          ...(needs.length > 0 && { needs }),
          ...(refused.length > 0 && { refused }),
          ...(keys.size > 0 && { keys: [...keys].toSorted() }),
        };
        return [[id, learned]];
      },
    );
    return Object.fromEntries(entries.toSorted(([left], [right]) => (left < right ? -1 : 1)));
  }
}

function rounded(milliseconds: number): number {
  return Number(milliseconds.toFixed(1));
}

/** Returns a mark that other runs hardly have: letters and digits, in lower case. */
export function randomMark(): string {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return (number % 36 ** 4).toString(36).padStart(4, '0');
}
