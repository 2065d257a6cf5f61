import { groupBy } from '../../../base/group-by.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Finding } from '../../case/finding.ts';
import { OF_VIOLATIONS, type Observed } from '../compare/compare-exchanges.ts';
import type { Comparison } from '../compare/comparison.ts';
import { SIDES, type Side, type Sides } from '../compare/sides.ts';
import { PARITY_VERDICTS, type Difference } from './difference.ts';
import { judgeShapes } from './judge-shapes.ts';
import { statusEdit } from './status-edit.ts';

/** What differences are judged by. */
interface JudgedRun {
  readonly description: Description;
  readonly comparison: Comparison;
  /** The findings of each side that count, by `findingKey`. */
  readonly findings: Sides<FindingsByStep>;
}

export type FindingsByStep = ReadonlyMap<string, readonly Finding[]>;

/** Returns the name of a step of a case. */
export function findingKey(caseId: string, index: number): string {
  return `${index} ${caseId}`;
}

/** Both fit the description in so many cases, or more, before it is told which of the two guesses wrong. */
const MIN_CASES = 2;

/** Returns what is different, and who is wrong; in the order of verdicts. */
export function judgeDifferences(run: JudgedRun): readonly Difference[] {
  const judged = run.comparison.observed.flatMap((one) => judgeObserved(one, run));
  const groups = groupBy(judged, groupKey);
  const ofExchanges = [...groups.values()].flatMap((group) => toDifference(group, run));
  return [...ofExchanges, ...judgeShapes(run)].toSorted(
    (left, right) =>
      PARITY_VERDICTS.indexOf(left.verdict) - PARITY_VERDICTS.indexOf(right.verdict) ||
      (left.operation.id < right.operation.id ? -1 : Number(left.operation.id > right.operation.id)),
  );
}

/** A difference between two responses, with the side that breaks the description. */
interface Judged {
  readonly observed: Observed;
  readonly broken: Side | undefined;
  readonly because: readonly Finding[];
}

/** Returns nothing for a law that is not broken after all. */
function judgeObserved(observed: Observed, { findings }: JudgedRun): readonly Judged[] {
  const { kind, caseId, index, place, breaks } = observed;
  const isAbout = ({ check }: Finding) =>
    kind === 'status' ? !OF_VIOLATIONS.has(check) : kind === 'law' && check === place;
  const of = (side: Side) => (findings[side].get(findingKey(caseId, index)) ?? []).filter(isAbout);
  const broken = SIDES.find((side) => breaks[side] || of(side).length > 0);
  if (kind === 'law' && broken === undefined) return [];
  return [{ observed, broken, because: broken === undefined ? [] : of(broken) }];
}

/** What one side does wrong is one difference, whatever the other side answers. */
function groupKey({ observed, broken, because }: Judged): string {
  const { kind, operationId, statuses, place, descriptionPointer } = observed;
  const rule = kind === 'status' || kind === 'law' ? (because[0]?.check ?? '') : descriptionPointer;
  const status =
    kind === 'law' ? [] : broken === undefined ? [statuses.target, statuses.mock] : [statuses[broken]];
  return JSON.stringify([broken ?? '', kind, operationId, status, place, rule]);
}

function toDifference(group: readonly Judged[], run: JudgedRun): readonly Difference[] {
  const [first] = group;
  const { description, comparison } = run;
  const operation = first && description.operationById(first.observed.operationId);
  if (first === undefined || operation === undefined) return [];
  const { observed, broken } = first;
  const { kind, statuses, place, found, descriptionPointer, pair } = observed;
  const cases = [...new Set(group.map((one) => one.observed.caseId))].toSorted();
  const because = group.flatMap((one) => one.because.map(sentenceOf));
  const facts = {
    kind,
    operation,
    statuses,
    place,
    found,
    descriptionPointer,
    cases,
    pair,
    others: [],
    edits: [],
  };
  if (broken !== undefined)
    return [{ ...facts, verdict: broken === 'target' ? 'server' : 'mock', because: [...new Set(because)] }];
  const edit =
    cases.length < MIN_CASES
      ? undefined
      : statusEdit(description.document, operation, statuses, comparison.seen.get(operation.id));
  if (edit === undefined) return [{ ...facts, verdict: 'unknown', because: [] }];
  return [{ ...facts, verdict: 'guess', because: [], edits: [edit] }];
}

function sentenceOf({ check, expected, found }: Finding): string {
  return `${check}: expected ${expected}, found ${found}`;
}
