import type { Break } from '../model/break.ts';
import type { BreakContext } from '../making/break-context.ts';
import { askedLists } from './asked-lists.ts';
import { ignoredConditions } from './conditions.ts';
import { listContents } from './list-contents.ts';
import { lostWrites } from './lost-writes.ts';
import { mixedUp } from './mixed-up.ts';
import { refusedKept } from './refused-kept.ts';
import { staleReads } from './stale-reads.ts';
import type { StateBreaks } from './state-break.ts';
import { brokenTimes } from './times.ts';

const MAKERS: readonly StateBreaks[] = [
  lostWrites,
  staleReads,
  mixedUp,
  refusedKept,
  listContents,
  askedLists,
  ignoredConditions,
  brokenTimes,
];

/** Breaks what the operations of each resource remember. */
export function* stateBreaks(context: BreakContext): Iterable<Break> {
  for (const resource of context.resources) {
    for (const make of MAKERS) yield* make(context, resource);
  }
}
