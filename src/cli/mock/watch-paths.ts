import { unwatchFile, watchFile } from 'node:fs';

/** Files are polled in this interval, in milliseconds. Polling works however an editor saves a file. */
const INTERVAL = 200;

export interface Watcher {
  readonly stop: () => void;
}

/**
 * Calls `onChange` when one of the files or folders is changed, created or deleted. Reads `paths` again after each call.
 * Changes during a call lead to one more call after it.
 */
export function watchPaths(paths: () => readonly string[], onChange: () => Promise<void>): Watcher {
  let watched: ReadonlySet<string> = new Set();
  let isRunning = false;
  let isDue = false;
  let isStopped = false;
  const watch = (wanted: readonly string[]) => {
    const next = new Set(isStopped ? [] : wanted);
    for (const path of watched) if (!next.has(path)) unwatchFile(path, changed);
    for (const path of next) if (!watched.has(path)) watchFile(path, { interval: INTERVAL }, changed);
    watched = next;
  };
  const changed = async () => {
    isDue = true;
    if (isRunning) return;
    isRunning = true;
    while (isDue) {
      isDue = false;
      await onChange();
    }
    isRunning = false;
    watch(paths());
  };
  watch(paths());
  return {
    stop: () => {
      isStopped = true;
      watch([]);
    },
  };
}
