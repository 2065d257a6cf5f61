export interface Interruption {
  readonly signal: AbortSignal;
  /** Ctrl-C ends the process again. */
  readonly stop: () => void;
}

/** Ctrl-C ends the run with what it has; a second one ends the process. */
export function interruptible(): Interruption {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) {
      process.stderr.write('\nended: what the run has made may be left over\n');
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
