import { faultsOf, type Fault } from '../../fault.ts';
import { mapMembers } from '../../tamper/body-changes.ts';
import { showing } from '../changes.ts';
import { asking, reading, storing, working } from '../tamper-awkward.ts';

/** A server that takes texts for numbers in JSON. */
function countingTexts(operation: string, member: string) {
  return reading(operation, (body) =>
    mapMembers(body, (name, value) => (name === member ? counted(value) : value)),
  );
}

function counted(value: unknown): unknown {
  return typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
}

/** A server that reads another query than the one that was sent. */
function querying(operation: string, pattern: RegExp, replacement: string) {
  return asking(operation, ({ target }) => ({ target: target.replace(pattern, replacement) }));
}

/** A server that reads another form than the one that was sent. */
function forming(pattern: RegExp, replacement: string) {
  return asking('createBooking', ({ body }) => ({
    body: new TextEncoder().encode(new TextDecoder().decode(body).replace(pattern, replacement)),
  }));
}

/** Values taken for others: right in queries and forms as far as the description says so, and never in JSON. */
export const COERCION_FAULTS: readonly Fault[] = faultsOf('validation', [
  ['a year may be a text', 'createBook', countingTexts('createBook', 'year')],
  ['a quantity may be a text', 'createOrder', countingTexts('createOrder', 'quantity')],
  ['a ttl may be a text', 'createZone', countingTexts('createZone', 'ttl')],
  [
    'a size of pages may be a text',
    'replaceDisplaySettings',
    countingTexts('replaceDisplaySettings', 'pageSize'),
  ],
  [
    'whether a book is lent may be a text',
    'createBook',
    reading('createBook', (body) =>
      mapMembers(body, (name, value) => (name === 'lendable' && typeof value === 'string' ? true : value)),
    ),
  ],
  [
    'a single role may stand for a list',
    'createUser',
    reading('createUser', (body) =>
      mapMembers(body, (name, value) => (name === 'roles' && typeof value === 'string' ? ['reader'] : value)),
    ),
  ],
  [
    'a subject may be a number',
    'createAuditNote',
    reading('createAuditNote', (body) =>
      mapMembers(body, (name, value) =>
        name === 'subject' && typeof value === 'number' ? String(value) : value,
      ),
    ),
  ],
  [
    'maintenance may be a text',
    'changeMaintenance',
    reading('changeMaintenance', (body) =>
      mapMembers(body, (name, value) => (name === 'enabled' && typeof value === 'string' ? false : value)),
    ),
  ],
  [
    'half a discount is rounded',
    'createOrder',
    reading('createOrder', (body) =>
      mapMembers(body, (name, value) =>
        name === 'discount' && typeof value === 'number' ? Math.floor(value) : value,
      ),
    ),
  ],
  [
    'a subject is cut where it is too long',
    'createAuditNote',
    reading('createAuditNote', (body) =>
      mapMembers(body, (name, value) =>
        name === 'subject' && typeof value === 'string' ? value.slice(0, 60) : value,
      ),
    ),
  ],
  [
    'a severity may be in any words',
    'createAuditNote',
    reading('createAuditNote', (body) =>
      mapMembers(body, (name, value) =>
        name === 'severity' && !['info', 'warning', 'alarm'].includes(String(value)) ? 'info' : value,
      ),
    ),
  ],
  [
    'what a group does not have is left out',
    'createGroup',
    reading('createGroup', (body) =>
      mapMembers(body, (name, value) =>
        ['name', 'purpose', 'memberIds'].includes(name) ? value : undefined,
      ),
    ),
  ],
  ['a limit may end in letters', 'listUsers', querying('listUsers', /([?&]limit=\d+)[^&]*/, '$1')],
  [
    'a page of nothing is the first',
    'listProducts',
    querying('listProducts', /([?&]page)=(0|-\d+)\b/, '$1=1'),
  ],
  [
    'a limit beyond the most is the most',
    'listBooks',
    querying('listBooks', /([?&]limit)=(5[1-9]|[6-9]\d|\d{3,})\b/, '$1=50'),
  ],
  [
    'a day that is none is not looked at',
    'listOrders',
    querying('listOrders', /([?&])(from|to)=(?!\d{4}-\d\d-\d\d(&|$))[^&]*/g, '$1'),
  ],
  ['a limit below one is one', 'listOrders', querying('listOrders', /([?&]limit)=(0|-\d+)\b/, '$1=1')],
  [
    'anything is sold out',
    'listProducts',
    querying('listProducts', /([?&]soldOut)=(?!(?:true|false|0|1|on|off|yes|no)\b)[^&]*/i, '$1=true'),
  ],
  ['seats below one are one', 'listBookings', querying('listBookings', /([?&]seats)=(0|-\d+)\b/, '$1=1')],
  [
    'a shop may be any',
    'listProducts',
    asking('listProducts', ({ headers }) => ({
      headers: { ...headers, ...(headers['x-shop'] !== undefined && { 'x-shop': 'main' }) },
    })),
  ],
  [
    'without a shop it is the main one',
    'listOrders',
    asking('listOrders', ({ headers }) => ({ headers: { 'x-shop': 'main', ...headers } })),
  ],
  [
    'the minutes of a booking are a text',
    'createBooking',
    showing('createBooking', 201, ({ minutes }) => ({ minutes: String(minutes) })),
  ],
  [
    'a projector is a word',
    'readBooking, createBooking',
    showing('readBooking', 200, ({ projector }) => ({ projector: projector === true ? 'yes' : 'no' })),
  ],
  ['any word is a projector', 'createBooking, readBooking', forming(/projector=false/, 'projector=true')],
  [
    'seats are always one',
    'createBooking, readBooking',
    working(
      'createBooking',
      storing('bookings', (row) => ({ ...row, seats: 1 })),
    ),
  ],
  [
    'minutes below a quarter of an hour are one',
    'createBooking',
    forming(/minutes=(-?\d|1[0-4])(?=&|$)/, 'minutes=15'),
  ],
  [
    'minutes that are no quarters are rounded',
    'createBooking',
    forming(/minutes=\d+(\.\d+)?(?=&|$)/, 'minutes=30'),
  ],
  [
    'a room that there is not is the attic',
    'createBooking',
    forming(/room=(?!(?:attic|hall|studio)(?:&|$))[^&]*/, 'room=attic'),
  ],
  [
    'a booking may be JSON',
    'createBooking',
    asking('createBooking', ({ headers }) => ({
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: new TextEncoder().encode('room=hall&start=2099-04-01T10:00:00Z&minutes=30'),
    })),
  ],
  [
    'a change of a book may be of any type',
    'updateBook',
    asking('updateBook', ({ headers, body }) =>
      body.length > 0 ? { headers: { ...headers, 'content-type': 'application/json' } } : {},
    ),
  ],
  [
    'a user without a body is nobody in particular',
    'createUser',
    asking('createUser', ({ headers, body }) =>
      body.length === 0
        ? {
            headers: { ...headers, 'content-type': 'application/json' },
            body: new TextEncoder().encode(
              JSON.stringify({ userName: 'nobody', email: 'nobody@campus.example', password: 'no-password' }),
            ),
          }
        : {},
    ),
  ],
  [
    'JSON that is cut off is read',
    'createAuditNote',
    asking('createAuditNote', ({ body }) => {
      const text = new TextDecoder().decode(body);
      return text.startsWith('{') && !text.endsWith('}')
        ? { body: new TextEncoder().encode(`${text}}`) }
        : {};
    }),
  ],
]);
