import { groupBy } from '../../base/group-by.ts';
import type { PublishedReport } from '../../contract/report/published-report.ts';
import { UsageError } from '../options/usage-error.ts';
import type { ReportFile } from './read-report.ts';

/** A report, and the name of its file. */
export interface NamedReport {
  readonly name: string;
  readonly file: ReportFile;
}

/** Returns the shards of one run by their APIs. @throws UsageError where they are not all of one run, or some are missing */
export function shardsOfRun(files: readonly NamedReport[]): readonly (readonly PublishedReport[])[] {
  const shards = files.map(({ name, file }) => {
    if (file.kind === 'test' && file.shard !== undefined) return { name, ...file, shard: file.shard };
    throw new UsageError(
      `${name}: this is the report of no shard: stuntdouble test --shard I/N --json FILE writes one`,
    );
  });
  requireAll(shards);
  const reports = shards.flatMap((shard) => shard.reports.map((report) => ({ name: shard.name, report })));
  return [...groupBy(reports, ({ report }) => report.api).values()].map((own) => {
    requireOneRun(own);
    return own.map(({ report }) => report);
  });
}

function requireAll(
  shards: readonly { readonly name: string; readonly shard: { index: number; of: number } }[],
): void {
  const [first] = shards;
  if (first === undefined) throw new UsageError('merge takes the reports of all shards of a run');
  const { of } = first.shard;
  const faults = shards.flatMap(({ name, shard }, position) => {
    if (shard.of !== of)
      return [`${name}: shard ${shard.index}/${shard.of}, and ${first.name} is one of ${of}`];
    const earlier = shards.findIndex((one) => one.shard.index === shard.index);
    return earlier === position
      ? []
      : [`${name}: shard ${shard.index}/${of} again, as ${shards[earlier]?.name}`];
  });
  const known = new Set(shards.map(({ shard }) => shard.index));
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter((index) => !known.has(index));
  if (missing.length > 0)
    faults.push(`missing: ${missing.map((index) => `shard ${index}/${of}`).join(', ')}`);
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
}

const SHARED = ['plan', 'source', 'target', 'safety', 'seed', 'failOn'] as const;

function requireOneRun(own: readonly { readonly name: string; readonly report: PublishedReport }[]): void {
  const [first] = own;
  const faults = own.flatMap(({ name, report }) =>
    SHARED.filter((fact) => report[fact] !== first?.report[fact]).map(
      (fact) => `${name}: another ${fact} than ${first?.name}: ${report[fact]}, not ${first?.report[fact]}`,
    ),
  );
  if (faults.length > 0) throw new UsageError(`these are not of one run:\n${faults.join('\n')}`);
}
