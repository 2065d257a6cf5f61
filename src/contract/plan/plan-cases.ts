import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';
import { isRead } from '../../http/method.ts';
import { CaseStream } from '../case/case-stream.ts';
import { type Case, isReadOnly } from '../case/case.ts';
import type { Identities } from '../case/identities.ts';
import { makeBoundaries } from './makers/boundaries.ts';
import { makeCredentials, makePermissions } from './makers/credentials.ts';
import { makeGenerated } from './makers/generated.ts';
import { makeInvalid } from './makers/invalid.ts';
import { makeLinks } from './makers/links.ts';
import { makeLocations } from './makers/locations.ts';
import { makeMadeUpCursors } from './makers/made-up-cursors.ts';
import { makeProtocol, makeUndocumentedMethods, makeUnknownItem } from './makers/protocol.ts';
import { makeRanges } from './makers/ranges.ts';
import { makeRepeated } from './makers/repeated.ts';
import { makeShownAfter } from './makers/shown-after.ts';
import { makeValid } from './makers/valid.ts';
import { startPlanning, type Maker, type Planning } from './requests/planning.ts';
import type { TargetData } from './requests/target-data.ts';
import { makeCollections } from './sequences/collections.ts';
import { makeLifecycles } from './sequences/lifecycle.ts';
import { makeNeighbours } from './sequences/neighbours.ts';
import { makeOtherScripts } from './sequences/other-scripts.ts';
import { makePreconditions } from './sequences/preconditions.ts';
import { makeReadOnly } from './sequences/read-only.ts';
import { resolveReferences } from './setup/resolve-references.ts';

/**
 * How far a run may go. `read-only`: nothing but GET, HEAD and OPTIONS. `create-own`: also what it creates itself
 * and can remove again. `full`: everything.
 */
export type Safety = 'read-only' | 'create-own' | 'full';

export interface PlanOptions {
  /** Default: `full`. */
  readonly safety?: Safety;
  /** Who may ask; those beside `default` make the cases for permissions. */
  readonly identities?: Identities;
  /** Creates children of items that are there already, also where `safety` is `create-own`. Default: false. */
  readonly borrowParents?: boolean;
  /** Varies the values that are made up; default 1. */
  readonly seed?: number;
  /** What is known to work on the target, such as the identifiers of what it has. */
  readonly data?: TargetData;
}

/** What is about several operations. */
const SEQUENCE_MAKERS = [
  makeUndocumentedMethods,
  makeLifecycles,
  makeNeighbours,
  makeCollections,
  makePreconditions,
  makeReadOnly,
  makeOtherScripts,
];

/** The cases of a description, sorted by id; the same for the same description and options. */
export function planCases(description: Description, options: PlanOptions = {}): readonly Case[] {
  return new CaseStream(planParts(description, options)).all();
}

/** Returns what the cases of these options are made with. */
export function planningFor(
  description: Description,
  { safety = 'full', identities = {}, seed = 1, data = {}, borrowParents = false }: PlanOptions,
): Planning {
  return startPlanning(description, {
    mayCreate: safety !== 'read-only',
    usesParents: safety === 'full' || borrowParents,
    seed,
    credentials: Object.keys(identities['default']?.credentials ?? {}),
    data,
  });
}

/** The same, operation by operation: first those that read, last what is about several. */
export function* planParts(
  description: Description,
  options: PlanOptions = {},
): Generator<readonly Case[], void, void> {
  const { safety = 'full', identities = {} } = options;
  const planning = planningFor(description, options);
  const makers: readonly Maker[] = [
    makeValid,
    makeBoundaries,
    makeInvalid,
    makeCredentials,
    makePermissions((operation) => lackingIdentities(operation, identities)),
    makeProtocol,
    makeUnknownItem,
    makeRanges,
    makeMadeUpCursors,
    makeRepeated,
    makeShownAfter,
    makeGenerated,
    makeLinks,
    makeLocations,
  ];
  const ambiguous = ambiguousOperations(description);
  const known = new Set<string>();
  const part = (cases: readonly Case[]) =>
    [...new Map(cases.map((one) => [one.id, one])).values()]
      .filter((one) => !ambiguous.has(one.operationId) || !isNegative(one))
      .filter((one) => isAllowed(one, safety))
      .filter(({ id }) => !known.has(id) && known.add(id))
      .map((one) => resolveReferences(planning, one));
  for (const operation of readersFirst(description.operations)) {
    yield part(makers.flatMap((make) => make(planning, operation)));
  }
  yield part(SEQUENCE_MAKERS.flatMap((make) => make(planning)));
}

function readersFirst(operations: readonly Operation[]): readonly Operation[] {
  const isReader = ({ method }: Operation) => isRead(method);
  return [...operations.filter(isReader), ...operations.filter((operation) => !isReader(operation))];
}

/** Of operations with the same method and path, one may take what another refuses. */
function ambiguousOperations({ operations }: Description): ReadonlySet<string> {
  const keys = operations.map(({ method, path }) => `${method} ${path}`);
  const shared = operations.filter(
    (_, index) => keys.indexOf(keys[index] ?? '') !== keys.lastIndexOf(keys[index] ?? ''),
  );
  return new Set(shared.map(({ id }) => id));
}

function isNegative({ phase, steps }: Case): boolean {
  return phase === 'negatives' || steps.some(({ expect }) => expect.outcome === 'refused');
}

/** Identities other than `default` that can do without roles nothing that needs one. */
function lackingIdentities({ security }: Operation, identities: Identities): readonly string[] {
  const needed = security.map(({ schemes }) => schemes.flatMap(({ roles }) => roles));
  if (needed.length === 0 || needed.some((roles) => roles.length === 0)) return [];
  return Object.entries(identities)
    .filter(([name]) => name !== 'default')
    .filter(([, { roles = [] }]) => needed.every((wanted) => wanted.some((role) => !roles.includes(role))))
    .map(([name]) => name);
}

/** `create-own` leaves out what changes data that is not the case's own, or that it cannot remove. */
function isAllowed(one: Case, safety: Safety): boolean {
  if (safety === 'full' || isReadOnly(one)) return true;
  if (safety === 'read-only' || one.maker === 'undocumented-method') return false;
  return one.steps.some(({ role }) => role === 'cleanup') || one.maker === 'unknown-item';
}
