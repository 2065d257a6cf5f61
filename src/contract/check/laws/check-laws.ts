import { fillLaw } from '../../case/fill-request.ts';
import type { Finding } from '../../case/finding.ts';
import type { Law } from '../../case/law.ts';
import { finding } from '../check.ts';
import { createdListed, createdReadable } from './created.ts';
import { cursorPages } from './cursor-pages.ts';
import { deletedGone, deletedUnlisted, pathGone } from './deleted.ts';
import { identifiersDiffer, located, locatedThere, nothingThere, otherItem } from './identifiers.ts';
import { linked } from './linked.ts';
import { filtered, listShows, sorted } from './listed.ts';
import { headAgrees } from './lists/head-agrees.ts';
import { inRange } from './lists/in-range.ts';
import { limited } from './lists/limited.ts';
import { listAgrees } from './lists/list-agrees.ts';
import { narrowed } from './lists/narrowed.ts';
import { readThrough } from './lists/read-through.ts';
import { reversed } from './lists/reversed.ts';
import { searched } from './lists/searched.ts';
import { steady } from './lists/steady.ts';
import { pages } from './pages.ts';
import { precondition, tagChanges } from './precondition.ts';
import { nothingChanged, nothingLeft } from './refused.ts';
import { exchangeAt, type LawCheck, type LawFacts, type Sequence } from './sequence.ts';
import { changeShows, listKept, neighbourKept, readOnlyKept, restKept, sameAgain } from './shown.ts';
import { timesRun } from './times.ts';

/** Applies the laws of a case to its answers. */
export function checkLaws(sequence: Sequence): readonly Finding[] {
  const { description, case: one } = sequence;
  return one.laws.flatMap((planned) => {
    const law = fillLaw(planned, referredBy(sequence));
    const by = exchangeAt(sequence, law.by);
    const exchange = exchangeAt(sequence, law.shown);
    if (exchange === undefined || by === undefined || !isDone(by.response?.status)) return [];
    if (law.kind === 'createdListed' && law.asPlanned === true && by.rung !== undefined) return [];
    const facts = brokenLaw(sequence, law);
    if (facts === undefined) return [];
    const descriptionPointer = exchange.operation?.pointer ?? '';
    const subject = { description, case: one, exchange };
    return [finding(subject, { descriptionPointer, ...facts }, by.operation?.source.provenance)];
  });
}

/** What the requests carried of what is bound. */
function referredBy({ exchanges, bound }: Sequence): Sequence['bound'] {
  const isSent = (name: string) => exchanges.some(({ step }) => step.names.includes(name));
  return Object.fromEntries(Object.entries(bound).filter(([name]) => isSent(name)));
}

/** 202 says that it has yet to be done. */
function isDone(status: number | undefined): boolean {
  return status !== undefined && status < 300 && status !== 202;
}

const CHECK_OF_LAW: { readonly [Kind in Law['kind']]: LawCheck<Kind> } = {
  createdReadable,
  createdListed,
  changeShows,
  listKept,
  restKept,
  neighbourKept,
  deletedGone,
  deletedUnlisted,
  pathGone,
  listShows,
  sameAgain,
  identifiersDiffer,
  located,
  locatedThere,
  timesRun,
  readOnlyKept,
  otherItem,
  nothingThere,
  pages,
  cursorPages,
  filtered,
  sorted,
  precondition,
  tagChanges,
  linked,
  limited,
  readThrough,
  narrowed,
  reversed,
  searched,
  inRange,
  listAgrees,
  steady,
  headAgrees,
  nothingLeft,
  nothingChanged,
};

function brokenLaw(sequence: Sequence, law: Law): LawFacts | undefined {
  // the compiler does not follow that a law of a kind meets the check of that kind
  const check = CHECK_OF_LAW[law.kind] as LawCheck<Law['kind']>;
  return check(sequence, law);
}
