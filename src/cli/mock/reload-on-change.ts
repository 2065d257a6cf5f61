import type { MockApi } from '../../mock/api.ts';
import type { Mock } from '../../mock/mock.ts';
import { explain } from '../output/explain-error.ts';
import { troubleLines } from '../output/fault-lines.ts';
import { requireSoundFixtures, type SourceLoader } from '../sources/load-apis.ts';
import { watchPaths, type Watching } from './watch-paths.ts';

/**
 * Loads everything anew when a file changes, and says what to `onReload`. A broken edit is said, and the last good
 * version goes on serving.
 */
export function reloadOnChange(
  mock: Mock,
  loader: SourceLoader,
  onReload: (apis: readonly MockApi[]) => void,
): Watching {
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
      onReload(apis);
    } catch (error) {
      process.stderr.write(`not reloaded, the last good version goes on serving: ${explain(error)}\n`);
    }
  });
}
