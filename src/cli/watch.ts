import { unwatchFile, watchFile } from 'node:fs';

/** How often files are looked at, in milliseconds. Looking works with every editor's way of saving. */
const INTERVAL = 200;

/** Calls `onChange` when one of the files or folders changes; `stop` ends it. */
export function watchPaths(paths: readonly string[], onChange: () => void): { readonly stop: () => void } {
  for (const path of paths) watchFile(path, { interval: INTERVAL }, onChange);
  return {
    stop: () => {
      for (const path of paths) unwatchFile(path, onChange);
    },
  };
}
