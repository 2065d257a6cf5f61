import { ALL_FAULTS } from './all-faults.ts';
import { rightServer, type Category } from './fault.ts';
import { hunt, type Hunted } from './hunt.ts';
import { CASES, DESCRIPTION, runOn } from './run-suite.ts';

/** The smallest share of the faults that the suite has to find. */
const LEAST = 0.97;

/** Runs the suite on all faults, and prints the results. Returns false when it finds too few, or has a false alarm. */
export async function main(print: (line: string) => void): Promise<boolean> {
  const started = performance.now();
  const right = await runOn(rightServer(), CASES);
  const alarms = right.findings.map(({ caseId, check, found }) => `${caseId}: ${check}: ${found}`);
  const hunted: Hunted[] = [];
  for (const fault of ALL_FAULTS) hunted.push(await hunt(fault));
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  for (const line of table(hunted)) print(line);
  print('');
  for (const line of summary(hunted)) print(line);
  const found = hunted.filter((one) => one.found !== undefined).length;
  const { planned, passed } = right.counts;
  const rate = Math.round((planned / right.milliseconds) * 1000);
  const operations = DESCRIPTION.operations.length;
  print('');
  print(`${found} of ${hunted.length} faults found (${percent(found, hunted.length)}), in ${seconds} s`);
  print(
    `the right server: ${alarms.length} findings, ${passed} of ${planned} cases passed, ` +
      `${Math.round(planned / operations)} cases per operation, ${rate} cases a second`,
  );
  for (const alarm of alarms) print(`  false alarm: ${alarm}`);
  const unexplained = hunted.filter((one) => one.found === undefined && one.fault.survives === undefined);
  for (const { fault } of unexplained) print(`  survives without a known reason: ${fault.name}`);
  return alarms.length === 0 && passed === planned && found / hunted.length >= LEAST;
}

function table(hunted: readonly Hunted[]): readonly string[] {
  const width = Math.max(...hunted.map(({ fault }) => fault.category.length));
  return hunted.map(({ fault, found }) => {
    const fate = found === undefined ? `survives: ${fault.survives ?? 'unexplained'}` : fateOf(found);
    return `${fault.category.padEnd(width)}  ${fault.name}\n${' '.repeat(width)}    ${fate}`;
  });
}

function fateOf({ check, caseId, confidence }: NonNullable<Hunted['found']>): string {
  return `${check} (${confidence})  ${caseId}`;
}

function summary(hunted: readonly Hunted[]): readonly string[] {
  const categories = [...new Set(hunted.map(({ fault }) => fault.category))];
  const width = Math.max(...categories.map(({ length }) => length));
  return categories.map((category: Category) => {
    const own = hunted.filter(({ fault }) => fault.category === category);
    const found = own.filter((one) => one.found !== undefined).length;
    const numbers = `${String(found).padStart(4)} of ${String(own.length).padStart(4)}`;
    return `${category.padEnd(width)} ${numbers}  ${percent(found, own.length)}`;
  });
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}
