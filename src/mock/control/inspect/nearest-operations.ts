import { basePathsOf } from '../../../description/model/base-path.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { pathOf } from '../../../http/request-target.ts';
import { nearPaths } from '../../match/near-paths.ts';
import type { Engine } from '../../engine.ts';
import type { RawRequest } from '../../../http/message.ts';

/** An operation that a request has missed, and by what: sentences. */
export interface NearOperation {
  readonly api: string;
  readonly operation: Operation;
  readonly differs: readonly string[];
}

/** So many are shown. */
const MOST = 5;

/** Returns the operations that are most like a request which has none, the nearest first. */
export function nearestOperations(
  engines: readonly Engine[],
  { method, target }: RawRequest,
): readonly NearOperation[] {
  const path = pathOf(target);
  const found = engines.flatMap(({ description }) => {
    const below = basePathsOf(description).flatMap((base) => withoutBase(path, base));
    const paths = below.length > 0 ? below : [path];
    const near = paths.flatMap((one) =>
      nearPaths(
        one,
        description.operations.map((operation) => operation.path),
      ).map((template) => [template, one] as const),
    );
    return near.flatMap(([template, one], rank) =>
      description.operations
        .filter((operation) => operation.path === template)
        .map((operation) => ({
          api: description.name,
          operation,
          rank,
          differs: [...pathDifferences(one, template), ...methodDifference(method, operation.method)],
        })),
    );
  });
  const distinct = new Map<Operation, (typeof found)[number]>();
  for (const one of found.toSorted(
    (left, right) => left.rank - right.rank || left.differs.length - right.differs.length,
  )) {
    if (!distinct.has(one.operation)) distinct.set(one.operation, one);
  }
  return [...distinct.values()]
    .slice(0, MOST)
    .map(({ api, operation, differs }) => ({ api, operation, differs }));
}

function withoutBase(path: string, base: string): readonly string[] {
  return base !== '' && path.startsWith(`${base}/`) ? [path.slice(base.length)] : [];
}

function methodDifference(sent: string, wanted: string): readonly string[] {
  return sent === wanted ? [] : [`the method is ${sent}, not ${wanted}`];
}

function pathDifferences(path: string, template: string): readonly string[] {
  const [sent, wanted] = [path, template].map((one) => one.split('/').slice(1));
  if (sent === undefined || wanted === undefined) return [];
  const count =
    sent.length === wanted.length ? [] : [`the path has ${segments(sent.length)}, not ${wanted.length}`];
  const different = wanted.flatMap((segment, index) => {
    const other = sent[index];
    if (other === undefined || segment.includes('{') || segment === other) return [];
    return [`segment ${index + 1} is '${other}', not '${segment}'`];
  });
  return [...different, ...count];
}

function segments(count: number): string {
  return count === 1 ? '1 segment' : `${count} segments`;
}
