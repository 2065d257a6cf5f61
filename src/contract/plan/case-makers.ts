import type { Operation } from '../../description/model/operation.ts';
import type { Phase } from '../case/case.ts';
import type { Identities } from '../case/identities.ts';
import { makeFound } from './sequences/lists/found.ts';
import { makeHeads } from './sequences/lists/heads.ts';
import { makeListed, makeListedAlone } from './sequences/lists/make-listed.ts';
import { makeTags } from './sequences/lists/tags.ts';
import { makeBoundaries } from './makers/boundaries.ts';
import { makeCredentials, makePermissions } from './makers/credentials.ts';
import { makeGenerated } from './makers/generated.ts';
import { makeInvalid } from './makers/invalid.ts';
import { makeLinks } from './makers/links/links.ts';
import { makeLocations } from './makers/locations.ts';
import { makeMadeUpCursors } from './makers/made-up-cursors.ts';
import { makeProtocol } from './makers/protocol.ts';
import { makeRanges } from './makers/ranges.ts';
import { makeRepeated } from './makers/repeated.ts';
import { makeShownAfter } from './makers/shown-after.ts';
import { makeUnknownItem, makeUnknownParent } from './makers/unknown-items.ts';
import { makeUnmentioned } from './makers/unmentioned.ts';
import { makeValid } from './makers/valid.ts';
import type { Maker, ResourceMaker } from './requests/planning.ts';
import { makeCollections } from './sequences/collections.ts';
import { makeListCreated } from './sequences/items/list-created.ts';
import { makeLifecycles } from './sequences/items/lifecycle.ts';
import { makeNeighbours } from './sequences/items/neighbours.ts';
import { makeOtherScripts } from './sequences/items/other-scripts.ts';
import { makePreconditions } from './sequences/preconditions.ts';
import { makePutCreated } from './sequences/items/put-created.ts';
import { makeReadOnly } from './sequences/items/read-only.ts';
import { makeSingletons } from './sequences/singletons.ts';
import { makeTaken } from './sequences/items/taken.ts';
import { makeRefused } from './sequences/items/refused.ts';

/** A maker with the phases that its cases may be in: it is not called where none of them is wanted. */
interface PhasedMaker {
  readonly make: Maker;
  readonly phases: readonly Phase[];
}

/** Returns the makers of cases about one operation, the plainest first. */
export function operationMakers(identities: Identities): readonly PhasedMaker[] {
  return [
    { make: makeValid, phases: ['boundaries', 'examples'] },
    { make: makeBoundaries, phases: ['boundaries'] },
    { make: makeInvalid, phases: ['negatives'] },
    { make: makeCredentials, phases: ['negatives', 'boundaries'] },
    {
      make: makePermissions((operation) => lackingIdentities(operation, identities)),
      phases: ['negatives'],
    },
    { make: makeProtocol, phases: ['negatives'] },
    { make: makeUnknownItem, phases: ['boundaries'] },
    { make: makeUnknownParent, phases: ['boundaries'] },
    { make: makeUnmentioned, phases: ['boundaries'] },
    { make: makeRanges, phases: ['boundaries'] },
    { make: makeMadeUpCursors, phases: ['boundaries'] },
    { make: makeRepeated, phases: ['negatives'] },
    { make: makeShownAfter, phases: ['sequences'] },
    { make: makeSingletons, phases: ['sequences'] },
    { make: makeGenerated, phases: ['generated'] },
    { make: makeLinks, phases: ['sequences'] },
    { make: makeListCreated, phases: ['sequences'] },
    { make: makeLocations, phases: ['sequences'] },
    { make: makeListedAlone, phases: ['sequences'] },
    { make: makeFound, phases: ['sequences'] },
    { make: makeHeads, phases: ['sequences'] },
    { make: makeTags, phases: ['sequences'] },
  ];
}

/** The makers of sequences, which are about several operations of a resource. */
export const SEQUENCE_MAKERS: readonly ResourceMaker[] = [
  makeLifecycles,
  makeNeighbours,
  makeCollections,
  makePreconditions,
  makeReadOnly,
  makeOtherScripts,
  makeTaken,
  makePutCreated,
  makeRefused,
  makeListed,
];

/** Identities other than `default` that can do without roles nothing that needs one. */
function lackingIdentities({ security }: Operation, identities: Identities): readonly string[] {
  const needed = security.map(({ schemes }) => schemes.flatMap(({ roles }) => roles));
  if (needed.length === 0 || needed.some((roles) => roles.length === 0)) return [];
  return Object.entries(identities)
    .filter(([name]) => name !== 'default')
    .filter(([, { roles = [] }]) => needed.every((wanted) => wanted.some((role) => !roles.includes(role))))
    .map(([name]) => name);
}
