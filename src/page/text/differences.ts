/** One line of what differs between two values. */
export interface DifferenceLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** So many lines that are the same are shown around those that differ. */
const AROUND = 2;

/** Above this number of lines, members are not lined up: all of the one stand before all of the other. */
const MOST_LINES = 3_000;

/** Compares two values as indented JSON, line by line; undefined stands for nothing. */
export function differencesOf(before: unknown, after: unknown): readonly DifferenceLine[] {
  const [old, fresh] = [before, after].map((value) =>
    value === undefined ? [] : JSON.stringify(value, null, 2).split('\n'),
  );
  return shortened(compare(old ?? [], fresh ?? []));
}

function compare(old: readonly string[], fresh: readonly string[]): readonly DifferenceLine[] {
  const line = (kind: DifferenceLine['kind']) => (text: string) => ({ kind, text });
  let start = 0;
  while (start < old.length && start < fresh.length && same(old[start], fresh[start])) start += 1;
  let end = 0;
  while (
    end < Math.min(old.length, fresh.length) - start &&
    same(old[old.length - 1 - end], fresh[fresh.length - 1 - end])
  )
    end += 1;
  const middle = {
    old: old.slice(start, old.length - end),
    fresh: fresh.slice(start, fresh.length - end),
  };
  return [
    ...fresh.slice(0, start).map(line('same')),
    ...(middle.old.length * middle.fresh.length > MOST_LINES ** 2
      ? [...middle.old.map(line('removed')), ...middle.fresh.map(line('added'))]
      : linedUp(middle.old, middle.fresh)),
    ...fresh.slice(fresh.length - end).map(line('same')),
  ];
}

/** A comma at the end of a line depends on what follows it. */
function same(one: string | undefined, other: string | undefined): boolean {
  return one?.replace(/,$/, '') === other?.replace(/,$/, '');
}

/** Keeps the longest common sequence of lines. */
function linedUp(old: readonly string[], fresh: readonly string[]): readonly DifferenceLine[] {
  const lengthAt = commonLengths(old, fresh);
  const lines: DifferenceLine[] = [];
  let [row, column] = [0, 0];
  for (let was = old[row], is = fresh[column]; was !== undefined || is !== undefined;) {
    const isRemoved = is === undefined || lengthAt(row + 1, column) >= lengthAt(row, column + 1);
    const isSame = was !== undefined && is !== undefined && same(was, is);
    if (isSame && is !== undefined) lines.push({ kind: 'same', text: is });
    else if (was !== undefined && isRemoved) lines.push({ kind: 'removed', text: was });
    else lines.push({ kind: 'added', text: is ?? '' });
    const { kind } = lines.at(-1) ?? { kind: 'same' };
    if (kind !== 'added') was = old[(row += 1)];
    if (kind !== 'removed') is = fresh[(column += 1)];
  }
  return lines;
}

/** Returns the lengths of the longest common sequences of the lines from a row and a column on. */
function commonLengths(
  old: readonly string[],
  fresh: readonly string[],
): (row: number, column: number) => number {
  const width = fresh.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  const lengthAt = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = fresh.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] = same(old[row], fresh[column])
        ? lengthAt(row + 1, column + 1) + 1
        : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1));
    }
  }
  return lengthAt;
}

/** Leaves out what is the same, but for a few lines around what is not. */
function shortened(lines: readonly DifferenceLine[]): readonly DifferenceLine[] {
  const isNear = (index: number) =>
    lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ kind }) => kind !== 'same');
  const shown: DifferenceLine[] = [];
  for (const [index, line] of lines.entries()) {
    if (isNear(index)) shown.push(line);
    else if (shown.at(-1)?.text !== '…') shown.push({ kind: 'same', text: '…' });
  }
  return shown;
}
