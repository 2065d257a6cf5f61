import type { StrengthReport } from './strength-report.ts';

/** The edition of `schemas/strength-report.schema.json` that the report follows. */
const FORMAT = 1;

/** Returns what became of all breaks as JSON, a report for each API. */
export function strengthJson(reports: readonly StrengthReport[]): string {
  return `${JSON.stringify({ format: FORMAT, reports }, undefined, 2)}\n`;
}
