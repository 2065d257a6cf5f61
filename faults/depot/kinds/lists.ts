import { ofKind, type Fault } from '../../fault.ts';
import type { Row } from '../../server/table.ts';
import { given } from '../../tamper/tampering.ts';
import { compare, wantedTools } from '../server/tools.ts';
import { broken, on, working } from '../tamper-depot.ts';

/** Faults in lists: pages, totals, filters, order. */
export const LIST_FAULTS: readonly Fault[] = ofKind('state', [
  {
    name: 'the newest is not listed',
    operations: ['listMembers'],
    build: working('listMembers', (right, depot) => (asked) => {
      const all = depot.members.all.bind(depot.members);
      depot.members.all = () => all().slice(0, -1);
      try {
        return right(asked);
      } finally {
        depot.members.all = all;
      }
    }),
  },
  {
    name: 'the list shows what was first sent',
    operations: ['listTools'],
    build: broken((depot) => {
      const first = new Map<string, Row>();
      const right = depot.work['listTools'];
      const put = depot.tools.put.bind(depot.tools);
      depot.tools.put = (id, row) => {
        if (!first.has(id) && 'updatedAt' in row) first.set(id, row);
        put(id, row);
      };
      depot.work['listTools'] = (asked) => {
        const all = depot.tools.all.bind(depot.tools);
        depot.tools.all = () => all().map((tool) => first.get(String(tool['toolId'])) ?? tool);
        const answer = right?.(asked);
        depot.tools.all = all;
        return answer ?? { status: 500 };
      };
    }),
  },
  {
    name: 'an offset is not looked at',
    operations: ['listTools'],
    build: working(
      'listTools',
      given('offset', () => undefined),
    ),
  },
  {
    name: 'a limit is not looked at',
    operations: ['listTools'],
    build: working(
      'listTools',
      given('limit', () => undefined),
    ),
  },
  {
    name: 'pages overlap by one',
    operations: ['listTools'],
    build: working(
      'listTools',
      given('offset', (offset) => (offset === undefined ? offset : Math.max(0, Number(offset) - 1))),
    ),
  },
  {
    name: 'a page leaves one out',
    operations: ['listNotes'],
    build: working('listNotes', (right, depot) => (asked) => {
      if (Number(asked.parameters['page'] ?? 1) < 2) return right(asked);
      const all = depot.notes.all.bind(depot.notes);
      depot.notes.all = () => {
        const first = Number(asked.parameters['page']) * Number(asked.parameters['perPage'] ?? 10);
        const notes = all().filter(({ toolId }) => toolId === asked.parameters['toolId']);
        return notes.filter((_, index) => index !== first - 1);
      };
      try {
        return right(asked);
      } finally {
        depot.notes.all = all;
      }
    }),
  },
  {
    name: 'a page counts from nought',
    operations: ['listMembers'],
    build: working(
      'listMembers',
      given('page', (page) => (page === undefined ? page : Number(page) + 1)),
    ),
  },
  {
    name: 'a total is that of the page',
    operations: ['listTools'],
    build: on('listTools', 200, ({ body }) => {
      const { items = [], ...rest } = Object(body) as { readonly items?: readonly unknown[] };
      return { body: { ...rest, items, total: items.length } };
    }),
  },
  {
    name: 'a total counts one too many',
    operations: ['listMembers'],
    build: on('listMembers', 200, ({ headers }) => ({
      headers: { ...headers, 'x-total-count': String(Number(headers['x-total-count']) + 1) },
    })),
  },
  {
    name: 'a filter by a choice is not looked at',
    operations: ['listTools'],
    build: working(
      'listTools',
      given('kind', () => undefined),
    ),
  },
  {
    name: 'a filter by a flag is not looked at',
    operations: ['listTools'],
    build: working(
      'listTools',
      given('insured', () => undefined),
    ),
    survives: 'a switch that changes nothing is advice alone: it may mean something else',
  },
  {
    name: 'a filter by a flag is the other way round',
    operations: ['listTools'],
    build: working(
      'listTools',
      given('insured', (value) => (value === undefined ? value : value !== true)),
    ),
  },
  {
    name: 'a filter by a text finds nothing',
    operations: ['listTools'],
    build: working(
      'listTools',
      given('maker', (value) => value && `${String(value)}?`),
    ),
  },
  {
    name: 'a filter on members is not looked at',
    operations: ['listMembers'],
    build: working(
      'listMembers',
      given('level', () => undefined),
    ),
  },
  {
    name: 'a sort is not looked at',
    operations: ['listTools'],
    build: working(
      'listTools',
      given('sort', () => undefined),
    ),
  },
  {
    name: 'a sort is always upwards',
    operations: ['listTools'],
    build: working(
      'listTools',
      given('sort', (value) => value && String(value).replace(/^-/, '')),
    ),
  },
  {
    name: 'numbers are sorted as texts',
    operations: ['listTools'],
    build: working('listTools', (_, depot) => (asked) => {
      const { sort, limit = 20, offset = 0 } = asked.parameters;
      const wanted = wantedTools(depot, asked);
      const name = String(sort).replace(/^-/, '');
      const sign = String(sort).startsWith('-') ? -1 : 1;
      const items =
        sort === undefined
          ? wanted
          : wanted.toSorted((left, right) => sign * compare(String(left[name]), String(right[name])));
      const page = items.slice(Number(offset), Number(offset) + Number(limit));
      return {
        status: 200,
        headers: { 'x-total-count': String(items.length) },
        body: { items: page, total: items.length },
      };
    }),
  },
  {
    name: 'a search is not looked at',
    operations: ['listTools'],
    build: working(
      'listTools',
      given('q', () => undefined),
    ),
    survives: 'only the prose says what `q` searches in',
  },
]);
