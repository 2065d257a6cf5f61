import type { PublishedReport } from '../report/published-report.ts';

type Run = PublishedReport['run'];

/** Returns the times of all shards together: from the start of the first one, and how long they took one after the other. */
export function mergeRuns(runs: readonly Run[]): Run {
  const sum = (of: (run: Run) => number | undefined) => runs.reduce((all, run) => all + (of(run) ?? 0), 0);
  const rateLimited = sum((run) => run.rateLimited);
  const reconnected = sum((run) => run.reconnected);
  const marks = [...new Set(runs.map(({ mark }) => mark))];
  return {
    started: runs.map(({ started }) => started).toSorted()[0] ?? '',
    milliseconds: sum(({ milliseconds }) => milliseconds),
    ...(marks.length === 1 && marks[0] !== undefined && { mark: marks[0] }),
    cases: Object.assign({}, ...runs.map(({ cases }) => cases)) as Run['cases'],
    operations: mergeTimes(runs.flatMap(({ operations }) => operations)),
    leftovers: runs.flatMap(({ leftovers }) => leftovers),
    ...(rateLimited > 0 && { rateLimited }),
    ...(reconnected > 0 && { reconnected }),
  };
}

function mergeTimes(times: Run['operations']): Run['operations'] {
  const ids = [...new Set(times.map(({ operationId }) => operationId))].toSorted();
  return ids.map((operationId) => {
    const own = times.filter((one) => one.operationId === operationId);
    const requests = own.reduce((sum, one) => sum + one.requests, 0);
    const all = own.reduce((sum, one) => sum + one.mean * one.requests, 0);
    return {
      operationId,
      requests,
      mean: Number((all / requests).toFixed(1)),
      slowest: Math.max(...own.map(({ slowest }) => slowest)),
    };
  });
}
