import { ofKind, type Fault } from '../../fault.ts';
import { changing } from '../../tamper/answer-changes.ts';
import { broken, on } from '../tamper-depot.ts';

type Members = Readonly<Record<string, unknown>>;

/** Response bodies that break their schemas. */
export const SCHEMA_FAULTS: readonly Fault[] = ofKind('schema', [
  {
    name: 'a price is a text',
    operations: ['readTool'],
    build: on(
      'readTool',
      200,
      changing(({ price }) => ({ price: String(price) })),
    ),
  },
  {
    name: 'a total is null',
    operations: ['listTools'],
    build: on(
      'listTools',
      200,
      changing(() => ({ total: null })),
    ),
  },
  {
    name: 'a tool has a member that nobody described',
    operations: ['createTool'],
    build: on(
      'createTool',
      201,
      changing(() => ({ internalId: 7 })),
    ),
  },
  {
    name: 'what is only written is shown',
    operations: ['readMember'],
    build: broken((depot) => {
      depot.serialise = (_, value) => value;
    }),
  },
  {
    name: 'an empty list is null',
    operations: ['listNotes'],
    build: on(
      'listNotes',
      200,
      changing(({ data }) => (Array.isArray(data) && data.length === 0 ? { data: null } : {})),
    ),
  },
  {
    name: 'a note lacks its time',
    operations: ['createNote'],
    build: on(
      'createNote',
      201,
      changing(() => ({ at: undefined })),
    ),
  },
  {
    name: 'a refusal does not say what is wrong',
    operations: ['createTool'],
    build: on(
      'createTool',
      422,
      changing(() => ({ errors: undefined })),
    ),
  },
  {
    name: 'the status in a refusal is a text',
    operations: ['readMember'],
    build: on(
      'readMember',
      404,
      changing(() => ({ status: 'Not Found' })),
    ),
  },
  {
    name: 'a kind is written in capitals',
    operations: ['readPrices'],
    build: on(
      'readPrices',
      200,
      changing(({ kind }) => ({ kind: String(kind).toUpperCase() })),
    ),
  },
  {
    name: 'a contact is flat',
    operations: ['readMember'],
    build: on(
      'readMember',
      200,
      changing(({ contact }) => ({ contact: Object.values(Object(contact) as Members)[0] })),
    ),
  },
  {
    name: 'a price per day is negative',
    operations: ['readPrices'],
    build: on(
      'readPrices',
      200,
      changing(({ prices }) => ({
        prices: Object.fromEntries(Object.keys(Object(prices) as Members).map((day) => [day, -1])),
      })),
    ),
  },
  {
    name: 'the list is not wrapped',
    operations: ['listTools'],
    build: on('listTools', 200, ({ body }) => ({
      body: (body as Members | undefined)?.['items'] ?? 'toolId,name',
    })),
  },
  {
    name: 'a date has a time',
    operations: ['lendTool'],
    build: on(
      'lendTool',
      200,
      changing(({ until }) => ({ until: `${String(until)}T00:00:00Z` })),
    ),
  },
  {
    name: 'a body is cut off',
    operations: ['readNote'],
    build: on('readNote', 200, ({ body }) => ({ body: JSON.stringify(body).slice(0, -2) })),
  },
]);
