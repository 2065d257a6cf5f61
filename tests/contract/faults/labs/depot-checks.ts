import type { CheckId } from '../../../../src/contract/case/finding.ts';

/** What finds faults in the depot only. */
export const CHECKS_OF_DEPOT: readonly CheckId[] = [
  'filtered',
  'identifiersDiffer',
  'linkFollowed',
  'listShows',
  'located',
  'otherItem',
  'pages',
  'precondition',
  'readOnlyKept',
  'sameAgain',
  'sorted',
  'tagChanges',
  'timesRun',
];
