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

/** Returns one line for all findings with the same check, operation and result. */
export function linesOfAlarms(findings: readonly Finding[], title: string): readonly string[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { check, operationId, confidence, found, pointer = '' } = finding;
    const key = `${check} (${confidence}) ${operationId}${pointer && ` ${pointer}`}: ${found}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups].map(
    ([key, group]) => `  ${title}: ${key}, ${group.length} × (${group[0]?.caseId ?? ''})`,
  );
}

export function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}
