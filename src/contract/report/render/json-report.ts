import type { Shard } from '../../plan/spread/shard.ts';
import type { Baseline } from '../findings/baseline.ts';
import type { PublishedReport } from '../published-report.ts';

/** The edition of `schemas/contract-report.schema.json` that the report follows. */
const FORMAT = 1;

/** Returns runs as JSON, one per API; `fixed` are accepted findings that are no longer found, `shard` the part of a run. */
export function jsonReport(reports: readonly PublishedReport[], fixed?: Baseline, shard?: Shard): string {
  return `${JSON.stringify({ format: FORMAT, shard, reports, fixed }, undefined, 2)}\n`;
}
