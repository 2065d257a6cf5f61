import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';

/** Returns a function that tells the name of the API that an operation belongs to; undefined for one of none of them. */
export function apiNames(
  descriptions: () => readonly Description[],
): (operation: Operation) => string | undefined {
  const known = new WeakMap<Description, true>();
  const names = new WeakMap<Operation, string>();
  return (operation) => {
    for (const description of descriptions()) {
      if (known.has(description)) continue;
      known.set(description, true);
      for (const one of description.operations) names.set(one, description.name);
    }
    return names.get(operation);
  };
}
