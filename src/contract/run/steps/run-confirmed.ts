import { equalJson } from '../../../base/json.ts';
import type { Case } from '../../case/case.ts';
import type { CheckId, Finding } from '../../case/finding.ts';
import type { CaseContext } from '../state/case-context.ts';
import type { CaseResult } from '../state/case-result.ts';
import { runCase } from './run-case.ts';

/** The laws about what there is, which others may change at any time. */
const OF_LISTS: ReadonlySet<CheckId> = new Set<CheckId>([
  'pages',
  'filtered',
  'sorted',
  'searched',
  'inRange',
  'listShows',
  'readsAgree',
  'headAgrees',
  'precondition',
]);

/** How long what others have changed may take to show everywhere, in milliseconds. */
const PAUSE = 1_000;

/**
 * Runs a case, and where what it has found may be due to a change meanwhile, once more: only what is found both times is
 * told, and nothing where the list does not show any more what it was asked by. @throws UnreachableError
 */
export async function runConfirmed(one: Case, context: CaseContext): Promise<CaseResult> {
  const result = await runCase(one, context);
  const isSuspect = result.findings.some(({ check }) => OF_LISTS.has(check));
  if (one.confirmed !== true || !isSuspect || context.signal?.aborted === true) return result;
  await context.target.wait?.(PAUSE);
  const again = await runCase(one, context);
  context.memory.requests += again.exchanges.length;
  const isAsBefore = equalJson(listedBy(result), listedBy(again));
  const confirmed = new Set(isAsBefore ? again.findings.map(placeOf) : []);
  const findings = result.findings.filter(
    (finding) => !OF_LISTS.has(finding.check) || confirmed.has(placeOf(finding)),
  );
  return findings.length > 0 ? { ...result, findings } : { ...result, findings, verdict: { kind: 'passed' } };
}

/** The values that were taken from a list. */
function listedBy({ case: one, bound, shown }: CaseResult): Readonly<Record<string, string>> {
  const names = one.steps.flatMap(({ bind }) =>
    Object.keys(bind).filter((name) => bind[name]?.from === 'listed'),
  );
  const entries = Object.entries({ ...bound, ...shown }).filter(([name]) => names.includes(name));
  return Object.fromEntries(entries);
}

/** What was found and where, whichever item of the list shows it. */
function placeOf({ check, step, pointer = '' }: Finding): string {
  return JSON.stringify([check, step.index, pointer.replace(/\/\d+(?=\/|$)/g, '/#')]);
}
