import { API_KEY } from './server/credentials.ts';
import type { Handle } from '../server/message.ts';
import { dayOf, ITEMS, oneOf, sendEach } from '../lab/send-each.ts';

const HEADERS = { authorization: 'Bearer token-of-all', 'x-api-key': API_KEY };

const NAMES = ['Zeta', 'alpha', 'Mid', 'gamma', 'Beta'];

const PRICES = [9, 100, 25, 3.5, 250];

const indexes = Array.from({ length: ITEMS }, (_, index) => index);

/** Gives a depot items of each kind, and notes to its first tool. */
export async function stockDepot(handle: Handle): Promise<void> {
  const tools = await sendEach(handle, { target: '/tools', headers: HEADERS }, indexes.map(toolOf));
  const notes = indexes.map((index) => ({ text: `note ${index + 1}`, stars: (index % 5) + 1 }));
  const target = `/tools/${String(tools[0]?.['toolId'])}/notes`;
  await sendEach(handle, { target, headers: HEADERS }, notes);
  await sendEach(handle, { target: '/members', headers: HEADERS }, indexes.map(memberOf));
  const entries = indexes.map((index) => ({ text: `what happened, number ${index + 1}` }));
  await sendEach(handle, { target: '/entries', headers: HEADERS }, entries);
}

function toolOf(index: number): object {
  return {
    name: `${oneOf(NAMES, index)} tool ${index}`,
    kind: oneOf(['hammer', 'drill', 'saw'], index),
    price: oneOf(PRICES, index) + index,
    weight: 1 + index,
    power: 5 * (index + 1),
    maker: oneOf(['Forge', 'Anvil & Sons', 'Bright'], index),
    insured: index % 3 === 0,
    bought: dayOf(index),
    manual: index % 4 === 0 ? null : `https://depot.example/manuals/${index}`,
    labels: [oneOf(['heavy', 'light', 'loud'], index)],
    size: { width: index + 1, height: 2 * index + 1, unit: oneOf(['cm', 'in'], index) },
    extras: { colour: oneOf(['red', 'blue'], index) },
    pin: String(1000 + index),
  };
}

function memberOf(index: number): object {
  const byMail = { by: 'mail', street: `${index + 1} High Street`, box: index + 1 };
  const byPhone = { by: 'phone', number: `+49${1_000_000 + index}`, mobile: index % 4 === 1 };
  return {
    email: `member${index}@depot.example`,
    level: oneOf(['basic', 'silver', 'gold'], index),
    nickname: index % 5 === 0 ? null : `nick ${index}`,
    password: `secret-of-${index}-members`,
    born: dayOf(index),
    agreed: true,
    contact: index % 2 === 0 ? byMail : byPhone,
    addresses: [{ street: `${index + 1} Low Street`, city: oneOf(['Lund', 'Turin'], index), zip: '12345' }],
    limit: index % 3 === 0 ? 'unlimited' : (index % 10) + 1,
  };
}
