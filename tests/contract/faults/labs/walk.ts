import type { Handle } from '../../../../faults/server/message.ts';
import { callerOf, SESSION, SHOP, type Got, type Sent } from './caller.ts';

/** A request of a walk, and what came of it. */
export interface Stop extends Got {
  readonly method: string;
  readonly target: string;
}

/** The first segment of a path, as in `/books/{bookId}`. */
const PARTS: Readonly<Record<string, (send: Send) => Promise<void>>> = {
  'books book-imports': books,
  users,
  groups,
  'products orders': shop,
  servers: zones,
  bookings,
  'audit-notes me settings sessions': settings,
  'events logs reports': streams,
  'quotes maintenance me sessions admin': others,
};

/**
 * Sends requests to the operations of the awkward server, right ones and wrong ones, so that each part of it has been
 * seen. Where a response lacks what the next request needs, that request is sent with what is there. `paths`: those
 * parts alone that have to do with them; default: all.
 */
export async function walk(handle: Handle, paths?: readonly string[]): Promise<readonly Stop[]> {
  const stops: Stop[] = [];
  const call = callerOf(handle);
  const send: Send = async (method, target, sent) => {
    const got = await call(method, target, sent);
    stops.push({ ...got, method, target });
    return got;
  };
  const isWanted = (names: string) =>
    paths?.some((path) => names.split(' ').includes(path.split('/')[1] ?? '')) ?? true;
  for (const [names, part] of Object.entries(PARTS)) if (isWanted(names)) await part(send);
  return stops;
}

type Send = (method: string, target: string, sent?: Sent) => Promise<Got>;

function member(got: Got, name: string): string {
  return String(Object(got.body)[name]);
}

const WRONG = [
  { text: '[' },
  { json: [] },
  { text: '{"a":1}', headers: { 'content-type': 'text/plain' } },
  {},
];

async function books(send: Send): Promise<void> {
  const book = { isbn: '978-0131103627', title: 'The C Programming Language', genre: 'science' };
  const whole = { ...book, year: 1988, lendable: false, shelf: 'A12', tags: ['old', 'dry'] };
  const created = await send('POST', '/books', { json: whole });
  const at = `/books/${member(created, 'id')}`;
  await send('GET', created.headers['location'] ?? '/books/0');
  await send('GET', at);
  for (const json of [
    { ...book, title: 'twice' },
    { ...book, isbn: '979-0000000001', title: 'Ünter 東京', shelf: null },
    { ...book, isbn: '979-0000000002', year: 1999 },
    { ...book, isbn: '979-0000000003', year: '1999' },
    { ...book, isbn: '979-0000000004', lendable: 'true' },
    { ...book, isbn: '1' },
  ]) {
    const { body } = await send('POST', '/books', { json });
    await send('GET', `/books/${String(Object(body).id)}`);
  }
  for (const sent of WRONG) await send('POST', '/books', sent);
  const json = [1, 2, 3].map((number) => ({
    ...book,
    isbn: `979-000000010${number}`,
    title: `Part ${number}`,
  }));
  const imported = await send('POST', '/book-imports', { json });
  for (const one of (Object(imported.body).books ?? []) as readonly { readonly id: number }[]) {
    await send('GET', `/books/${one.id}`);
  }
  await send('POST', '/book-imports', { json });
  await send('POST', '/book-imports', { json: [] });
  for (const change of [
    { title: 'C' },
    { title: 'D', year: 2000 },
    { shelf: null },
    { lendable: true },
    { genre: 'novel' },
  ]) {
    await send('PATCH', at, { json: change });
    await send('GET', at);
  }
  await send('PATCH', at, { text: '{"year":2001}', headers: { 'content-type': 'text/plain' } });
  await send('GET', '/books/1');
  await send('GET', '/books/999999');
  const first = await send('GET', '/books?limit=2');
  await send('GET', `/books?limit=2&cursor=${encodeURIComponent(member(first, 'nextCursor'))}`);
  for (const query of [
    '',
    'page=2&limit=2',
    'page=1&cursor=x',
    'limit=51',
    'limit=0',
    'genre=novel',
    'genre=novel&lendable=true',
    'lendable=false',
    'lendable=true',
    'fields=title',
    'fields=nothing',
    'cursor=x',
    'page=x',
  ]) {
    await send('GET', `/books?${query}`);
  }
  await send('DELETE', at);
  await send('GET', at);
  await send('GET', '/books/1');
  await send('GET', '/books');
  await send('DELETE', at);
  await send('PATCH', at, { json: { year: 1 } });
  await send('PATCH', at, { json: { year: 1999 } });
  await send('DELETE', '/books/999999');
}

async function users(send: Send): Promise<void> {
  const user = { userName: 'ada_l', email: 'Ada@Campus.example', password: 'counting-engine' };
  const whole = { ...user, displayName: 'Ada', phone: '+4912345678', roles: ['staff', 'admin'] };
  const created = await send('POST', '/users', { json: whole });
  const at = `/users/${member(created, 'id')}`;
  await send('GET', created.headers['location'] ?? '/users/0');
  await send('POST', '/users', { json: { ...user, email: 'other@campus.example' } });
  await send('POST', '/users', { json: { ...user, userName: 'ada_m' } });
  await send('POST', '/users', { json: { ...user, userName: 'no 1' } });
  const second = await send('POST', '/users', {
    json: { ...user, userName: 'bob_2', email: 'bob+2@campus.example' },
  });
  await send('POST', '/users', {
    json: { ...user, userName: 'eve', email: 'eve@campus.example', roles: 'reader' },
  });
  for (const sent of WRONG) await send('POST', '/users', sent);
  await send('GET', at);
  for (const query of [
    '',
    'limit=1',
    'offset=1&limit=1',
    'role=staff',
    'role=staff&limit=1',
    'email=ADA@campus.example',
    'limit=1x',
    'limit=0',
    'offset=1000000000',
  ]) {
    await send('GET', `/users?${query}`);
  }
  for (const json of [
    whole,
    { ...whole, displayName: 'Countess' },
    user,
    { ...user, roles: ['reader'], phone: '+491111111', hits: 99 },
    { ...user, userName: 'bob_2' },
    { userName: 'x' },
  ]) {
    await send('PUT', at, { json });
    await send('GET', at);
  }
  await send('GET', `/users/${member(second, 'id')}`);
  await send('PUT', '/users', { json: user });
  await send('DELETE', at);
  await send('GET', at);
  await send('GET', `/users/${member(second, 'id')}`);
  await send('DELETE', at);
  await send('GET', '/users');
}

async function groups(send: Send): Promise<void> {
  const user = await send('POST', '/users', {
    json: { userName: 'carl', email: 'carl@campus.example', password: 'theorema-egregium' },
  });
  const memberIds = [member(user, 'id')];
  const created = await send('POST', '/groups', {
    json: { name: 'Chess', purpose: 'Playing 東', memberIds },
  });
  for (const json of [
    { name: 'CHESS' },
    { name: 'Go' },
    { name: 'Dame', memberIds: ['00000000-0000-4000-8000-000000000000'] },
    { name: 'x' },
    { name: 'Bridge', level: 3 },
  ]) {
    await send('POST', '/groups', { json });
  }
  await send('GET', '/groups');
  await send('DELETE', `/groups/${member(created, 'id')}`);
  await send('DELETE', `/groups/${member(created, 'id')}`);
  await send('GET', '/groups');
}

async function shop(send: Send): Promise<void> {
  const headers = SHOP;
  const product = { sku: 'PEN-0042', name: 'Pen', cents: 100, category: 'pens', weight: 1.5, stock: 3 };
  for (const one of [
    product,
    product,
    { ...product, sku: 'PAP-0001', category: 'paper', stock: 0 },
    { ...product, sku: 'PAP-0002', category: 'paper' },
    { ...product, sku: 'x' },
  ]) {
    await send('POST', '/products', { json: { product: one }, headers });
    await send('GET', `/products/${one.sku}`, { headers });
  }
  await send('POST', '/products', { json: product, headers });
  await send('POST', '/products', { json: { product: { ...product, sku: 'PEN-0043' } } });
  for (const query of [
    '',
    'page=2&pageSize=1',
    'page=0',
    'category=paper',
    'soldOut=true',
    'soldOut=0',
    'category=paper&soldOut=1',
    'soldOut=maybe',
    'page=1000000000',
  ]) {
    await send('GET', `/products?${query}`, { headers });
  }
  await send('GET', '/products');
  await send('GET', '/products', { headers: { 'x-shop': 'moon' } });
  await send('DELETE', '/products/PEN-0042', { headers });
  await send('GET', '/products/PEN-0042', { headers });
  await send('DELETE', '/products/PEN-0042', { headers });
  const order = { email: 'a@b.example', quantity: 2 };
  let last = '/orders/none';
  for (const json of [
    order,
    { ...order, note: 'soon', discount: 5, productSku: 'PEN-0001' },
    { ...order, voucher: 'ABCDEFGH' },
    { ...order, voucher: 'ABCDEFGH', discount: 5 },
    { ...order, discount: 5.5 },
    { ...order, productSku: 'none' },
    { ...order, quantity: '3' },
    { ...order, quantity: 0 },
  ]) {
    const created = await send('POST', '/orders', { json, headers });
    last = created.headers['location'] ?? last;
    await send('GET', created.headers['location'] ?? '/orders/none', { headers });
  }
  await send('POST', '/orders', { json: order });
  await send('GET', '/orders', { headers: {} });
  for (const query of [
    '',
    'limit=1',
    'limit=0',
    'from=2024-01-02&to=2024-01-01',
    'from=2024-01-01',
    'from=x',
    'to=2024-01-01',
  ]) {
    await send('GET', `/orders?${query}`, { headers });
  }
  await send('DELETE', last, { headers });
  await send('GET', last, { headers });
  await send('DELETE', last, { headers });
}

async function zones(send: Send): Promise<void> {
  const all = '/servers/localhost/zones';
  await send('GET', '/servers');
  await send('POST', '/servers', { json: { id: 'other' } });
  const zone = { name: 'Example.org.', kind: 'native', ttl: 600, contact: 'a@b.example' };
  for (const json of [
    zone,
    zone,
    { name: 'second.example.', kind: 'primary' },
    { name: 'none', kind: 'native' },
    { ...zone, name: 'c.', ttl: '60' },
  ]) {
    await send('POST', all, { json });
  }
  const at = `${all}/example.org.`;
  for (const target of [
    all,
    `${all}?kind=native`,
    `${all}?kind=none`,
    '/servers/other/zones',
    at,
    `${all}/second.example.`,
    `${all}/none.`,
    '/servers/other/zones/example.org.',
  ]) {
    await send('GET', target);
  }
  await send('POST', '/servers/other/zones', { json: { ...zone, name: 'third.example.' } });
  for (const json of [{ ttl: 120 }, { kind: 'primary' }, { ttl: 1 }, {}]) {
    await send('PATCH', at, { json });
    await send('GET', at);
  }
  await send('GET', `${all}/second.example.`);
  await send('PUT', at, { json: zone });
  const www = `${at}/records/www/A`;
  const txt = `${at}/records/www/TXT`;
  for (const values of [['192.0.2.1', '192.0.2.2'], ['192.0.2.3']]) {
    await send('PUT', www, { json: { values, ttl: 60 } });
    await send('GET', www);
  }
  await send('PUT', txt, { json: { values: ['x'] } });
  await send('PUT', www, { json: { values: [] } });
  for (const target of [txt, `${at}/records/ftp/A`, `${at}/records/www/MX`]) await send('GET', target);
  await send('PUT', `${all}/none./records/www/A`, { json: { values: ['192.0.2.1'] } });
  await send('PUT', '/servers/other/zones/example.org./records/www/A', { json: { values: ['192.0.2.1'] } });
  for (const target of [www, www, at, `${all}/second.example.`, `${all}/second.example.`]) {
    await send('DELETE', target);
    for (const read of [www, txt, at, all, `${all}/second.example.`]) await send('GET', read);
  }
}

async function bookings(send: Send): Promise<void> {
  const form = { room: 'hall', start: '2099-04-01T10:00:00Z', minutes: '30' };
  let last = '/bookings/none';
  for (const one of [
    form,
    { ...form, room: 'attic', seats: '5', projector: 'true', contact: 'a@b.example' },
    { ...form, seats: ' 7 ', projector: 'false' },
    { ...form, start: '2020-04-01T10:00:00Z' },
    { ...form, minutes: '7' },
    { ...form, minutes: '31' },
    { ...form, room: 'cellar' },
    { ...form, projector: 'perhaps' },
  ]) {
    const { body } = await send('POST', '/bookings', { form: one });
    last = `/bookings/${String(Object(body).id)}`;
    await send('GET', last);
  }
  await send('POST', '/bookings', { json: form });
  const other = await send('POST', '/bookings', { form });
  for (const query of [
    '',
    'room=attic',
    'projector=yes',
    'projector=0',
    'seats=5',
    'seats=0',
    'projector=x',
  ]) {
    await send('GET', `/bookings?${query}`);
  }
  for (const target of [`/bookings/${member(other, 'id')}`, last]) {
    await send('DELETE', target);
    await send('GET', target);
  }
  await send('GET', '/bookings');
}

async function audit(send: Send): Promise<void> {
  const headers = SESSION;
  const note = { subject: 'Door', severity: 'alarm', text: 'It was open 🚪.' };
  for (const json of [
    note,
    { ...note, severity: 'info', text: 'x' },
    { subject: 'Straße', severity: 'warning' },
    { ...note, subject: 5 },
    { ...note, subject: 'x'.repeat(61) },
    { ...note, severity: 'none' },
  ]) {
    const { body } = await send('POST', '/audit-notes', { json, headers });
    await send('GET', `/audit-notes/${String(Object(body).id)}`, { headers });
  }
  await send('POST', '/audit-notes', { text: '{"subject":"x","severity":"info"', headers });
  await send('DELETE', '/audit-notes/n1', { headers });
  for (const authorization of ['', 'Bearer ', 'Bearer wrong']) {
    const given: Record<string, string> = authorization === '' ? {} : { authorization };
    await send('POST', '/audit-notes', { json: note, headers: given });
    for (const target of ['/audit-notes', '/audit-notes/n1', '/me', '/settings/mail', '/settings/display']) {
      await send('GET', target, { headers: given });
    }
    await send('PUT', '/settings/display', { json: { theme: 'light', pageSize: 25 }, headers: given });
  }
  for (const query of [
    '',
    'limit=1',
    'offset=1&limit=1',
    'severity=alarm',
    'severity=alarm&limit=1',
    'limit=0',
  ]) {
    await send('GET', `/audit-notes?${query}`, { headers });
  }
}

async function settings(send: Send): Promise<void> {
  await audit(send);
  const headers = SESSION;
  const read = () => send('GET', '/settings/display', { headers });
  const put = (json: unknown, further = {}) =>
    send('PUT', '/settings/display', { json, headers: { ...headers, ...further } });
  const before = await read();
  for (const json of [
    { theme: 'dark', pageSize: 30, banner: 'Hello' },
    { theme: 'dark', pageSize: '30' },
    { theme: 'red', pageSize: 30 },
  ]) {
    await put(json);
    await read();
  }
  const { headers: now } = await read();
  await put({ theme: 'light', pageSize: 25, banner: null }, { 'if-match': before.headers['etag'] ?? '"0"' });
  await put({ theme: 'light', pageSize: 25, banner: null }, { 'if-match': now['etag'] ?? '"0"' });
  await read();
  await send('GET', '/settings/mail', { headers });
  await send('PUT', '/settings/mail', { json: { host: 'mail', password: '********' }, headers });
}

async function streams(send: Send): Promise<void> {
  for (const target of ['/events', '/logs', '/reports/live']) await send('GET', target);
  await send('POST', '/reports/rebuild');
}

async function others(send: Send): Promise<void> {
  for (const query of ['', '?language=de', '?language=fr', '?language=en', ''])
    await send('GET', `/quotes/today${query}`);
  for (const json of [
    { enabled: false },
    { enabled: false, reason: 'done' },
    { enabled: true },
    { enabled: 'no' },
    {},
  ]) {
    await send('POST', '/maintenance', { json });
  }
  await send('DELETE', '/groups/g1');
  await send('POST', '/maintenance', { json: { enabled: false } });
  await send('POST', '/me');
  for (const password of ['demo-Passw0rd', 'wrong']) {
    await send('POST', '/sessions', { json: { userName: 'demo', password } });
  }
  await send('GET', '/me', { headers: SESSION });
  await send('DELETE', '/sessions', { headers: SESSION });
  await send('GET', '/me', { headers: SESSION });
  await send('POST', '/admin/shutdown');
  await send('GET', '/servers');
}
