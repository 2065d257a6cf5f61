import { answering, asking, broken, on, type Fault, type Shown } from './fault.ts';

type Members = Readonly<Record<string, unknown>>;

/** The members of a body, with some changed; `undefined` leaves one out. */
function changing(change: (body: Members) => object) {
  return ({ body }: Shown): Partial<Shown> => ({
    body: { ...Object(body), ...change(Object(body) as Members) },
  });
}

function asType(contentType: string) {
  return ({ headers }: Shown): Partial<Shown> => ({ headers: { ...headers, 'content-type': contentType } });
}

function withoutField(name: string) {
  return ({ headers }: Shown): Partial<Shown> => ({
    headers: Object.fromEntries(Object.entries(headers).filter(([field]) => field !== name)),
  });
}

function withField(name: string, value: string) {
  return ({ headers }: Shown): Partial<Shown> => ({ headers: { ...headers, [name]: value } });
}

/** Bodies that are not what their schemas say. */
const SCHEMA: readonly Omit<Fault, 'category'>[] = [
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
];

const STATUS: readonly Omit<Fault, 'category'>[] = [
  {
    name: 'what is made is answered 200',
    operations: ['createTool'],
    build: on('createTool', 201, () => ({ status: 200 })),
  },
  {
    name: 'what is deleted is answered 200',
    operations: ['deleteNote'],
    build: on('deleteNote', 204, () => ({ status: 200, body: {} })),
  },
  {
    name: 'what is to be done is answered 200',
    operations: ['importTools'],
    build: on('importTools', 202, () => ({ status: 200 })),
  },
  {
    name: 'an invalid body is called a conflict',
    operations: ['createMember'],
    build: on('createMember', 422, ({ body }) => ({ status: 409, body })),
  },
  {
    name: 'an invalid parameter is answered 500',
    operations: ['listMembers'],
    build: on('listMembers', 400, () => ({ status: 500 })),
  },
  {
    name: 'a missing tool is a server error',
    operations: ['readTool'],
    build: on('readTool', 404, () => ({ status: 500 })),
  },
  {
    name: 'a missing member is answered 204',
    operations: ['readMember'],
    build: on('readMember', 404, () => ({ status: 204, body: undefined })),
  },
  {
    name: 'who lacks a scope is answered 401',
    operations: ['createMember'],
    build: on('createMember', 403, ({ headers }) => ({
      status: 401,
      headers: { ...headers, 'www-authenticate': 'Bearer' },
    })),
  },
  {
    name: 'who is nobody is sent to another page',
    operations: ['listTools'],
    build: on('listTools', 401, () => ({ status: 302, headers: { location: '/login' } })),
  },
  {
    name: 'a second deletion is a server error',
    operations: ['deleteTool'],
    build: on('deleteTool', 404, () => ({ status: 500 })),
  },
  {
    name: 'a large number is a server error',
    operations: ['listTools'],
    build: answering('listTools', (_, { target }) =>
      /offset=\d{10,}/.test(target) ? { status: 500 } : undefined,
    ),
  },
  {
    name: 'a name in another script cuts the connection',
    operations: ['createTool'],
    build: answering('createTool', (_, { body }) =>
      new TextDecoder().decode(body).includes('東') ? 'cut' : undefined,
    ),
  },
];

const MEDIA_TYPE: readonly Omit<Fault, 'category'>[] = [
  {
    name: 'a tool is text/plain',
    operations: ['readTool'],
    build: on('readTool', 200, asType('text/plain')),
  },
  {
    name: 'a list has no content type',
    operations: ['listMembers'],
    build: on('listMembers', 200, withoutField('content-type')),
  },
  {
    name: 'a refusal is application/json',
    operations: ['createTool'],
    build: on('createTool', 422, asType('application/json')),
  },
  {
    name: 'a refusal is a page',
    operations: ['search'],
    build: on('search', 400, () => ({
      headers: { 'content-type': 'text/html' },
      body: '<h1>Bad Request</h1>',
    })),
  },
  {
    name: 'a missing credential is answered with a page',
    operations: ['listMembers'],
    build: on('listMembers', 401, ({ headers }) => ({
      headers: { ...headers, 'content-type': 'text/html' },
      body: '<h1>401</h1>',
    })),
  },
  {
    name: 'health is JSON',
    operations: ['health'],
    build: on('health', 200, () => ({ headers: { 'content-type': 'application/json' }, body: '"fine"' })),
  },
  {
    name: 'the table has another separator',
    operations: ['listTools'],
    build: answering('listTools', ({ headers }, { headers: asked }) =>
      asked['accept'] === 'text/csv' && headers['content-type'] === 'text/csv'
        ? { body: 'toolId;name' }
        : undefined,
    ),
  },
  {
    name: 'JSON is called a table',
    operations: ['listTools'],
    build: answering('listTools', ({ status, headers, body }, { headers: asked }) =>
      asked['accept'] === 'text/csv' && status === 200
        ? { headers: { ...headers, 'content-type': 'text/csv' }, body: JSON.stringify(body ?? { items: [] }) }
        : undefined,
    ),
  },
  {
    name: 'a merge patch is of no use',
    operations: ['updateTool'],
    build: asking('updateTool', ({ headers }) =>
      headers['content-type']?.includes('merge-patch') === true
        ? { headers: { ...headers, 'content-type': 'application/x-other' } }
        : {},
    ),
  },
  {
    name: 'a body of any type is read as JSON',
    operations: ['createTool'],
    build: asking('createTool', ({ headers, body }) =>
      body.length > 0 ? { headers: { ...headers, 'content-type': 'application/json' } } : {},
    ),
  },
];

const HEADER: readonly Omit<Fault, 'category'>[] = [
  {
    name: 'there is no Location',
    operations: ['createTool'],
    build: on('createTool', 201, withoutField('location')),
  },
  {
    name: 'the Location is that of the list',
    operations: ['createTool'],
    build: on('createTool', 201, withField('location', '/tools')),
  },
  {
    name: 'the Location leads to another member',
    operations: ['createMember'],
    build: on('createMember', 201, withField('location', '/members/1000000')),
  },
  { name: 'there is no ETag', operations: ['readTool'], build: on('readTool', 200, withoutField('etag')) },
  {
    name: 'the ETag has no quotes',
    operations: ['replaceTool'],
    build: on('replaceTool', 200, withField('etag', 'abc')),
  },
  {
    name: 'the total in the header is a word',
    operations: ['listTools'],
    build: on('listTools', 200, withField('x-total-count', 'many')),
  },
  {
    name: 'there is no total in the header',
    operations: ['listMembers'],
    build: on('listMembers', 200, withoutField('x-total-count')),
  },
  {
    name: 'a 401 does not say how',
    operations: ['deleteMember'],
    build: on('deleteMember', 401, withoutField('www-authenticate')),
  },
  {
    name: 'results may be cached',
    operations: ['search'],
    build: on('search', 200, withField('cache-control', 'max-age=60')),
  },
];

export const ANSWER_FAULTS: readonly Fault[] = [
  ...SCHEMA.map((fault) => ({ ...fault, category: 'schema' as const })),
  ...STATUS.map((fault) => ({ ...fault, category: 'status' as const })),
  ...MEDIA_TYPE.map((fault) => ({ ...fault, category: 'media type' as const })),
  ...HEADER.map((fault) => ({ ...fault, category: 'header' as const })),
];
