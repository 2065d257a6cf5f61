import type { CreatedItems } from '../../contract/run/created-items.ts';

interface Interruption {
  readonly signal: AbortSignal;
  /** Ctrl-C ends the process again. */
  readonly stop: () => void;
}

/** Ctrl-C ends the run with what it has; a second one ends the process, and tells what `created` says there is still. */
export function interruptible(created: Pick<CreatedItems, 'all'>): Interruption {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) {
      process.stderr.write(`\n${endedWith(created.all())}\n`);
      process.exit(130);
    }
    controller.abort();
    process.stderr.write('\nstopping: what the run has made is removed (Ctrl-C again ends at once)\n');
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  return {
    signal: controller.signal,
    stop: () => void process.off('SIGINT', interrupt).off('SIGTERM', interrupt),
  };
}

/** What may be left over, by its address. */
function endedWith(left: readonly string[]): string {
  if (left.length === 0) return 'ended: nothing is known to be left over';
  return ['ended: may be left over:', ...left.map((one) => `  ${one}`)].join('\n');
}
