import { unwatchFile, watchFile } from 'node:fs';

/** How often files are looked at, in milliseconds. Looking works with every editor's way of saving. */
const INTERVAL = 200;

export interface Watching {
  readonly stop: () => void;
}

/**
 * Calls `onChange` when one of the files or folders changes, comes or goes; `paths` is asked again after each
 * call. What changes during a call leads to one more call after it.
 */
export function watchPaths(paths: () => readonly string[], onChange: () => Promise<void>): Watching {
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
