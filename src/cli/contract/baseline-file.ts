import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  baselineOf,
  baselineText,
  fixedSince,
  UNEXPLAINED,
  type Baseline,
} from '../../contract/report/findings/baseline.ts';
import { readBaseline } from '../../contract/report/findings/read-baseline.ts';
import type { PublishedRun } from '../../contract/report/publish-report.ts';
import { counted } from '../../contract/report/text/counted.ts';
import { printable } from '../../contract/report/text/printable.ts';
import { explainFileError } from '../options/file-error.ts';
import { UsageError } from '../options/usage-error.ts';

/** The file of a baseline; `isUpdated`: it is written again after the run. */
export interface BaselineFile {
  readonly file: string;
  readonly isUpdated: boolean;
}

/** @throws UsageError for a file that is missing, unless it is to be written, and for one that is not a baseline */
export function loadBaseline({ file, isUpdated }: BaselineFile): Baseline {
  if (isUpdated && !existsSync(file)) return [];
  const read = readBaseline(contentOf(file));
  if (read.kind === 'baseline') return read.baseline;
  throw new UsageError(read.faults.map((fault) => `--baseline ${file}: ${fault}`).join('\n'));
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const reason =
      error instanceof SyntaxError
        ? `this is no JSON: ${error.message}: correct the file, or take another name for a new one`
        : explainFileError(error);
    const what = isMissing ? `${reason}: --update-baseline writes it` : reason;
    throw new UsageError(`--baseline ${file}: ${what}`, { cause: error });
  }
}

/**
 * Returns the accepted findings that runs no longer find; undefined where they cannot tell, because cases were left out
 * or a run broke off.
 */
export function findFixed(
  baseline: Baseline,
  runs: readonly PublishedRun[],
  isWhole: boolean,
): Baseline | undefined {
  const reports = runs.map(({ report }) => report);
  const isBroken = reports.some(({ broken }) => broken !== undefined);
  return isWhole && !isBroken ? fixedSince(baseline, reports) : undefined;
}

/** Returns what is to be done about fixed findings, as lines for a terminal; empty where there are none. */
export function fixedText(fixed: Baseline, { file, isUpdated }: BaselineFile): string {
  if (fixed.length === 0) return '';
  const lines = fixed.map(({ check, operation, found, places = [] }) => {
    const others = places.length === 0 ? '' : `, and at ${counted(places.length, 'other place')}`;
    return `  fixed: ${check}  ${operation}: ${printable(found)}${others}`;
  });
  const advice = isUpdated ? 'taken out' : '--update-baseline takes that out';
  return [`${counted(fixed.length, 'finding')} of ${file} not found any more: ${advice}`, ...lines, ''].join(
    '\n',
  );
}

/** Writes what was found to the file and returns a line about it. Findings of cases that were not run are kept. */
export function updateBaseline(
  { file }: BaselineFile,
  known: Baseline,
  runs: readonly PublishedRun[],
  fixed: Baseline | undefined,
): string {
  const reports = runs.map(({ report }) => report);
  const written = baselineOf(reports, known, { isWhole: fixed !== undefined });
  writeFileSync(file, baselineText(written));
  const unexplained = written.filter(({ reason }) => reason === UNEXPLAINED).length;
  const advice = unexplained === 0 ? '' : `: say in 'reason' why (${unexplained} still to do)`;
  return `${counted(written.length, 'accepted finding')} written to ${file}${advice}\n`;
}
