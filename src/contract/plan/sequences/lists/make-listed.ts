import type { Operation } from '../../../../description/model/operation.ts';
import type { Resource } from '../../../../description/resources/resource.ts';
import type { Case } from '../../../case/case.ts';
import type { Maker, ResourceMaker } from '../../requests/planning.ts';
import { byMember } from './filters.ts';
import { lookingAt, type Looking } from './looking.ts';
import { inOrder } from './orders.ts';
import { inPages } from './pages.ts';
import { byTime } from './ranges.ts';
import { twice } from './reads.ts';
import { bySearch } from './searches.ts';

/** What is asked of a list, the likeliest to tell something first. */
const WAYS: readonly ((looking: Looking) => readonly Case[])[] = [
  twice,
  inPages,
  byMember,
  inOrder,
  byTime,
  bySearch,
];

/** Makes the cases that look at the items which a list of the target shows, whoever has made them. */
export const makeListed: ResourceMaker = (planning, resource) => {
  const isRead = planning.resources.some(({ read }) => read !== undefined && read === resource.list);
  const looking = isRead ? undefined : lookingAt(planning, resource);
  return looking === undefined ? [] : withinLimit(looking);
};

/** The same for a list without a path to its items. */
export const makeListedAlone: Maker = (planning, operation) => {
  const isKnown = planning.resources.some(({ list }) => list === operation);
  if (operation.method !== 'GET' || operation.path.endsWith('}') || isKnown) return [];
  const looking = lookingAt(planning, aloneOf(operation));
  return looking === undefined ? [] : withinLimit(looking);
};

function aloneOf(list: Operation): Resource {
  const none = {
    create: undefined,
    read: undefined,
    replace: undefined,
    update: undefined,
    delete: undefined,
  };
  const { path } = list;
  return {
    collectionPath: path,
    itemPath: `${path}/{id}`,
    parameter: 'id',
    parameterSchema: undefined,
    list,
    ...none,
  };
}

/** Returns as many cases as send no more requests for one list than the run allows. */
function withinLimit(looking: Looking): readonly Case[] {
  let left = looking.planning.lists.requests;
  const all = WAYS.flatMap((way) => way(looking));
  const kept = all.filter(({ steps }) => {
    const isIn = steps.length <= left;
    if (isIn) left -= steps.length;
    return isIn;
  });
  const leftOut = all.length - kept.length;
  return leftOut === 0 ? kept : kept.map((one, index) => (index === 0 ? { ...one, leftOut } : one));
}
