import type { Work } from '../../server/work.ts';
import type { Shelves } from './shelves.ts';
import { isMembers } from '../../server/json-schema.ts';

const DAY = 86_400_000;

/** The largest number of days in a response about prices. */
const MOST_DAYS = 100;

/** Returns the operations that belong to no collection. */
export function otherOperations(depot: Shelves): Record<string, Work> {
  let subscriptions = 0;
  return {
    subscribe: ({ body }) => {
      subscriptions += 1;
      const sent = isMembers(body) ? body : {};
      return { status: 201, body: { ...sent, subscription: subscriptions, since: depot.now() } };
    },
    importTools: ({ body }) => {
      const file = isMembers(body) ? String(body['file']) : '';
      return { status: 202, body: { state: 'waiting', bytes: file.length } };
    },
    search: ({ parameters }) => {
      const { word, 'X-Locale': locale } = parameters;
      const found = depot.tools.all().filter(({ name }) => String(name).includes(String(word)));
      const hits = found.map(({ toolId }) => ({ toolId, score: 1 }));
      return { status: 200, headers: { 'cache-control': 'no-store' }, body: { word, locale, hits } };
    },
    readPrices: ({ parameters }) => {
      const { kind, from = '2024-01-01T00:00:00Z', to = '2024-01-08T00:00:00Z', step = 1 } = parameters;
      const [first, last] = [Date.parse(String(from)), Date.parse(String(to))];
      const count = Math.min(Math.max(0, Math.ceil((last - first) / DAY / Number(step))), MOST_DAYS);
      const days = Array.from({ length: count }, (_, index) => first + index * DAY * Number(step));
      const prices = days.map((day) => [new Date(day).toISOString().slice(0, 10), 10]);
      return { status: 200, body: { kind, prices: Object.fromEntries(prices) as unknown } };
    },
    health: () => ({ status: 200, headers: { 'content-type': 'text/plain' }, body: 'fine' }),
  };
}
