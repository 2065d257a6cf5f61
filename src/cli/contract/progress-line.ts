import type { RunEvent } from '../../contract/run/run-cases.ts';
import { createStatusLine } from '../output/status-line.ts';

/** A line that shows how far a run is, until it is cleared. */
export interface ProgressLine {
  readonly show: (event: RunEvent) => void;
  readonly clear: () => void;
}

/** Creates the line; it writes nothing unless `isWatched`, which is false in CI and where output is not a terminal. */
export function createProgressLine(stream: NodeJS.WriteStream, isWatched: boolean): ProgressLine {
  const line = createStatusLine(stream, isWatched);
  let planned = 0;
  let finished = 0;
  let findings = 0;
  const show = (event: RunEvent) => {
    if (event.kind === 'planned') planned = event.cases;
    if (event.kind !== 'finished') return;
    finished += 1;
    findings += event.result.findings.length;
    line.write(() => `${finished}/${planned} cases, ${findings} findings  ${event.result.case.id}`);
  };
  return { show, clear: line.clear };
}
