import { ofKind, type Fault } from '../../fault.ts';
import type { Row } from '../../server/table.ts';
import type { Shown } from '../../tamper/shown.ts';
import { given } from '../../tamper/tampering.ts';
import { on, working } from '../tamper-depot.ts';

interface Page {
  readonly entries: readonly Row[];
  readonly nextCursor: string | null;
}

/** Returns a server that changes the pages of entries in its responses. */
function paging(change: (page: Page, target: string) => Partial<Page>) {
  return on('listEntries', 200, ({ body }: Shown, { target }) => {
    const page = body as Page;
    return { body: { ...page, ...change(page, target) } };
  });
}

const isFirst = (target: string) => !target.includes('cursor=');

/** Faults in lists that are paged by cursors. */
export const CURSOR_FAULTS: readonly Fault[] = ofKind('state', [
  {
    name: 'a cursor is not looked at',
    operations: ['listEntries'],
    build: working(
      'listEntries',
      given('cursor', () => undefined),
    ),
  },
  {
    name: 'a cursor means the item that it was given behind',
    operations: ['listEntries'],
    build: working(
      'listEntries',
      given('cursor', (cursor) => {
        const [, id] = String(cursor).startsWith('YWZ0') ? (/(\d+)$/.exec(atob(String(cursor))) ?? []) : [];
        return id === undefined ? cursor : btoa(`after ${Number(id) - 1}`);
      }),
    ),
  },
  {
    name: 'the page behind a cursor lacks its first item',
    operations: ['listEntries'],
    build: paging(({ entries }, target) => ({ entries: isFirst(target) ? entries : entries.slice(1) })),
  },
  {
    name: 'there is no second cursor',
    operations: ['listEntries'],
    build: paging(({ nextCursor }, target) => ({ nextCursor: isFirst(target) ? nextCursor : null })),
  },
  {
    name: 'a full page has no cursor',
    operations: ['listEntries'],
    build: paging(({ entries, nextCursor }) => ({ nextCursor: entries.length === 2 ? null : nextCursor })),
  },
  {
    name: 'the limit is not looked at behind a cursor',
    operations: ['listEntries'],
    build: working('listEntries', (right) => (asked) => {
      const { limit, ...rest } = asked.parameters;
      const isLater = rest['cursor'] !== undefined;
      return right({
        ...asked,
        parameters: isLater ? rest : { ...rest, ...(limit !== undefined && { limit }) },
      });
    }),
  },
  {
    name: 'a cursor that was given is refused',
    operations: ['listEntries'],
    build: paging(({ nextCursor }) => ({ nextCursor: nextCursor === null ? null : `${nextCursor}!` })),
  },
]);
