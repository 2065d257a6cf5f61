import type { MockApi } from '../../api.ts';
import type { KeptNamespace } from '../../control/kept-state.ts';
import type { KeptSnapshot } from '../../state/kept-snapshot.ts';
import { collectionFaults } from '../fixtures/check-fixtures.ts';
import { descriptionHash } from './description-hashes.ts';
import type { StateFile } from './state-file.ts';

/** A part of the kept state that cannot be used, as it is set aside. */
export interface UnfitPart {
  readonly reason: string;
  /** Undefined: of all namespaces. */
  readonly namespace: string | undefined;
  readonly api?: string;
  readonly collection?: string;
  /** The item, the settings, or the state of an API. */
  readonly part: unknown;
}

/** Divides what was kept: into what the APIs can be put to, and what no longer fits. */
export function fittingState(
  { descriptions, state }: StateFile,
  apis: readonly MockApi[],
): { readonly state: StateFile['state']; readonly unfit: readonly UnfitPart[] } {
  const unfit: UnfitPart[] = [];
  const checks = new Map(apis.map((api) => [api.description.name, checkOf(api, descriptions)]));
  const fitting = (one: KeptNamespace, namespace: string | undefined): KeptNamespace => {
    const kept = Object.entries(one.apis).flatMap(([name, snapshot]): [string, KeptSnapshot][] => {
      const check = checks.get(name);
      if (check !== undefined)
        return [[name, check(snapshot, (found) => unfit.push({ namespace, api: name, ...found }))]];
      unfit.push({ reason: 'no API of this name is served', namespace, api: name, part: snapshot });
      return [];
    });
    return { ...one, apis: Object.fromEntries(kept) };
  };
  const all = fitting(state.all, undefined);
  const namespaces = state.namespaces.map(([name, one]) => [name, fitting(one, name)] as const);
  return { state: { all, namespaces }, unfit };
}

type Check = (
  snapshot: KeptSnapshot,
  setAside: (found: Pick<UnfitPart, 'reason' | 'collection' | 'part'>) => void,
) => KeptSnapshot;

/** Returns what takes out the items that no longer fit; items of a description that is the same as before are not looked at. */
function checkOf(api: MockApi, descriptions: StateFile['descriptions']): Check {
  if (descriptions[api.description.name] === descriptionHash(api)) return (snapshot) => snapshot;
  const faultsOf = collectionFaults(api);
  return (snapshot, setAside) => {
    if (snapshot.collections === undefined) return snapshot;
    const collections = Object.entries(snapshot.collections).map(([collection, pairs]) => {
      const faults = faultsOf(
        collection,
        pairs.map(([, item]) => item),
      );
      if (faults.length === 0) return [collection, pairs] as const;
      const reasons = new Map(faults.toReversed().map(({ index, text }) => [index, text]));
      for (const [index, reason] of [...reasons].toReversed())
        setAside({ reason, collection, part: pairs[index]?.[1] });
      return [collection, pairs.filter((_, index) => !reasons.has(index))] as const;
    });
    return { ...snapshot, collections: Object.fromEntries(collections) };
  };
}
