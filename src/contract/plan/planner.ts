import { groupBy } from '../../base/group-by.ts';
import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';
import type { Resource } from '../../description/resources/resource.ts';
import { isRead, isSafe } from '../../http/method.ts';
import { type Case, isReadOnly } from '../case/case.ts';
import type { PlanFault } from '../case/case-stream.ts';
import { operationMakers, SEQUENCE_MAKERS } from './case-makers.ts';
import { makeUndocumentedMethods, METHODS } from './makers/protocol.ts';
import { type Narrowing, type Wanted, wantedBy } from './narrow-cases.ts';
import { concernsOthers } from './setup/others-items.ts';
import { planningFor, type PlanOptions, type Safety } from './plan-options.ts';
import type { Planning } from './requests/planning.ts';
import { ownItemsFor } from './setup/own-items.ts';
import { resolveReferences } from './setup/resolve-references.ts';
import { type CaseSource, inTurns } from './spread/deal-cases.ts';
import { whyNoRequest } from './why-no-request.ts';

/** Plans the cases of a description, operation by operation, and nothing that is not wanted. */
export class Planner {
  readonly #planning: Planning;
  readonly #options: PlanOptions;
  readonly #safety: Safety;
  readonly #wanted: Wanted;
  readonly #faults: PlanFault[];
  readonly #ambiguous: ReadonlySet<string>;
  /** The ids of the cases so far. */
  readonly #known = new Set<string>();

  /** `faults` gets what goes wrong for an operation. */
  constructor(description: Description, options: PlanOptions & Narrowing, faults: PlanFault[]) {
    const { safety = 'full' } = options;
    this.#planning = planningFor(description, options);
    this.#options = options;
    this.#safety = safety;
    this.#wanted = wantedBy(description, options);
    this.#faults = faults;
    this.#ambiguous = ambiguousOperations(description);
  }

  /** Yields the cases of one operation after the other: first those that read, last what is about several. */
  *parts(): Generator<readonly Case[], void, void> {
    for (const operation of this.#operations()) {
      const made = this.#ofOperation(operation).flatMap((cases) => [...cases]);
      yield this.#kept(made);
    }
    const { resources } = this.#planning;
    const rows = SEQUENCE_MAKERS.map((_, row) => resources.map((one) => this.#ofResource(one)[row] ?? []));
    const several = [...this.#ofPaths(), ...rows.flat()].flatMap((cases) => [...cases]);
    yield this.#kept(several);
  }

  /** Returns the same cases by what they are about, each made when its turn comes. */
  sources(): readonly CaseSource[] {
    const source = (isOperation: boolean, made: readonly Iterable<Case>[]): CaseSource => ({
      isOperation,
      cases: this.#keptOneByOne(inTurns(made)),
    });
    return [
      ...this.#operations().map((operation) => source(true, this.#ofOperation(operation))),
      source(false, this.#ofPaths()),
      ...this.#planning.resources.map((resource) => source(false, this.#ofResource(resource))),
    ];
  }

  #operations(): readonly Operation[] {
    const { operations } = this.#planning.description;
    return readersFirst(operations)
      .filter(({ method }) => this.#safety !== 'read-only' || isSafe(method))
      .filter(({ id }) => this.#wanted.operation(id));
  }

  #ofOperation(operation: Operation): readonly Iterable<Case>[] {
    const planning = this.#planning;
    const { identities = {} } = this.#options;
    const makers = operationMakers(identities).filter(({ phases }) => this.#wanted.phases(phases));
    return [
      this.#attempt(operation.id, () => {
        const reason = whyNoRequest(planning, operation, ownItemsFor(planning, operation).bound);
        if (reason !== undefined) this.#addFault({ kind: 'noRequest', operationId: operation.id, reason });
        return [];
      }),
      ...makers.map(({ make }) => this.#attempt(operation.id, () => make(planning, operation))),
    ];
  }

  /** The methods that the paths do not have. */
  #ofPaths(): readonly Iterable<Case>[] {
    if (!this.#wanted.phases(['negatives']) || this.#safety === 'create-own') return [];
    const { operations } = this.#planning.description;
    return [...groupBy(operations, ({ path }) => path)].flatMap(([path, [first]]) => {
      const isWanted = METHODS.some((method) => this.#wanted.operation(`${method} ${path}`));
      if (first === undefined || !isWanted) return [];
      return [this.#attempt(path, () => makeUndocumentedMethods(this.#planning, first))];
    });
  }

  #ofResource(resource: Resource): readonly Iterable<Case>[] {
    const { create, list, read, replace, update, delete: remove, collectionPath } = resource;
    const operations = [create, list, read, replace, update, remove].flatMap((one) => one?.id ?? []);
    const isWanted = [collectionPath, ...operations].some((id) => this.#wanted.operation(id));
    if (!isWanted || !this.#wanted.phases(['sequences'])) return [];
    return SEQUENCE_MAKERS.map((make) => this.#attempt(collectionPath, () => make(this.#planning, resource)));
  }

  /** Yields what `make` returns; what it throws is a fault of the operation. */
  *#attempt(operationId: string, make: () => Iterable<Case>): Generator<Case, void, void> {
    try {
      yield* make();
    } catch (error) {
      const reason = `its cases could not be made: ${messageOf(error)}`;
      this.#addFault({ kind: 'notMade', operationId, reason });
    }
  }

  /** Each operation has one fault: others follow from it. */
  #addFault(fault: PlanFault): void {
    if (!this.#faults.some(({ operationId }) => operationId === fault.operationId)) this.#faults.push(fault);
  }

  /** Of cases with the same id, the last one counts. */
  #kept(cases: readonly Case[]): readonly Case[] {
    return [...this.#keptOneByOne(new Map(cases.map((one) => [one.id, one])).values())];
  }

  *#keptOneByOne(cases: Iterable<Case>): Generator<Case, void, void> {
    for (const one of cases) {
      if (this.#ambiguous.has(one.operationId) && isNegative(one)) continue;
      if (!isAllowed(one, this.#planning, this.#safety) || !this.#wanted.one(one) || this.#known.has(one.id))
        continue;
      this.#known.add(one.id);
      yield* this.#attempt(one.operationId, () => [resolveReferences(this.#planning, one)]);
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function readersFirst(operations: readonly Operation[]): readonly Operation[] {
  const isReader = ({ method }: Operation) => isRead(method);
  return [...operations.filter(isReader), ...operations.filter((operation) => !isReader(operation))];
}

/** Of operations with the same method and path, one may take what another refuses. */
function ambiguousOperations({ operations }: Description): ReadonlySet<string> {
  const groups = groupBy(operations, ({ method, path }) => `${method} ${path}`);
  const shared = [...groups.values()].filter(({ length }) => length > 1);
  return new Set(shared.flat().map(({ id }) => id));
}

function isNegative({ phase, steps }: Case): boolean {
  return phase === 'negatives' || steps.some(({ expect }) => expect.outcome === 'refused');
}

/**
 * What others made is never changed. `create-own` leaves out what changes data that is not the case's own, or that it
 * cannot remove.
 */
function isAllowed(one: Case, planning: Planning, safety: Safety): boolean {
  if (isReadOnly(one)) return true;
  if (concernsOthers(one, planning, { isStrict: safety === 'create-own' })) return false;
  if (safety === 'full') return true;
  if (safety === 'read-only' || one.maker === 'undocumented-method') return false;
  return one.steps.some(({ role }) => role === 'cleanup') || one.maker === 'unknown-item';
}
