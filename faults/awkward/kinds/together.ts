import { faultsOf, type Fault, type FaultRow } from '../../fault.ts';
import { givenIn } from '../../tamper/given-in.ts';
import { CRASH } from '../changes.ts';
import { answering } from '../tamper-awkward.ts';

/** A crash where two things are given: no request that varies one of them shows it. */
function crashing(operation: string, ...present: readonly string[]): FaultRow {
  const build = answering(operation, ({ status }, request) => {
    const given = givenIn(request);
    return status < 300 && present.every((name) => given.has(name)) ? CRASH : undefined;
  });
  return [`${operation} crashes for ${present.join(' with ')}`, operation, build];
}

/** What goes wrong only where several things come together. */
export const TOGETHER_FAULTS: readonly Fault[] = faultsOf('together', [
  crashing('listBooks', 'genre', 'lendable'),
  crashing('listBooks', 'page', 'limit'),
  crashing('listUsers', 'role', 'limit'),
  crashing('createBook', 'year', 'shelf'),
  crashing('createUser', 'phone', 'displayName'),
  crashing('updateBook', 'title', 'year'),
  crashing('replaceUser', 'phone', 'roles'),
  crashing('listProducts', 'category', 'soldOut'),
  crashing('createOrder', 'note', 'discount'),
  crashing('createZone', 'ttl', 'contact'),
  crashing('createBooking', 'seats', 'contact'),
  crashing('listAuditNotes', 'severity', 'limit'),
]);
