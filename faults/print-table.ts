import { groupBy } from '../src/base/group-by.ts';
import type { Finding } from '../src/contract/case/finding.ts';
import type { Category } from './fault.ts';
import type { Hunted } from './hunt.ts';

/** Returns two lines for each fault: its name, and the result. */
export function linesOfHunted(hunted: readonly Hunted[]): readonly string[] {
  const width = Math.max(...hunted.map(({ fault }) => fault.category.length));
  return hunted.map(({ fault, found }) => {
    const fate = found === undefined ? `survives: ${fault.survives ?? 'unexplained'}` : fateOf(found);
    return `${fault.category.padEnd(width)}  ${fault.name}\n${' '.repeat(width)}    ${fate}`;
  });
}

function fateOf({ check, caseId, confidence }: Finding): string {
  return `${check} (${confidence})  ${caseId}`;
}

/** Returns a line for each category. */
export function summaryOf(hunted: readonly Hunted[]): readonly string[] {
  const categories = [...new Set(hunted.map(({ fault }) => fault.category))];
  const width = Math.max(...categories.map(({ length }) => length));
  return categories.map((category: Category) => {
    const own = hunted.filter(({ fault }) => fault.category === category);
    const found = own.filter((one) => one.found !== undefined).length;
    const numbers = `${String(found).padStart(4)} of ${String(own.length).padStart(4)}`;
    return `${category.padEnd(width)} ${numbers}  ${percent(found, own.length)}`;
  });
}

/** A line for each check, operation and finding, however often it came; before them, one with their sum. */
export function linesOfAlarms(alarms: readonly Finding[]): readonly string[] {
  const groups = groupBy(alarms, nameOf);
  const checks = groupBy(alarms, ({ check }) => check);
  const sums = [...checks].map(([check, own]) => `${own.length} ${check}`).join(', ');
  return [
    ...(alarms.length > 0 ? [`  ${alarms.length} false alarms: ${sums}`] : []),
    ...[...groups].map(([name, own]) => `  false alarm: ${name}, ${own.length} × (${own[0]?.caseId ?? ''})`),
  ];
}

export function nameOf({ check, confidence, operationId, pointer = '', found }: Finding): string {
  return `${check} (${confidence}) ${operationId}${pointer && ` ${pointer}`}: ${found}`;
}

export function percent(part: number, whole: number): string {
  return whole === 0 ? 'none' : `${((100 * part) / whole).toFixed(1)} %`;
}
