import { counted } from '../text/words.ts';

interface StatusesProps {
  readonly seen: Readonly<Record<string, number>>;
  readonly documented: readonly string[];
  readonly last: number | null;
}

/** The statuses that are documented, and others that came: which were seen, and which never. */
export function Statuses({ seen, documented, last }: StatusesProps) {
  const others = Object.keys(seen).filter((status) => !documented.includes(status));
  return (
    <>
      {[...documented, ...others].map((status) => {
        const count = countOf(status, seen, documented);
        const title = count === 0 ? `${status}: never seen` : `${status}: ${counted(count, 'response')}`;
        const kind = `chip status-${status[0] ?? ''}${count === 0 ? ' unseen-status' : ''}${String(last) === status ? ' last' : ''}`;
        return (
          <i key={status} class={kind} title={title}>
            {status}
            <span class="unseen"> {count === 0 ? 'never seen' : `seen ${count} times`}</span>
          </i>
        );
      })}
    </>
  );
}

/** `2XX` and `default` stand for the statuses that have no entry of their own. */
function countOf(status: string, seen: StatusesProps['seen'], documented: readonly string[]): number {
  if (seen[status] !== undefined) return seen[status];
  if (!/^[1-5]XX$|^default$/i.test(status)) return 0;
  return Object.entries(seen)
    .filter(([one]) => !documented.includes(one) && (status === 'default' || one[0] === status[0]))
    .reduce((sum, [, count]) => sum + count, 0);
}
