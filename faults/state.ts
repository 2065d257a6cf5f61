import { answering, broken, on, type Fault } from './fault.ts';
import type { Depot, Work } from './server/depot.ts';
import { compare, wantedTools } from './server/tools.ts';
import type { Row } from './server/table.ts';

/** A server that does one operation's work in another way. */
function working(operation: string, change: (right: Work, depot: Depot) => Work) {
  return broken((depot) => {
    const right = depot.work[operation];
    if (right === undefined) throw new Error(`there is no ${operation}`);
    depot.work[operation] = change(right, depot);
  });
}

type Members = Readonly<Record<string, unknown>>;

/** The work with one of its parameters changed; `undefined` is as if it were not there. */
function given(name: string, change: (value: unknown) => unknown): (right: Work) => Work {
  return (right) => (asked) => {
    const { [name]: value, ...rest } = asked.parameters;
    const changed = change(value);
    return right({ ...asked, parameters: changed === undefined ? rest : { ...rest, [name]: changed } });
  };
}

/** The work with what is stored changed behind it. */
function storing(
  table: 'tools' | 'members' | 'notes',
  change: (row: Row, sent: Members) => Row,
): (right: Work, depot: Depot) => Work {
  return (right, depot) => (asked) => {
    const put = depot[table].put.bind(depot[table]);
    depot[table].put = (id, row) => put(id, change(row, Object(asked.body) as Members));
    try {
      return right(asked);
    } finally {
      depot[table].put = put;
    }
  };
}

const STATE: readonly Omit<Fault, 'category'>[] = [
  {
    name: 'what is made is not kept',
    operations: ['createTool'],
    build: working('createTool', (right, depot) => (asked) => {
      const answer = right(asked);
      depot.tools.remove(String((answer.body as Row)['toolId']));
      return answer;
    }),
  },
  {
    name: 'an identifier is given twice',
    operations: ['createMember'],
    build: broken((depot) => {
      depot.members.nextId = (made) => Math.ceil(made / 2);
    }),
  },
  {
    name: 'a name is cut when it is stored',
    operations: ['createTool'],
    build: working(
      'createTool',
      storing('tools', (row) => ({ ...row, name: String(row['name']).slice(0, 10) })),
    ),
  },
  {
    name: 'one member is never stored',
    operations: ['createTool'],
    build: working(
      'createTool',
      storing('tools', ({ maker: _, ...row }) => row),
    ),
  },
  {
    name: 'a flag is stored the other way round',
    operations: ['replaceTool'],
    build: working(
      'replaceTool',
      storing('tools', (row, sent) =>
        'insured' in sent ? { ...row, insured: sent['insured'] !== true } : row,
      ),
    ),
  },
  {
    name: 'what is inside an object is not stored',
    operations: ['createTool'],
    build: working(
      'createTool',
      storing('tools', (row) => ({ ...row, size: { width: 1, height: 1 } })),
    ),
  },
  {
    name: 'an update is not kept',
    operations: ['updateTool'],
    build: working('updateTool', (right, depot) => (asked) => {
      const before = depot.tools.get(String(asked.parameters['toolId']));
      const answer = right(asked);
      if (before) depot.tools.put(String(before['toolId']), before);
      return answer;
    }),
  },
  {
    name: 'an update forgets what was not sent',
    operations: ['updateTool'],
    build: working(
      'updateTool',
      storing('tools', ({ maker, ...row }, sent) => ('maker' in sent ? { ...row, maker } : row)),
    ),
  },
  {
    name: 'a replacement is a merge',
    operations: ['replaceMember'],
    build: working('replaceMember', (right, depot) => (asked) => {
      const before = depot.members.get(String(asked.parameters['memberId']));
      const answer = right(asked);
      const merged = { ...before, ...(answer.body as Row) };
      depot.members.put(String(asked.parameters['memberId']), merged);
      return { ...answer, body: merged };
    }),
    survives: 'many a PUT changes only what is sent; whether this one does is said nowhere',
  },
  {
    name: 'an update adds to a list instead of replacing it',
    operations: ['replaceTool'],
    build: working('replaceTool', (right, depot) => (asked) => {
      const before = depot.tools.get(String(asked.parameters['toolId']))?.['labels'] ?? [];
      const answer = right(asked);
      const tool = depot.tools.get(String(asked.parameters['toolId'])) ?? {};
      const labels = [
        ...(before as readonly unknown[]),
        ...((tool['labels'] ?? []) as readonly unknown[]),
      ].slice(-5);
      depot.tools.put(String(asked.parameters['toolId']), { ...tool, labels });
      return answer;
    }),
  },
  {
    name: 'an update of one is an update of all',
    operations: ['replaceTool'],
    build: working('replaceTool', (right, depot) => (asked) => {
      const answer = right(asked);
      const { price } = answer.body as Row;
      for (const tool of depot.tools.all()) depot.tools.put(String(tool['toolId']), { ...tool, price });
      return answer;
    }),
  },
  {
    name: 'a deletion does nothing',
    operations: ['deleteTool'],
    build: working('deleteTool', (right, depot) => (asked) => {
      const tool = depot.tools.get(String(asked.parameters['toolId']));
      const answer = right(asked);
      if (tool) depot.tools.put(String(tool['toolId']), tool);
      return answer;
    }),
  },
  {
    name: 'what is deleted is still listed',
    operations: ['deleteMember'],
    build: broken((depot) => {
      const seen = new Map<string, Row>();
      const { put, add } = depot.members;
      depot.members.put = (id, row) => {
        seen.set(id, row);
        put.call(depot.members, id, row);
      };
      depot.members.add = (key, row) => {
        const whole = add.call(depot.members, key, row);
        seen.set(String(whole[key]), whole);
        return whole;
      };
      const list = depot.work['listMembers'];
      depot.work['listMembers'] = (asked) => {
        const all = depot.members.all.bind(depot.members);
        depot.members.all = () => [...seen.values()];
        const answer = list?.(asked);
        depot.members.all = all;
        return answer ?? { status: 500 };
      };
    }),
  },
  {
    name: 'a deletion takes the next one along',
    operations: ['deleteNote'],
    build: working('deleteNote', (right, depot) => (asked) => {
      const answer = right(asked);
      depot.notes.remove(String(Number(asked.parameters['noteId']) + 1));
      return answer;
    }),
  },
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
    name: 'another tool is read where there is none',
    operations: ['readTool'],
    build: working('readTool', (right, depot) => (asked) => {
      const isThere = depot.tools.get(String(asked.parameters['toolId'])) !== undefined;
      const [any] = depot.tools.all();
      const toolId = isThere ? asked.parameters['toolId'] : (any?.['toolId'] ?? asked.parameters['toolId']);
      return right({ ...asked, parameters: { ...asked.parameters, toolId } });
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
    survives: 'what `q` looks for is said in prose only',
  },
  {
    name: 'a name may be given twice',
    operations: ['createTool'],
    build: broken((depot) => {
      const right = depot.work['createTool'];
      depot.work['createTool'] = (asked) => {
        const all = depot.tools.all.bind(depot.tools);
        depot.tools.all = () => [];
        const answer = right?.(asked);
        depot.tools.all = all;
        return answer ?? { status: 500 };
      };
    }),
    survives: 'that names differ is said nowhere: a 409 may be for anything',
  },
  {
    name: 'a tag that is out of date is good',
    operations: ['updateTool'],
    build: working('updateTool', (right) => (asked) => {
      const { 'if-match': tag, ...headers } = asked.request.headers;
      const isKnown = tag === undefined || /^"\d{6}-\d+"$/.test(tag);
      return right({
        ...asked,
        request: { ...asked.request, headers: isKnown ? headers : asked.request.headers },
      });
    }),
  },
  {
    name: 'a tag is never right',
    operations: ['replaceTool'],
    build: working('replaceTool', (right) => (asked) => {
      const tag = asked.request.headers['if-match'];
      const headers = { ...asked.request.headers, ...(tag !== undefined && { 'if-match': '"never"' }) };
      return right({ ...asked, request: { ...asked.request, headers } });
    }),
  },
  {
    name: 'a tag is the same for ever',
    operations: ['readTool', 'updateTool', 'replaceTool'],
    build: answering('readTool', ({ status, headers }) =>
      status === 200 ? { headers: { ...headers, etag: '"1"' } } : undefined,
    ),
  },
  {
    name: 'what is as it was is sent again',
    operations: ['readTool'],
    build: working('readTool', (right) => (asked) => {
      const { 'if-none-match': _, ...headers } = asked.request.headers;
      return right({ ...asked, request: { ...asked.request, headers } });
    }),
  },
  {
    name: 'nothing ever changes',
    operations: ['readTool'],
    build: working('readTool', (right) => (asked) => {
      const answer = right(asked);
      const isAsked = asked.request.headers['if-none-match'] !== undefined;
      return isAsked ? { status: 304, headers: answer.headers ?? {} } : answer;
    }),
  },
  {
    name: 'a state can be set that is readOnly',
    operations: ['replaceTool'],
    build: working(
      'replaceTool',
      storing('tools', (row, sent) => ('state' in sent ? { ...row, state: sent['state'] } : row)),
    ),
  },
  {
    name: 'letters beyond ASCII are lost',
    operations: ['createNote'],
    build: working('createNote', (right) => (asked) => {
      const body = Object(asked.body) as Members;
      // oxlint-disable-next-line no-control-regex -- these are the ones that are kept
      return right({
        ...asked,
        body: { ...body, text: String(body['text']).replace(/[^\u0000-\u007f]/g, '?') },
      });
    }),
  },
];

const LONG_AGO = '2001-01-01T00:00:00.000Z';

const TIME: readonly Omit<Fault, 'category'>[] = [
  {
    name: 'a time has no zone',
    operations: ['createNote'],
    build: broken((depot) => {
      depot.now = () => new Date().toISOString().slice(0, -1);
    }),
  },
  {
    name: 'a time is a number',
    operations: ['subscribe'],
    build: on('subscribe', 201, ({ body }) => ({ body: { ...Object(body), since: 1_700_000_000 } })),
  },
  {
    name: 'the time of creation is that of the last change',
    operations: ['replaceTool'],
    build: working(
      'replaceTool',
      storing('tools', (row) => ({
        ...row,
        createdAt: '2099-01-01T00:00:00.000Z',
        updatedAt: '2099-01-01T00:00:00.000Z',
      })),
    ),
  },
  {
    name: 'the time of the last change runs backwards',
    operations: ['updateTool'],
    build: working(
      'updateTool',
      storing('tools', (row) => ({ ...row, updatedAt: LONG_AGO })),
    ),
  },
  {
    name: 'what was changed was changed before it was made',
    operations: ['createTool'],
    build: working(
      'createTool',
      storing('tools', (row) => ({ ...row, updatedAt: LONG_AGO })),
    ),
  },
  {
    name: 'a day is in the form of another country',
    operations: ['readTool'],
    build: on('readTool', 200, ({ body }) => {
      const { bought, ...rest } = Object(body) as Members;
      return { body: { ...rest, ...(bought !== undefined && { bought: '24.12.2024' }) } };
    }),
  },
  {
    name: 'a date with an offset is refused',
    operations: ['readPrices'],
    build: answering('readPrices', ({ headers }, { target }) =>
      /from=[^&]*(%2B|\+)\d\d/.test(target)
        ? {
            status: 400,
            headers: { ...headers, 'content-type': 'application/problem+json' },
            body: { type: 'about:blank', title: 'no', status: 400 },
          }
        : undefined,
    ),
  },
  {
    name: 'the widest span of time is a server error',
    operations: ['readPrices'],
    build: answering('readPrices', (_, { target }) =>
      /from=1970/.test(target) ? { status: 500 } : undefined,
    ),
  },
];

export const STATE_FAULTS: readonly Fault[] = [
  ...STATE.map((fault) => ({ ...fault, category: 'state' as const })),
  ...TIME.map((fault) => ({ ...fault, category: 'time' as const })),
];
