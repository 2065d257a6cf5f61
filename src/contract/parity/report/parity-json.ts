import type { ParityReport } from './parity-report.ts';

/** The edition of `schemas/parity-report.schema.json` that the report follows. */
const FORMAT = 1;

/** Returns comparisons as JSON, one per API. */
export function parityJson(reports: readonly ParityReport[]): string {
  return `${JSON.stringify({ format: FORMAT, reports }, undefined, 2)}\n`;
}
