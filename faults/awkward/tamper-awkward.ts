import { documentAt } from '../read-document.ts';
import type { Clock } from '../server/clock.ts';
import type { Members } from '../server/work.ts';
import { tampering } from '../tamper/tampering.ts';
import { seed } from './seed.ts';
import { Awkward } from './server/awkward.ts';

export const readDocument = documentAt('awkward/description.yaml');

/** The tables that a fault may change what is stored in. */
type TableName =
  'books' | 'users' | 'groups' | 'products' | 'orders' | 'zones' | 'records' | 'bookings' | 'notes';

/** A server with what others have made. */
export function startAwkward(document: Members, clock: Clock): Awkward {
  const server = new Awkward(document, clock);
  seed(server.campus);
  return server;
}

export const { answering, asking, broken, on, reading, refusing, storing, working } = tampering({
  create: (clock) => startAwkward(readDocument(), clock),
  tableOf: ({ campus }, name: TableName) => campus[name],
});
