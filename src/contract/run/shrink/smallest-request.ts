import type { RequestPlan } from '../../case/case.ts';
import { partsOf, withoutParts } from './request-removals.ts';
import { simplerRequests } from './simpler-values.ts';

/** Whether a smaller request still shows what the larger one did. */
type StillShows = (smaller: RequestPlan) => Promise<boolean>;

/**
 * The smallest request that was found to show the same: first without as many parts as can be, half of them at a time,
 * then a quarter and so on, then with simpler values. Whoever asks bounds how often it is tried, by saying no.
 */
export async function smallestRequest(request: RequestPlan, stillShows: StillShows): Promise<RequestPlan> {
  const fewest = await withFewestParts(request, stillShows);
  return withSimplestValues(fewest, stillShows);
}

async function withFewestParts(request: RequestPlan, stillShows: StillShows): Promise<RequestPlan> {
  let smallest = request;
  for (let size = partsOf(request).length; size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < partsOf(smallest).length;) {
      const parts = partsOf(smallest).slice(from, from + size);
      const smaller = withoutParts(smallest, parts);
      if (await stillShows(smaller)) smallest = smaller;
      else from += size;
    }
  }
  return smallest;
}

async function withSimplestValues(request: RequestPlan, stillShows: StillShows): Promise<RequestPlan> {
  for (const simpler of simplerRequests(request)) {
    if (await stillShows(simpler)) return withSimplestValues(simpler, stillShows);
  }
  return request;
}
