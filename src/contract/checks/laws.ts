import type { Law } from '../case.ts';
import type { Finding } from '../finding.ts';
import { finding } from './check.ts';
import { createdListed, createdReadable } from './created.ts';
import { deletedGone, deletedUnlisted } from './deleted.ts';
import { exchangeAt, type LawFacts, type Sequence } from './sequence.ts';
import { identifiersDiffer, located, otherItem } from './identifiers.ts';
import { filtered, listShows, sorted } from './listed.ts';
import { pages } from './pages.ts';
import { precondition, tagChanges } from './precondition.ts';
import { changeShows, neighbourKept, readOnlyKept, restKept, sameAgain } from './shown.ts';
import { timesRun } from './times.ts';

/** Applies the laws of a case to its answers. */
export function checkLaws(sequence: Sequence): readonly Finding[] {
  const { description, case: one } = sequence;
  return one.laws.flatMap((law) => {
    const by = exchangeAt(sequence, law.by);
    const exchange = exchangeAt(sequence, law.shown);
    if (exchange === undefined || by === undefined || !isDone(by.response?.status)) return [];
    const facts = brokenLaw(sequence, law);
    if (facts === undefined) return [];
    const descriptionPointer = exchange.operation?.pointer ?? '';
    const subject = { description, case: one, exchange };
    return [finding(subject, { ...facts, descriptionPointer }, by.operation?.source.provenance)];
  });
}

/** 202 says that it has yet to be done. */
function isDone(status: number | undefined): boolean {
  return status !== undefined && status < 300 && status !== 202;
}

function brokenLaw(sequence: Sequence, law: Law): LawFacts | undefined {
  switch (law.kind) {
    case 'createdReadable':
      return createdReadable(sequence, law);
    case 'createdListed':
      return createdListed(sequence, law);
    case 'changeShows':
      return changeShows(sequence, law);
    case 'restKept':
      return restKept(sequence, law);
    case 'neighbourKept':
      return neighbourKept(sequence, law);
    case 'deletedGone':
      return deletedGone(sequence, law);
    case 'deletedUnlisted':
      return deletedUnlisted(sequence, law);
    case 'listShows':
      return listShows(sequence, law);
    case 'sameAgain':
      return sameAgain(sequence, law);
    case 'identifiersDiffer':
      return identifiersDiffer(sequence, law);
    case 'located':
      return located(sequence, law);
    case 'timesRun':
      return timesRun(sequence, law);
    case 'readOnlyKept':
      return readOnlyKept(sequence, law);
    case 'otherItem':
      return otherItem(sequence, law);
    case 'pages':
      return pages(sequence, law);
    case 'filtered':
      return filtered(sequence, law);
    case 'sorted':
      return sorted(sequence, law);
    case 'precondition':
      return precondition(sequence, law);
    case 'tagChanges':
      return tagChanges(sequence, law);
  }
}
