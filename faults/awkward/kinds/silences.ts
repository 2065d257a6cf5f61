import { faultsOf, type Fault } from '../../fault.ts';
import { givenIn } from '../../tamper/given-in.ts';
import { answering, on } from '../tamper-awkward.ts';

/** Requests to which no response comes: each hangs on the clock of the lab, and costs no time. */
export const SILENCE_FAULTS: readonly Fault[] = faultsOf('silence', [
  ['groups hang', 'listGroups', answering('listGroups', () => 'hangs')],
  ['a book hangs', 'readBook, createBook', on('readBook', 200, () => 'hangs')],
  ['a book that does not exist hangs', 'readBook', on('readBook', 404, () => 'hangs')],
  [
    'an order with a note hangs',
    'createOrder',
    answering('createOrder', (_, request) => (givenIn(request).has('note') ? 'hangs' : undefined)),
  ],
  [
    'users behind a far offset hang',
    'listUsers',
    answering('listUsers', (_, { target }) => (/offset=\d{9,}/.test(target) ? 'hangs' : undefined)),
  ],
  ['a wrong order hangs', 'createOrder', on('createOrder', 400, () => 'hangs')],
  ['a quote too many hangs', 'readQuote', on('readQuote', 429, () => 'hangs')],
  ['who is not logged in hangs', 'listAuditNotes', on('listAuditNotes', 401, () => 'hangs')],
  ['to delete a booking cuts the connection', 'deleteBooking', on('deleteBooking', 204, () => 'cut')],
  ['to change a zone cuts the connection', 'updateZone', on('updateZone', 204, () => 'cut')],
  [
    'a zone of a contact cuts the connection',
    'createZone',
    answering('createZone', (_, request) => (givenIn(request).has('contact') ? 'cut' : undefined)),
  ],
  [
    'a purpose in another script cuts the connection',
    'createGroup',
    answering('createGroup', (_, { body }) =>
      /[\u0250-\uFFFF]/.test(new TextDecoder().decode(body)) ? 'cut' : undefined,
    ),
  ],
  ['settings hang', 'readDisplaySettings', answering('readDisplaySettings', () => 'hangs')],
  ['who logs in waits', 'logIn', on('logIn', 200, () => 'hangs')],
]);
