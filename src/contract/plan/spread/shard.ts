import { groupBy } from '../../../base/group-by.ts';
import { CaseStream } from '../../case/case-stream.ts';
import { isReadOnly, type Case } from '../../case/case.ts';

/** One of several parts of a run: from 1 to `of`. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/**
 * Returns the cases of a shard. All cases of an operation, its sequences included, are in one shard, and in the last one
 * where some of them are risky. The others go to the shard with the fewest cases so far, those with most of them first.
 */
export function casesOfShard(
  cases: CaseStream,
  { index, of }: Shard,
  isRisky: (one: Case) => boolean,
): CaseStream {
  const all = [...groupBy(cases.all(), ({ operationId }) => operationId)];
  const counts = Array.from({ length: of }, () => 0);
  const shards = new Map<string, number>();
  const put = ([operationId, own]: (typeof all)[number], shard: number) => {
    shards.set(operationId, shard);
    counts[shard] = (counts[shard] ?? 0) + own.length;
  };
  const hasRisky = ([, own]: (typeof all)[number]) => own.some((one) => !isReadOnly(one) && isRisky(one));
  for (const group of all.filter(hasRisky)) put(group, of - 1);
  const others = all
    .filter((group) => !hasRisky(group))
    .toSorted(([, left], [, right]) => right.length - left.length);
  for (const group of others) put(group, counts.indexOf(Math.min(...counts)));
  const isOwn = ({ operationId }: { readonly operationId: string }) =>
    (shards.get(operationId) ?? 0) === index - 1;
  return CaseStream.of(cases.all().filter(isOwn), cases.faults.filter(isOwn));
}
