import type { Mock } from '../mock/mock.ts';
import { explain } from './explain.ts';
import { troubleLines } from './fault-lines.ts';
import { requireSoundFixtures, type SourceLoader } from './mock-sources.ts';
import { watchPaths, type Watching } from './watch-paths.ts';

/**
 * Loads everything anew when a file changes. A broken edit is said, and the last good version goes on serving.
 */
export function reloadOnChange(mock: Mock, loader: SourceLoader): Watching {
  return watchPaths(loader.paths, async () => {
    try {
      const apis = await loader.load();
      requireSoundFixtures(apis);
      await mock.reload(apis);
      const lines = apis.flatMap(({ description }) => {
        const { disabled, faults } = troubleLines(description);
        return [...disabled, ...faults];
      });
      process.stdout.write(['reloaded', ...lines, ''].join('\n'));
    } catch (error) {
      process.stderr.write(`not reloaded, the last good version goes on serving: ${explain(error)}\n`);
    }
  });
}
