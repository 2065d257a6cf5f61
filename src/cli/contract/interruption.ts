import type { CreatedItems } from '../../contract/run/state/created-items.ts';

interface Interruption {
  readonly signal: AbortSignal;
  /** Gives Ctrl-C its usual effect back. */
  readonly stop: () => void;
}

/**
 * Makes Ctrl-C abort the run, which then reports what it has. A second Ctrl-C ends the process and prints what may be
 * left over.
 */
export function handleInterrupts(created: Pick<CreatedItems, 'all'>): Interruption {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) {
      process.stderr.write(`\n${endText(created.all())}\n`);
      process.exit(130);
    }
    controller.abort();
    process.stderr.write('\nstopping: what the run has created is removed (Ctrl-C again ends at once)\n');
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  return {
    signal: controller.signal,
    stop: () => void process.off('SIGINT', interrupt).off('SIGTERM', interrupt),
  };
}

/** Returns the last lines of an ended process: the addresses of what may be left over. */
export function endText(left: readonly string[]): string {
  if (left.length === 0) return 'ended: nothing is known to be left over';
  return ['ended: may be left over:', ...left.map((one) => `  ${one}`)].join('\n');
}
