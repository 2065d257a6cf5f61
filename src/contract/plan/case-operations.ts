import type { Description } from '../../description/model/description.ts';
import { correctedResources } from '../../description/resources/corrected-resources.ts';
import { METHODS } from './makers/protocol.ts';

/**
 * Returns the operation ids that cases of a description may have: those of its operations, `METHOD /path` for methods that
 * are not documented, and a collection's path for cases about all its operations.
 */
export function caseOperations(description: Description): readonly string[] {
  const { operations } = description;
  const paths = [...new Set(operations.map(({ path }) => path))];
  const documented = new Set(operations.map(({ method, path }) => `${method} ${path}`));
  const others = paths.flatMap((path) => METHODS.map((method) => `${method} ${path}`));
  return [
    ...operations.map(({ id }) => id),
    ...others.filter((name) => !documented.has(name)),
    ...new Set(correctedResources(description).map(({ collectionPath }) => collectionPath)),
  ];
}
