import type { PublishedReport } from './published-report.ts';

/** Which edition of `schemas/contract-report.schema.json` it follows. */
const FORMAT = 1;

/** Runs as JSON, one per API. */
export function jsonReport(reports: readonly PublishedReport[]): string {
  return `${JSON.stringify({ format: FORMAT, reports }, undefined, 2)}\n`;
}
