import { differenceOf } from './lab/expected-findings.ts';
import type { Lab } from './lab/lab.ts';
import { linesOfAlarms, nameOf } from './print-table.ts';
import { casesOf, runOn } from './run-suite.ts';
import { virtualClock } from './server/clock.ts';

/** What the suite says of a right server. */
interface RightRun {
  /** False where it says anything but what is expected, or has not run all of its cases. */
  readonly isGood: boolean;
  /** The same for people. */
  readonly lines: readonly string[];
}

/** Runs all cases on the right server twice: what the first run leaves there must not disturb the second. */
export async function runRight(lab: Lab): Promise<RightRun> {
  const clock = virtualClock();
  const { handle, restart, harm } = lab.rightServer(clock);
  const cases = casesOf(lab);
  const options = { clock, budget: lab.budget.run };
  const first = await runOn(lab, handle, cases, { ...options, mark: 'a1' });
  restart();
  const again = await runOn(lab, handle, cases, { ...options, mark: 'b2' });
  const { alarms, missing } = differenceOf(first.findings, lab.expected);
  const known = new Set(first.findings.map(nameOf));
  const later = differenceOf(again.findings, lab.expected).alarms.filter((one) => !known.has(nameOf(one)));
  const harms = harm().filter((sentence) => !lab.toldHarm.includes(sentence));
  const { planned, passed, blocked } = first.counts;
  const rate = Math.round((planned / first.milliseconds) * 1000);
  const operations = lab.description.operations.length;
  const ends = [first, again].flatMap(({ broken, unfinished }) => [
    ...(broken ? [`broke off: ${broken.reason}: ${broken.detail}`] : []),
    ...(unfinished ? [`${unfinished.notRun} cases were not run in time`] : []),
  ]);
  const lines = [
    `the right server: ${first.findings.length} findings, ${passed} of ${planned} cases passed, ` +
      `${Math.round(planned / operations)} cases per operation, ${rate} cases a second`,
    ...(blocked > 0 ? [`  ${blocked} cases were blocked`] : []),
    ...ends.map((end) => `  ${end}`),
    ...linesOfAlarms(alarms),
    ...linesOfAlarms(later).map((line) => `${line}, where it is run again`),
    ...missing.map(
      ({ check, operation, reason }) => `  expected, and not found: ${check} ${operation}: ${reason}`,
    ),
    ...harms.map((sentence) => `  harm done: ${sentence}`),
  ];
  const isQuiet = alarms.length + later.length + missing.length + harms.length === 0;
  return { isGood: isQuiet && ends.length === 0 && (!lab.allPass || passed === planned), lines };
}
