import type { Baseline } from '../baseline.ts';
import type { PublishedReport } from '../published-report.ts';

/** Which edition of `schemas/contract-report.schema.json` it follows. */
const FORMAT = 1;

/** Runs as JSON, one per API; `fixed` is what a baseline has and nobody found. */
export function jsonReport(reports: readonly PublishedReport[], fixed?: Baseline): string {
  return `${JSON.stringify({ format: FORMAT, reports, fixed }, undefined, 2)}\n`;
}
