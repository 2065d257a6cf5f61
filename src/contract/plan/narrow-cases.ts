import { items } from '../../base/json.ts';
import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';
import type { Case, Phase } from '../case/case.ts';

/** Which cases are planned. */
export interface Narrowing {
  /** Default: all. */
  readonly phases?: readonly Phase[] | undefined;
  /** Operations with one of these tags; methods that are not documented go with their path's. Default: all. */
  readonly tags?: readonly string[] | undefined;
  /**
   * False for operations of which no case is wanted; nothing is made for them. Gets an operation's id, `METHOD /path` for
   * methods that are not documented, and a collection's path for cases about all its operations. Default: all.
   */
  readonly isOperationWanted?: ((operationId: string) => boolean) | undefined;
  /** Keeps only these cases. Default: all. */
  readonly filter?: ((one: Case) => boolean) | undefined;
}

/** Says which operations and which cases are wanted. */
export interface Wanted {
  readonly operation: (operationId: string) => boolean;
  readonly phases: (phases: readonly Phase[]) => boolean;
  readonly one: (one: Case) => boolean;
}

export function wantedBy(
  { operations }: Pick<Description, 'operations'>,
  { phases = [], tags = [], isOperationWanted = () => true, filter = () => true }: Narrowing,
): Wanted {
  const tagged = operations.filter((operation) => tagsOf(operation).some((tag) => tags.includes(tag)));
  const ids = new Set(tagged.map(({ id }) => id));
  const paths = new Set(tagged.map(({ path }) => path));
  const hasTag = (id: string) => tags.length === 0 || ids.has(id) || paths.has(id.replace(/^\S+ /, ''));
  const operation = (id: string) => hasTag(id) && isOperationWanted(id);
  const inPhases = (some: readonly Phase[]) =>
    phases.length === 0 || some.some((phase) => phases.includes(phase));
  return {
    operation,
    phases: inPhases,
    one: (one) => inPhases([one.phase]) && operation(one.operationId) && filter(one),
  };
}

export function tagsOf({ definition }: Pick<Operation, 'definition'>): readonly string[] {
  return items(definition['tags']).filter((tag) => typeof tag === 'string');
}
