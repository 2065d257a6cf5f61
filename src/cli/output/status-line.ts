import { printable } from '../../contract/report/text/printable.ts';

/** The shortest time between two updates of the line, in milliseconds. */
const INTERVAL = 60;

/** A line of a terminal that is written again and again, until it is cleared. */
export interface StatusLine {
  /** Makes the text only when it is to be shown. */
  readonly write: (text: () => string) => void;
  readonly clear: () => void;
}

/** Creates the line; it writes nothing unless `isWatched`, which is false in CI and where output is not a terminal. */
export function createStatusLine(stream: NodeJS.WriteStream, isWatched: boolean): StatusLine {
  if (!isWatched) return { write: () => {}, clear: () => {} };
  let last = 0;
  const write = (text: () => string) => {
    if (performance.now() - last < INTERVAL) return;
    last = performance.now();
    const width = stream.columns > 0 ? stream.columns : 80;
    stream.write(`\r\u001b[2K${printable(text()).slice(0, width - 1)}`);
  };
  return { write, clear: () => void stream.write('\r\u001b[2K') };
}
