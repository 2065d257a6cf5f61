import { differenceOf, type ExpectedFinding } from './expected-findings.ts';
import { hunter, type Hunted } from './hunt.ts';
import type { Lab } from './lab.ts';
import { LABS } from './labs.ts';
import { linesOfAlarms, linesOfHunted, percent, summaryOf } from './print-table.ts';
import { casesOf, runOn } from './run-suite.ts';
import { virtualClock } from './server/clock.ts';

/** The labs that are run by default. `awkward` is not among them until the suite can handle such servers. */
const BY_DEFAULT: readonly string[] = ['depot'];

type Print = (line: string) => void;

/**
 * Hunts the faults of labs, prints the result of each, and returns whether enough were found. `args` are the name of a lab
 * (default: all of `BY_DEFAULT`), and a part of the names of faults (default: all faults).
 * @throws Error for a lab that does not exist
 */
export async function main(args: readonly string[], print: Print): Promise<boolean> {
  const [name, part = ''] = args;
  const labs = LABS.filter((lab) => (name === undefined ? BY_DEFAULT.includes(lab.name) : lab.name === name));
  if (labs.length === 0)
    throw new Error(`there is no lab ${name}: ${LABS.map((lab) => lab.name).join(', ')}`);
  const good: boolean[] = [];
  for (const lab of labs) good.push(await runLab(lab, part, print));
  return good.every(Boolean);
}

async function runLab(lab: Lab, part: string, print: Print): Promise<boolean> {
  const started = performance.now();
  const right = await runRight(lab);
  const hunt = hunter(lab);
  const hunted: Hunted[] = [];
  for (const fault of lab.faults.filter(({ name }) => name.includes(part))) hunted.push(await hunt(fault));
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  for (const line of linesOfHunted(hunted)) print(line);
  print('');
  for (const line of summaryOf(hunted)) print(line);
  const found = hunted.filter((one) => one.found !== undefined).length;
  print('');
  print(`${found} of ${hunted.length} faults found (${percent(found, hunted.length)}), in ${seconds} s`);
  for (const line of right.lines) print(line);
  const unexplained = hunted.filter((one) => one.found === undefined && one.fault.survives === undefined);
  for (const { fault } of unexplained) print(`  survives without a known reason: ${fault.name}`);
  return right.isGood && found / hunted.length >= lab.floor;
}

/** Runs all cases on the right server, twice if the first run may leave items there. */
async function runRight(lab: Lab): Promise<{ readonly isGood: boolean; readonly lines: readonly string[] }> {
  const clock = virtualClock();
  const { handle, restart, harm } = lab.rightServer(clock);
  const cases = casesOf(lab);
  const options = { clock, budget: lab.budget.run };
  const first = await runOn(lab, handle, cases, options);
  restart();
  const { alarms, missing } = differenceOf(first.findings, lab.expected);
  const second = await runOn(lab, handle, cases, options);
  const later = differenceOf(second.findings, lab.expected).alarms;
  const { planned, passed, blocked } = first.counts;
  const rate = Math.round((planned / first.milliseconds) * 1000);
  const operations = lab.description.operations.length;
  const reports = [first, second];
  const lines = [
    `the right server: ${first.findings.length} findings, ${passed} of ${planned} cases passed, ` +
      `${Math.round(planned / operations)} cases per operation, ${rate} cases a second`,
    ...(blocked > 0 ? [`  ${blocked} cases were blocked`] : []),
    ...reports.flatMap(({ broken, unfinished }, index) => [
      ...(broken ? [`  run ${index + 1} broke off: ${broken.reason}: ${broken.detail}`] : []),
      ...(unfinished ? [`  run ${index + 1} did not come to ${unfinished.notRun} cases in time`] : []),
    ]),
    ...linesOfAlarms(alarms, 'false alarm'),
    ...linesOfAlarms(later, 'false alarm where it is run again'),
    ...missing.map((one) => `  expected, and not found: ${nameOf(one)}: ${one.reason}`),
    ...harm().map((sentence) => `  harm done: ${sentence}`),
  ];
  const isWhole = reports.every(({ broken, unfinished }) => broken === undefined && unfinished === undefined);
  const isQuiet = alarms.length + later.length + missing.length + harm().length === 0;
  return { isGood: isQuiet && isWhole && (!lab.allPass || passed === planned), lines };
}

function nameOf({ check, operation, pointer }: ExpectedFinding): string {
  return [check, operation, pointer].filter((part) => part !== undefined).join(' ');
}
