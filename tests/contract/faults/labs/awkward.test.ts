import { beforeEach, describe, expect, test } from '@jest/globals';
import { AWKWARD } from '../../../../faults/awkward/awkward-lab.ts';
import type { RightServer } from '../../../../faults/lab/lab.ts';
import { virtualClock, type Clock } from '../../../../faults/server/clock.ts';
import { callerOf, SESSION, SHOP, type Call } from './caller.ts';

let clock: Clock;
let server: RightServer;
let call: Call;

beforeEach(() => {
  clock = virtualClock();
  server = AWKWARD.rightServer(clock);
  call = callerOf(server.handle);
});

const BOOK = { isbn: '978-0131103627', title: 'C', genre: 'science' };
const USER = { userName: 'ada_l', email: 'Ada@Campus.example', password: 'counting-engine' };

describe('unique keys', () => {
  test('an ISBN is unique, also that of a deleted book, and so are those of a list', async () => {
    const { status, body } = await call('POST', '/books', { json: BOOK });
    expect([status, body]).toEqual([
      201,
      expect.objectContaining({ ...BOOK, lendable: true, deletedAt: null }),
    ]);
    expect((await call('POST', '/books', { json: { ...BOOK, title: 'other' } })).status).toBe(409);
    expect((await call('POST', '/books', { json: { ...BOOK, isbn: '9780131103627' } })).status).toBe(400);
    await call('DELETE', `/books/${String(Object(body).id)}`);
    expect((await call('POST', '/books', { json: BOOK })).status).toBe(409);
    const list = [
      { ...BOOK, isbn: '979-0000000001' },
      { ...BOOK, isbn: '979-0000000001' },
    ];
    expect((await call('POST', '/book-imports', { json: list })).status).toBe(409);
    expect((await call('POST', '/book-imports', { json: [list[0], BOOK] })).status).toBe(409);
    const imported = await call('POST', '/book-imports', { json: list.slice(1) });
    expect(imported).toMatchObject({
      status: 201,
      body: { imported: 1, books: [{ isbn: '979-0000000001' }] },
    });
  });

  test('user names and addresses are unique, addresses in any case', async () => {
    expect((await call('POST', '/users', { json: USER })).status).toBe(201);
    const other = { ...USER, userName: 'ada_m', email: 'ada@campus.EXAMPLE' };
    expect(await call('POST', '/users', { json: other })).toMatchObject({
      status: 409,
      body: { field: 'email' },
    });
    expect((await call('POST', '/users', { json: { ...USER, email: 'l@campus.example' } })).status).toBe(409);
    expect((await call('POST', '/users', { json: { ...other, email: 'm@campus.example' } })).status).toBe(
      201,
    );
    expect((await call('POST', '/users', { json: { ...other, userName: 'x'.repeat(21) } })).status).toBe(400);
  });

  test('the names of groups are unique in any case', async () => {
    expect((await call('POST', '/groups', { json: { name: 'Chess' } })).status).toBe(201);
    expect((await call('POST', '/groups', { json: { name: 'CHESS' } })).status).toBe(409);
  });

  test('an sku and the name of a zone are the identifiers of their items', async () => {
    const product = { sku: 'PEN-0042', name: 'Pen', cents: 100, category: 'pens' };
    const created = await call('POST', '/products', { json: { product }, headers: SHOP });
    expect(created).toMatchObject({
      status: 201,
      body: { product: { ...product, stock: 0, soldOut: true } },
    });
    expect((await call('POST', '/products', { json: { product }, headers: SHOP })).status).toBe(409);
    expect((await call('GET', '/products/PEN-0042', { headers: SHOP })).status).toBe(200);
  });
});

describe('what must not be combined, or has to be in order', () => {
  test('page and cursor', async () => {
    await call('POST', '/books', { json: BOOK });
    const first = await call('GET', '/books?limit=2');
    const { nextCursor, total } = Object(first.body) as { nextCursor: string; total: number };
    expect(total).toBe(3);
    const second = await call('GET', `/books?limit=2&cursor=${encodeURIComponent(nextCursor)}`);
    expect(second.body).toMatchObject({ books: [{ isbn: BOOK.isbn }], nextCursor: null });
    expect((await call('GET', '/books?limit=2&page=2')).body).toMatchObject({ books: [{ isbn: BOOK.isbn }] });
    expect((await call('GET', `/books?page=1&cursor=${encodeURIComponent(nextCursor)}`)).status).toBe(400);
    expect((await call('GET', '/books?cursor=made-up')).status).toBe(400);
  });

  test('voucher and discount', async () => {
    const order = { email: 'a@b.example', quantity: 1 };
    const send = (json: unknown) => call('POST', '/orders', { json, headers: SHOP });
    expect((await send({ ...order, voucher: 'ABCDEFGH' })).status).toBe(201);
    expect((await send({ ...order, discount: 5 })).status).toBe(201);
    expect((await send({ ...order, discount: 5, voucher: 'ABCDEFGH' })).status).toBe(400);
  });

  test('the days of orders', async () => {
    const get = (query: string) => call('GET', `/orders?${query}`, { headers: SHOP });
    await call('POST', '/orders', { json: { email: 'a@b.example', quantity: 1 }, headers: SHOP });
    expect((await get('from=2024-01-01&to=2099-01-01')).body).toMatchObject({ orders: [{ quantity: 1 }] });
    expect((await get('from=2098-01-01&to=2099-01-01')).body).toEqual({ orders: [] });
    expect((await get('from=2024-01-01&to=2024-01-01')).status).toBe(200);
    expect((await get('from=2024-01-02&to=2024-01-01')).status).toBe(400);
    expect((await get('from=2024-02-30')).status).toBe(400);
  });

  test('fields whose names stand in prose', async () => {
    expect((await call('GET', '/books?fields=title,year&limit=1')).body).toMatchObject({
      books: [{ id: 1, title: expect.any(String), year: 1996 }],
    });
    expect((await call('GET', '/books?fields=shelf')).status).toBe(400);
  });
});

describe('what has to be so', () => {
  test('a group consists of users that exist, an order of a product that does', async () => {
    const { body } = await call('POST', '/users', { json: USER });
    const memberIds = [Object(body).id];
    expect((await call('POST', '/groups', { json: { name: 'one', memberIds } })).body).toMatchObject({
      memberIds,
    });
    const nobody = ['00000000-0000-4000-8000-000000000000'];
    expect((await call('POST', '/groups', { json: { name: 'two', memberIds: nobody } })).status).toBe(422);
    const order = { email: 'a@b.example', quantity: 1, productSku: 'PEN-0001' };
    const send = (json: unknown) => call('POST', '/orders', { json, headers: SHOP });
    expect((await send(order)).status).toBe(201);
    expect((await send({ ...order, productSku: 'PEN-9999' })).status).toBe(422);
  });

  test('the name of a zone ends in a dot, and is kept in lower case', async () => {
    const send = (name: string) =>
      call('POST', '/servers/localhost/zones', { json: { name, kind: 'native' } });
    expect((await send('example.org')).status).toBe(422);
    expect((await send('.')).status).toBe(422);
    expect((await send('Example.org.')).body).toMatchObject({ id: 'example.org.', ttl: 3600, serial: 1 });
    expect((await send('example.ORG.')).status).toBe(409);
  });

  test('a booking starts in the future', async () => {
    const form = { room: 'hall', start: '2099-04-01T10:00:00Z', minutes: '30' };
    expect((await call('POST', '/bookings', { form })).status).toBe(201);
    expect(
      (await call('POST', '/bookings', { form: { ...form, start: '2020-04-01T10:00:00Z' } })).status,
    ).toBe(422);
  });

  test('every request to the shop names it', async () => {
    expect((await call('GET', '/products')).status).toBe(400);
    expect((await call('GET', '/products', { headers: { 'x-shop': 'moon' } })).status).toBe(400);
    expect((await call('GET', '/products', { headers: SHOP })).status).toBe(200);
  });
});

describe('a parent that cannot be created', () => {
  test('has zones that can, with records below them', async () => {
    expect((await call('GET', '/servers')).body).toMatchObject([{ id: 'localhost', zones: 1 }]);
    expect(await call('POST', '/servers', { json: { id: 'other' } })).toMatchObject({
      status: 405,
      headers: { allow: 'GET' },
    });
    expect(await call('GET', '/servers/other/zones')).toMatchObject({ status: 404, text: '' });
    const zones = '/servers/localhost/zones';
    await call('POST', zones, { json: { name: 'example.org.', kind: 'native', contact: 'a@b.example' } });
    expect((await call('PATCH', `${zones}/example.org.`, { json: { ttl: 60 } })).status).toBe(204);
    expect((await call('GET', `${zones}/example.org.`)).body).toMatchObject({
      kind: 'native',
      contact: 'a@b.example',
      ttl: 60,
      serial: 2,
    });
    const record = `${zones}/example.org./records/www/A`;
    expect((await call('PUT', record, { json: { values: ['192.0.2.7'] } })).status).toBe(201);
    expect((await call('PUT', record, { json: { values: ['192.0.2.8'], ttl: 60 } })).status).toBe(200);
    expect((await call('GET', record)).body).toEqual({
      name: 'www',
      type: 'A',
      ttl: 60,
      values: ['192.0.2.8'],
    });
    expect((await call('PUT', record.replace('/A', '/MX'), { json: { values: ['x'] } })).status).toBe(404);
    expect((await call('DELETE', `${zones}/example.org.`)).status).toBe(204);
    expect((await call('GET', record)).status).toBe(404);
  });
});

describe('what does not end', () => {
  test('an operation hangs', async () => {
    expect((await call('POST', '/reports/rebuild')).silence).toBe('hangs');
  });

  test('events, lines and a report come piece by piece, as long as somebody reads', async () => {
    const before = clock.now();
    const events = await call('GET', '/events');
    expect(events.headers['content-type']).toBe('text/event-stream');
    const data = events.text.split('\n').filter((line) => line.startsWith('data: '));
    expect(data.map((line) => Object(JSON.parse(line.slice(6))).number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(events.text).toContain('\n: still here\n\n');
    expect(clock.now() - before).toBeGreaterThan(4_000);
    const { text } = await call('GET', '/logs');
    const lines = text.trim().split('\n');
    expect(lines.map((line) => Object(JSON.parse(line)).line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect((await call('GET', '/reports/live')).text).toBe('{"figures":[0,1,2,3,4,5,6,7,8');
  });
});

describe('what changes how other requests are answered', () => {
  test('a quote may be asked for three times in half a minute', async () => {
    const get = async () => (await call('GET', '/quotes/today')).status;
    expect([await get(), await get(), await get()]).toEqual([200, 200, 200]);
    expect(await call('GET', '/quotes/today')).toMatchObject({
      status: 429,
      headers: { 'retry-after': '30' },
    });
    expect((await call('GET', '/servers')).status).toBe(200);
    await clock.wait(30_000);
    expect(await get()).toBe(200);
  });

  test('maintenance shows in writes alone, until it is switched off', async () => {
    const set = (enabled: boolean) => call('POST', '/maintenance', { json: { enabled } });
    expect((await set(true)).body).toEqual({ enabled: true });
    expect((await call('POST', '/books', { json: BOOK })).status).toBe(503);
    expect((await call('DELETE', '/books/1')).status).toBe(503);
    expect((await call('GET', '/books/1')).status).toBe(200);
    expect(server.harm()).toEqual(['maintenance was left switched on']);
    expect((await set(false)).body).toEqual({ enabled: false });
    expect((await call('POST', '/books', { json: BOOK })).status).toBe(201);
    expect(server.harm()).toEqual([]);
  });

  test('who logs in gets a token that is good for an hour', async () => {
    const logIn = (password: string) => call('POST', '/sessions', { json: { userName: 'demo', password } });
    expect((await logIn('wrong')).status).toBe(401);
    const { body } = await logIn('demo-Passw0rd');
    const { token, expiresAt } = Object(body) as { token: string; expiresAt: string };
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now() + 3_500_000);
    const me = () => call('GET', '/me', { headers: { authorization: `Bearer ${token}` } });
    expect((await me()).body).toEqual({ userName: 'demo', sessions: 2 });
    await clock.wait(3_601_000);
    expect((await me()).status).toBe(401);
    expect((await call('GET', '/me', { headers: SESSION })).status).toBe(200);
    expect((await call('GET', '/me')).headers['www-authenticate']).toBe('Bearer');
  });

  test('to log out everybody ends the session that the suite has, until the server starts again', async () => {
    expect((await call('DELETE', '/sessions', { headers: SESSION })).status).toBe(204);
    expect((await call('GET', '/me', { headers: SESSION })).status).toBe(401);
    server.restart();
    expect((await call('GET', '/me', { headers: SESSION })).status).toBe(200);
    expect(server.harm()).toEqual(['everybody was logged out']);
  });

  test('a server that was shut down takes no connection, and keeps what it has stored', async () => {
    await call('POST', '/books', { json: BOOK });
    expect((await call('POST', '/admin/shutdown')).status).toBe(202);
    expect((await call('GET', '/books')).silence).toBe('gone');
    server.restart();
    expect((await call('POST', '/books', { json: BOOK })).status).toBe(409);
    expect(server.harm()).toEqual(['the server was shut down']);
  });
});

describe('what is created', () => {
  test('is an order whose Location is all that is answered', async () => {
    const json = { email: 'a@b.example', quantity: 2, note: 'soon' };
    const { status, headers, text } = await call('POST', '/orders', { json, headers: SHOP });
    expect([status, text]).toEqual([201, '']);
    const target = headers['location'] ?? '';
    expect((await call('GET', target, { headers: SHOP })).body).toMatchObject(json);
    expect((await call('DELETE', target, { headers: SHOP })).body).toMatchObject(json);
    expect((await call('GET', target, { headers: SHOP })).status).toBe(404);
  });

  test('is a note that stays', async () => {
    const json = { subject: 'Door', severity: 'alarm' };
    const { body } = await call('POST', '/audit-notes', { json, headers: SESSION });
    const target = `/audit-notes/${String(Object(body).id)}`;
    expect((await call('DELETE', target, { headers: SESSION })).status).toBe(405);
    expect((await call('GET', target, { headers: SESSION })).body).toMatchObject({ ...json, by: 'demo' });
    const list = await call('GET', '/audit-notes?severity=alarm', { headers: SESSION });
    expect(list.body).toMatchObject({ items: [json], total: 1 });
  });

  test('is a book that can be read after it was deleted, and is not listed', async () => {
    const { body } = await call('POST', '/books', { json: BOOK });
    const target = `/books/${String(Object(body).id)}`;
    expect((await call('DELETE', target)).status).toBe(204);
    const { body: deleted } = await call('GET', target);
    expect(deleted).toMatchObject({ deletedAt: expect.any(String) });
    expect((await call('DELETE', target)).status).toBe(204);
    expect((await call('GET', target)).body).toEqual(deleted);
    expect((await call('PATCH', target, { json: { year: 1999 } })).status).toBe(409);
    expect((await call('GET', '/books')).body).toMatchObject({ total: 2 });
  });
});

describe('values', () => {
  test('of queries and forms are read leniently, those of JSON are not', async () => {
    const form = {
      room: 'hall',
      start: '2099-04-01T10:00:00Z',
      minutes: ' 30 ',
      seats: '5.0',
      projector: '1',
    };
    expect((await call('POST', '/bookings', { form })).body).toMatchObject({
      minutes: 30,
      seats: 5,
      projector: true,
    });
    expect((await call('POST', '/bookings', { form: { ...form, minutes: 'x' } })).status).toBe(400);
    expect((await call('GET', '/bookings?projector=yes&seats=%205%20')).body).toMatchObject([{ seats: 5 }]);
    expect((await call('GET', '/bookings?projector=off')).body).toEqual([]);
    expect((await call('GET', '/bookings?projector=perhaps')).status).toBe(400);
    expect((await call('POST', '/books', { json: { ...BOOK, year: '1999' } })).status).toBe(400);
    expect((await call('POST', '/books', { json: { ...BOOK, lendable: 'true' } })).status).toBe(400);
  });

  test('are put in order before they are kept', async () => {
    const book = await call('POST', '/books', { json: { ...BOOK, title: '  C  ', tags: ['old', 'dry'] } });
    expect(book.body).toMatchObject({ title: 'C', tags: ['dry', 'old'] });
    const user = await call('POST', '/users', { json: { ...USER, roles: ['staff', 'admin'] } });
    expect(user.body).toMatchObject({
      email: 'ada@campus.example',
      roles: ['admin', 'staff'],
      displayName: 'ada_l',
    });
    expect(user.body).not.toHaveProperty('password');
  });

  test('are others each time they are read', async () => {
    const { headers } = await call('POST', '/users', { json: USER });
    const read = async () => Object((await call('GET', headers['location'] ?? '')).body).hits;
    expect([await read(), await read()]).toEqual([1, 2]);
    const url = async () =>
      Object(Object((await call('GET', '/products/PEN-0001', { headers: SHOP })).body).product).downloadUrl;
    expect(await url()).not.toBe(await url());
  });
});

describe('settings', () => {
  const get = (name: string) => call('GET', `/settings/${name}`, { headers: SESSION });
  const put = (name: string, json: unknown, headers = {}) =>
    call('PUT', `/settings/${name}`, { json, headers: { ...SESSION, ...headers } });

  test('show a secret masked, and store the mask where it is sent back', async () => {
    const { body } = await get('mail');
    expect(body).toEqual({ host: 'mail.campus.example', password: '********' });
    expect((await put('mail', body)).body).toEqual(body);
    expect(server.harm()).toEqual(['the mail settings have lost their password']);
  });

  test('can be put back, where they have a tag only if nobody has changed them', async () => {
    const { body, headers } = await get('display');
    const changed = await put(
      'display',
      { theme: 'dark', pageSize: 5 },
      { 'if-match': headers['etag'] ?? '' },
    );
    expect(changed).toMatchObject({ status: 200, body: { theme: 'dark', pageSize: 5, banner: null } });
    expect(changed.headers['etag']).not.toBe(headers['etag']);
    expect((await put('display', body, { 'if-match': headers['etag'] ?? '' })).status).toBe(412);
    expect(server.harm()).toEqual(['the display settings were not put back']);
    expect((await put('display', body)).body).toEqual(body);
    expect(server.harm()).toEqual([]);
  });
});

test('what others have made is not to be touched', async () => {
  await call('PATCH', '/books/1', { json: { year: 2000 } });
  await call('DELETE', '/products/PEN-0001', { headers: SHOP });
  expect(server.harm()).toEqual([
    'books 1 was there before, and was changed',
    'products PEN-0001 was there before, and was deleted',
  ]);
});

test('what is legal and described nowhere happens too', async () => {
  expect((await call('HEAD', '/books')).text).toBe('');
  expect((await call('OPTIONS', '/books')).headers['allow']).toBe('OPTIONS, GET, POST');
  expect((await call('GET', '/nowhere')).status).toBe(404);
  expect((await call('GET', '/books/%E0%A4%A')).status).toBe(404);
  expect((await call('GET', '/books/1')).headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  expect((await call('POST', '/groups', { json: { name: 'Go' } })).body).toHaveProperty('links');
});
