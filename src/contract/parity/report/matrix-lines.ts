import { counted } from '../../report/text/counted.ts';
import { printable } from '../../report/text/printable.ts';
import type { Colours } from '../../report/render/colours.ts';
import type { Cell, MatrixRow } from './matrix.ts';

/** So many operations that are the same have a line of their own; more are summed up. */
const MOST_SAME = 20;

const NAMES: readonly (readonly [Cell, string])[] = [
  ['same', 'same'],
  ['differs', 'differs'],
  ['targetOnly', 'target only'],
  ['mockOnly', 'mock only'],
  ['notReached', 'not reached'],
];

/** Returns a line for each operation: its statuses by whether both sides give them. */
export function matrixLines(matrix: readonly MatrixRow[], colours: Colours): readonly string[] {
  const same = matrix.filter((row) => isSame(row));
  const isLong = same.length > MOST_SAME;
  const rows = isLong ? matrix.filter((row) => !isSame(row)) : matrix;
  const width = Math.max(0, ...rows.map(({ operationId }) => operationId.length));
  const lines = rows.map((row) => rowLine(row, width, colours));
  if (!isLong) return lines;
  return [...lines, `  ${colours.green('✓')} ${counted(same.length, 'operation')} with the same statuses`];
}

function isSame({ statuses }: MatrixRow): boolean {
  const cells = Object.values(statuses);
  return cells.includes('same') && cells.every((cell) => cell === 'same' || cell === 'notReached');
}

function rowLine({ operationId, statuses }: MatrixRow, width: number, colours: Colours): string {
  const { dim, red, green, yellow } = colours;
  const paint = { same: green, differs: red, targetOnly: yellow, mockOnly: yellow, notReached: dim };
  const cells = Object.entries(statuses);
  const parts = NAMES.flatMap(([cell, name]) => {
    const own = cells.filter(([, one]) => one === cell).map(([status]) => status);
    return own.length === 0 ? [] : [paint[cell](`${name} ${own.join(' ')}`)];
  });
  const has = (cell: Cell) => cells.some(([, one]) => one === cell);
  const isOneSided = has('targetOnly') || has('mockOnly');
  const mark = has('differs') ? red('✗') : isOneSided ? yellow('!') : has('same') ? green('✓') : yellow('–');
  return `  ${mark} ${printable(operationId).padEnd(width)}  ${parts.join(', ')}`;
}
