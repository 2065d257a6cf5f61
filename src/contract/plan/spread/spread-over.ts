import { groupBy } from '../../../base/group-by.ts';
import { CaseStream } from '../../case/case-stream.ts';
import type { Case } from '../../case/case.ts';
import { isOpener } from '../../case/opener.ts';
import { type CaseSource, dealCases } from './deal-cases.ts';

/** Something whose cases can be dealt out. */
export interface Spreadable {
  readonly cases: CaseStream;
  /** Returns its cases by what they are about. Called at most once. */
  readonly sources: () => readonly CaseSource[];
}

/**
 * Returns at most `most` of the cases of several runs, spread over the operations of all of them. They are planned when
 * they are taken, and no others are. Undefined: all cases.
 */
export function spreadOver(runs: readonly Spreadable[], most: number | undefined): readonly CaseStream[] {
  if (most === undefined) return runs.map(({ cases }) => cases);
  const sources = runs.flatMap((run, index) => run.sources().map((source) => ({ ...source, index })));
  const dealing = dealCases(sources, most);
  const waiting: Case[][] = runs.map(() => []);
  const take = (index: number): Case | undefined => {
    for (;;) {
      const known = waiting[index]?.shift();
      if (known !== undefined) return known;
      const next = dealing.next();
      if (next.done === true) return undefined;
      waiting[next.value.source.index]?.push(next.value.dealt);
    }
  };
  return runs.map(
    ({ cases }, index) =>
      new CaseStream(
        oneByOne(() => take(index)),
        cases.faults,
      ),
  );
}

function* oneByOne(take: () => Case | undefined): Generator<readonly Case[], void, void> {
  for (let one = take(); one !== undefined; one = take()) yield [one];
}

/** Returns the sources of cases that are planned already: one for each operation, the plainest case first. */
export function sourcesOf(cases: readonly Case[]): readonly CaseSource[] {
  const groups = groupBy(cases, ({ operationId, maker }) =>
    maker === 'undocumented-method' ? maker : operationId,
  );
  return [...groups].map(([name, group]) => ({
    isOperation: name !== 'undocumented-method',
    cases: group.toSorted((left, right) => Number(isOpener(right)) - Number(isOpener(left))).values(),
  }));
}
