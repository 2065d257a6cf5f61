import { ofKind, type Fault } from '../../fault.ts';
import { answering, broken, on, storing, working } from '../tamper-depot.ts';

type Members = Readonly<Record<string, unknown>>;

const LONG_AGO = '2001-01-01T00:00:00.000Z';

/** Faults in times: invalid ones, and times that run backwards. */
export const TIME_FAULTS: readonly Fault[] = ofKind('time', [
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
]);
