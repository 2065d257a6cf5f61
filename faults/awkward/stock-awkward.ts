import { SERVICE_TOKEN } from './server/campus.ts';
import type { Handle } from '../server/message.ts';
import { dayOf, ITEMS, oneOf, sendEach } from '../lab/send-each.ts';

const HEADERS = { authorization: `Bearer ${SERVICE_TOKEN}`, 'x-shop': 'main' };

const FORM = { ...HEADERS, 'content-type': 'application/x-www-form-urlencoded' };

const indexes = Array.from({ length: ITEMS }, (_, index) => index);

/** Gives the campus items of each kind, and records to its first zone. */
export async function stockAwkward(handle: Handle): Promise<void> {
  const send = (target: string, toBody: (index: number) => object, headers = HEADERS) =>
    sendEach(handle, { target, headers }, indexes.map(toBody));
  await send('/books', bookOf);
  const users = await send('/users', userOf);
  const [first, second] = users.map(({ id }) => String(id));
  await send('/groups', (index) => ({
    name: `Group ${oneOf(['of runners', 'of chess', 'of readers'], index)} ${index}`,
    purpose: `to meet on day ${index}`,
    memberIds: [oneOf([first, second], index)],
  }));
  await send('/products', (index) => ({ product: productOf(index) }));
  await send('/orders', (index) => ({
    email: `buyer${index}@campus.example`,
    quantity: index + 1,
    productSku: skuOf(index),
    note: `leave it at door ${index}`,
  }));
  await send('/servers/localhost/zones', (index) => ({
    name: `zone${index}.example.`,
    kind: oneOf(['native', 'primary', 'secondary'], index),
    ttl: 600 + index,
    contact: `dns${index}@campus.example`,
  }));
  await send('/bookings', bookingOf, FORM);
  await send('/audit-notes', (index) => ({
    subject: `Subject ${index}`,
    severity: oneOf(['info', 'warning', 'alarm'], index),
    text: `what was noted on ${dayOf(index)}`,
  }));
}

function bookOf(index: number): object {
  return {
    isbn: `978-${String(1_000_000_000 + index)}`,
    title: `${oneOf(['Rivers', 'Mountains', 'Lakes'], index)} of the world, part ${index + 1}`,
    genre: oneOf(['novel', 'science', 'poetry'], index),
    year: 1950 + index,
    lendable: index % 3 !== 0,
    shelf: `A${index + 1}`,
    tags: [oneOf(['maps', 'water'], index)],
  };
}

function userOf(index: number): object {
  return {
    userName: `user_${index}`,
    email: `user${index}@campus.example`,
    displayName: `User number ${index}`,
    phone: `+4912345${100 + index}`,
    roles: [oneOf(['reader', 'staff', 'admin'], index)],
    password: `Passw0rd-${index}`,
  };
}

function skuOf(index: number): string {
  return `TST-${String(1000 + index)}`;
}

function productOf(index: number): object {
  return {
    sku: skuOf(index),
    name: `Product ${index}`,
    cents: 100 + 7 * index,
    category: oneOf(['paper', 'pens', 'clothing'], index),
    weight: index + 1,
    stock: index % 4 === 0 ? 0 : index,
  };
}

function bookingOf(index: number): object {
  return {
    room: oneOf(['attic', 'hall', 'studio'], index),
    start: `2099-04-${String(index + 1).padStart(2, '0')}T10:00:00Z`,
    minutes: 15 * (index + 1),
    seats: index + 2,
    projector: index % 3 === 0,
    contact: `host${index}@campus.example`,
  };
}
