import type { Operation } from '../../../description/model/operation.ts';
import type { Description } from '../../../description/model/description.ts';
import { statusMatches } from '../../case/statuses.ts';
import type { Comparison } from '../compare/comparison.ts';
import { SIDES } from '../compare/sides.ts';
import type { Difference } from '../judge/difference.ts';

/** Whether an operation answers with a status on both sides, and in the same way. */
export type Cell = 'same' | 'differs' | 'targetOnly' | 'mockOnly' | 'notReached';

export interface MatrixRow {
  readonly operationId: string;
  /** By status, those that were seen and those that are documented. */
  readonly statuses: Readonly<Record<string, Cell>>;
}

/** Returns the operations by statuses. What nobody can tell makes no difference. */
export function matrixOf(
  { operations }: Pick<Description, 'operations'>,
  { seen }: Comparison,
  differences: readonly Difference[],
): readonly MatrixRow[] {
  const differing = new Set(
    differences
      .filter(({ verdict }) => verdict !== 'unknown')
      .flatMap((one) => [one, ...one.others])
      .flatMap(({ operation, statuses }) => SIDES.map((side) => `${statuses[side]} ${operation.id}`)),
  );
  return operations.map((operation) => {
    const { target = new Set<number>(), mock = new Set<number>() } = seen.get(operation.id) ?? {};
    const cellOf = (status: number): Cell => {
      if (!mock.has(status)) return 'targetOnly';
      if (!target.has(status)) return 'mockOnly';
      return differing.has(`${status} ${operation.id}`) ? 'differs' : 'same';
    };
    const known = [...new Set([...target, ...mock])].toSorted((left, right) => left - right);
    const cells = known.map((status): [string, Cell] => [String(status), cellOf(status)]);
    const unseen = unseenOf(operation, known).map((status): [string, Cell] => [status, 'notReached']);
    return { operationId: operation.id, statuses: Object.fromEntries([...cells, ...unseen]) };
  });
}

function unseenOf({ responses }: Operation, known: readonly number[]): readonly string[] {
  return responses
    .map(({ status }) => status)
    .filter((status) => !known.some((one) => statusMatches(one, [status])));
}

/** Returns how many cells are the same, of those that both sides have. */
export function parityOf(matrix: readonly MatrixRow[]): { readonly same: number; readonly seen: number } {
  const cells = matrix.flatMap(({ statuses }) => Object.values(statuses));
  const same = cells.filter((cell) => cell === 'same').length;
  return { same, seen: same + cells.filter((cell) => cell === 'differs').length };
}
