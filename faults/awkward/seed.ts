import type { Row } from '../server/table.ts';
import { openSession, SERVICE_TOKEN, type Campus } from './server/campus.ts';

const MAIL = { host: 'mail.campus.example', password: 'known-to-nobody' };
const DISPLAY = { theme: 'light', pageSize: 25, banner: null };

/** Puts there what others have made: no run may change it. Returns a function that says what has been done to it. */
export function seed(campus: Campus): () => readonly string[] {
  const at = '2024-02-29T08:00:00.000Z';
  const book = { genre: 'science', lendable: true, tags: [], createdAt: at, deletedAt: null };
  campus.books.add('id', {
    ...book,
    isbn: '978-0262510875',
    title: 'Structure and Interpretation',
    year: 1996,
  });
  campus.books.add('id', { ...book, isbn: '978-0201896831', title: 'Fundamental Algorithms', year: 1997 });
  const user = { displayName: 'demo', roles: ['reader'], hits: 0, lastSeen: null };
  campus.users.add('id', {
    ...user,
    userName: 'demo',
    email: 'demo@campus.example',
    password: 'demo-Passw0rd',
  });
  campus.groups.add('id', { name: 'Staff', memberIds: [], createdAt: at });
  const product = { sku: 'PEN-0001', name: 'Pen', cents: 120, category: 'pens', stock: 40, createdAt: at };
  campus.products.put(product.sku, product);
  const zone = { id: 'campus.example.', name: 'campus.example.', kind: 'native', ttl: 3600, serial: 7 };
  campus.zones.put(zone.id, zone);
  const record = { zone: zone.id, name: 'www', type: 'A', ttl: null, values: ['192.0.2.1'] };
  campus.records.put(`${zone.id}/www/A`, record);
  campus.notes.add('id', { subject: 'Installed', severity: 'info', by: 'demo', at });
  campus.settings.set('mail', MAIL);
  campus.settings.set('display', DISPLAY);
  letIn(campus);
  const before = foreignRows(campus);
  return () => harmDone(campus, before);
}

/** The session of the suite. */
export function letIn(campus: Campus): void {
  openSession(campus, 'demo', Infinity, SERVICE_TOKEN);
}

function foreignRows(campus: Campus): ReadonlyMap<string, string> {
  const { books, users, groups, products, zones, records, notes } = campus;
  const tables = Object.entries({ books, users, groups, products, zones, records, notes });
  return new Map(
    tables.flatMap(([name, { rows }]) => [...rows].map(([id, row]) => [`${name} ${id}`, outlineOf(row)])),
  );
}

/** What stays where nobody changes an item: not how often it was read. */
function outlineOf(row: Row): string {
  return JSON.stringify({ ...row, hits: undefined, lastSeen: undefined });
}

function harmDone(campus: Campus, before: ReadonlyMap<string, string>): readonly string[] {
  const now = foreignRows(campus);
  const isSame = (name: 'mail' | 'display', row: Row) =>
    JSON.stringify(campus.settings.get(name)) === JSON.stringify(row);
  return [
    ...[...before]
      .filter(([name, row]) => now.get(name) !== row)
      .map(([name]) => `${name} was there before, and was ${now.has(name) ? 'changed' : 'deleted'}`),
    ...(isSame('mail', MAIL) ? [] : ['the mail settings have lost their password']),
    ...(isSame('display', DISPLAY) ? [] : ['the display settings were not put back']),
    ...(campus.sessions.has(SERVICE_TOKEN) ? [] : ['everybody was logged out']),
    ...(campus.isInMaintenance ? ['maintenance was left switched on'] : []),
    ...(campus.hasEnded ? ['the server was shut down'] : []),
  ];
}
