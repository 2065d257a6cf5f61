import { printable } from '../../contract/report/text/printable.ts';
import type { RunEvent } from '../../contract/run/run-cases.ts';

/** The shortest time between two updates of the line, in milliseconds. */
const INTERVAL = 60;

/** A line that shows how far a run is, until it is cleared. */
export interface ProgressLine {
  readonly show: (event: RunEvent) => void;
  readonly clear: () => void;
}

/** Creates the line; it writes nothing unless `isWatched`, which is false in CI and where output is not a terminal. */
export function createProgressLine(stream: NodeJS.WriteStream, isWatched: boolean): ProgressLine {
  if (!isWatched) return { show: () => {}, clear: () => {} };
  let planned = 0;
  let finished = 0;
  let findings = 0;
  let last = 0;
  const show = (event: RunEvent) => {
    if (event.kind === 'planned') planned = event.cases;
    if (event.kind !== 'finished') return;
    finished += 1;
    findings += event.result.findings.length;
    if (performance.now() - last < INTERVAL) return;
    last = performance.now();
    const text = `${finished}/${planned} cases, ${findings} findings  ${event.result.case.id}`;
    const width = stream.columns > 0 ? stream.columns : 80;
    stream.write(`\r\u001b[2K${printable(text).slice(0, width - 1)}`);
  };
  return { show, clear: () => void stream.write('\r\u001b[2K') };
}
