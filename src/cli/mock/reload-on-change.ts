import type { MockApi } from '../../mock/api.ts';
import type { Mock } from '../../mock/mock.ts';
import { explainError } from '../output/explain-error.ts';
import { faultLines } from '../output/fault-lines.ts';
import { requireValidFixtures, type SourceLoader } from '../sources/load-apis.ts';
import { watchPaths, type Watcher } from './watch-paths.ts';

/**
 * Reloads all sources when a file changes, and passes the new APIs to `onReload`. When they cannot be loaded, prints why,
 * and the last valid version goes on serving.
 */
export function reloadOnChange(
  mock: Mock,
  loader: SourceLoader,
  onReload: (apis: readonly MockApi[]) => void,
): Watcher {
  return watchPaths(loader.paths, async () => {
    try {
      const apis = await loader.load();
      requireValidFixtures(apis);
      await mock.reload(apis);
      const lines = apis.flatMap(({ description }) => {
        const { disabled, faults } = faultLines(description);
        return [...disabled, ...faults];
      });
      process.stdout.write(['reloaded', ...lines, ''].join('\n'));
      onReload(apis);
    } catch (error) {
      process.stderr.write(`not reloaded, the last valid version goes on serving: ${explainError(error)}\n`);
    }
  });
}
