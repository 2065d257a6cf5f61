import type { CaseStream } from '../../case/case-stream.ts';
import { isReadOnly, type Case } from '../../case/case.ts';
import { isFullest, isOpener } from '../../case/opener.ts';
import { CaseQueue } from './case-queue.ts';
import { isAboutCredentials, type CredentialProbes } from './credential-probes.ts';

/**
 * What only reads, and what tells whether credentials are checked; the other cases about credentials that only read, what
 * must not be disturbed, and what looks at lists; then the rest, and last what is risky.
 */
const ORDER: readonly ((one: Case, isProbe: boolean) => boolean)[] = [
  (one, isProbe) => isReadOnly(one) && (isProbe || !isAboutCredentials(one)),
  (_, isProbe) => isProbe,
  isReadOnly,
  (one) => one.exclusive === true,
  (one) => one.phase === 'sequences',
];

/** The places behind those of `ORDER`. */
const REST = 0;
const RISKY = 1;

/** So many cases are looked at in search of one that may be run now. */
const WINDOW = 200;

/** So many that are held back with their operations are passed over besides. */
const MAX_HELD = 5_000;

/** What decides which case is taken. */
export interface Choice {
  /** True for a case that may run now. */
  readonly mayRun: (one: Case) => boolean;
  /** False where `mayRun` is true for no case that may change something. */
  readonly mayWrite: boolean;
  /** True for a case whose operation is held back. */
  readonly isHeld: (one: Case) => boolean;
  /** Nothing is under way. */
  readonly isIdle: boolean;
}

/**
 * The cases that are still to be run. What only reads comes first: what others create for a while would show in what
 * it sees. As long as there may be more of that, nothing else is begun. Of each operation the smallest valid request is
 * the first, and the fullest the second: they tell what the others need, and what they leave out.
 */
export class Waiting {
  readonly #coming: CaseStream;
  readonly #isRisky: (one: Case) => boolean;
  readonly #probes: Pick<CredentialProbes, 'isProbe'>;
  readonly #queues: readonly CaseQueue[] = [...ORDER, REST, RISKY].map(() => new CaseQueue());
  /** By queue and operation, the ids of those that the others wait for. */
  readonly #first: readonly Map<string, readonly string[]>[] = [...ORDER, REST, RISKY].map(() => new Map());

  constructor(
    cases: CaseStream,
    {
      isRisky = () => false,
      probes = { isProbe: () => false },
    }: {
      readonly isRisky?: (one: Case) => boolean;
      readonly probes?: Pick<CredentialProbes, 'isProbe'>;
    } = {},
  ) {
    this.#coming = cases;
    this.#isRisky = isRisky;
    this.#probes = probes;
  }

  /**
   * Takes the first case that may be run now. Where nothing is under way, and none may be run, the first one is taken, since
   * what it waits for is time. Where the next ones are all held back, by a limit of the target or by its
   * silence, those that come after them are not.
   */
  take({ mayRun, mayWrite, isHeld, isIdle }: Choice): Case | undefined {
    const areHeld = (queue: CaseQueue) => queue.length < MAX_HELD && queue.every(isHeld);
    const [first] = this.#queues;
    const mustFetch = () => first !== undefined && areHeld(first);
    while (mustFetch() && this.#fetch());
    for (const [place, queue] of this.#queues.entries()) {
      const mayHaveNext = mayWrite || queue.hasReaders;
      const index = mayHaveNext ? this.#indexOfNext(place, mayRun, isHeld) : undefined;
      if (index !== undefined) return queue.take(index);
      if (!areHeld(queue)) break;
    }
    return isIdle ? this.#queues.find(({ length }) => length > 0)?.take(0) : undefined;
  }

  #indexOfNext(
    place: number,
    mayRun: (one: Case) => boolean,
    isHeld: (one: Case) => boolean,
  ): number | undefined {
    const first = this.#first.slice(0, place + 1);
    const isNext = ({ id, operationId }: Case) =>
      first.every((operations) => [undefined, id].includes(operations.get(operationId)?.[0]));
    const queue = this.#queues[place];
    let looked = 0;
    for (let index = 0; index < (queue?.length ?? 0); index += 1) {
      const one = queue?.at(index);
      if (one === undefined || isHeld(one)) continue;
      if (isNext(one) && mayRun(one)) return index;
      looked += 1;
      if (looked >= WINDOW) return undefined;
    }
    return undefined;
  }

  finished(one: Case): void {
    if (!isFirst(one)) return;
    for (const operations of this.#first) {
      const others = operations.get(one.operationId)?.filter((id) => id !== one.id);
      if (others !== undefined) operations.set(one.operationId, others);
    }
  }

  /** How many are left, of those that can be made in time. */
  count(): number {
    this.#coming.allInTime();
    this.#fetch();
    return this.#queues.reduce((sum, { length }) => sum + length, 0);
  }

  #placeOf(one: Case): number {
    const isRisky = !isReadOnly(one) && this.#isRisky(one);
    const isProbe = this.#probes.isProbe(one, isRisky);
    if (isRisky) return ORDER.length + RISKY;
    const index = ORDER.findIndex((isNow) => isNow(one, isProbe));
    return index === -1 ? ORDER.length + REST : index;
  }

  /** Returns true if there were more. */
  #fetch(): boolean {
    const fetched = this.#coming.take();
    for (const one of fetched ?? []) {
      const index = this.#placeOf(one);
      this.#queues[index]?.push(one);
      const first = this.#first[index];
      if (isFirst(one)) first?.set(one.operationId, [...(first.get(one.operationId) ?? []), one.id]);
    }
    return fetched !== undefined;
  }
}

function isFirst(one: Case): boolean {
  return isOpener(one) || isFullest(one);
}
