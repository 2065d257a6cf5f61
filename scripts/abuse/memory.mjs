// Sends a million requests with the journal on: memory is flat once the journal is full.
import { Pool } from 'undici';

const CONNECTIONS = 32;

/** Memory is looked at so often, evenly. */
const LOOKS = 10;

/** After the first look, memory may grow by so much, in bytes. */
const MOST_GROWTH = 6_000_000;

const BODY = JSON.stringify({ name: 'a'.repeat(500), size: 1 });

export async function growMemory(mock, { isBounded }) {
  const total = isBounded ? 50_000 : 1_000_000;
  const pool = new Pool(mock.url, { connections: CONNECTIONS });
  const headers = { 'content-type': 'application/json' };
  const created = await pool.request({ method: 'POST', path: '/things', headers, body: BODY });
  const { id } = await created.body.json();
  const requests = [
    { method: 'GET', path: '/things' },
    { method: 'GET', path: `/things/${id}` },
    { method: 'PUT', path: `/things/${id}`, headers, body: BODY },
    { method: 'POST', path: '/things', headers, body: '{"name":1}' },
    { method: 'GET', path: '/nowhere' },
  ];
  const seen = [];
  let sent = 0;
  for (let look = 1; look <= LOOKS; look += 1) {
    const until = (total / LOOKS) * look;
    await Promise.all(
      Array.from({ length: CONNECTIONS }, async () => {
        while (sent < until) {
          const number = sent;
          sent += 1;
          const own = { ...requests[number % requests.length].headers, 'x-number': String(number) };
          const { body } = await pool.request({ ...requests[number % requests.length], headers: own });
          await body.dump();
        }
      }),
    );
    seen.push(await mock.memory());
  }
  await pool.close();
  const heaps = seen.map(({ heap }) => heap);
  const growth = Math.max(...heaps.slice(1)) - heaps[0];
  const trend = heaps.at(-1) - heaps[0];
  const mb = (bytes) => (bytes / 1e6).toFixed(1);
  return {
    figures: `${sent} requests: ${mb(heaps[0])} MB after a tenth, ${mb(heaps.at(-1))} MB at the end (RSS ${mb(seen.at(-1).rss)} MB)`,
    failures:
      growth > MOST_GROWTH && trend > MOST_GROWTH / 2 ? [`memory grows: ${heaps.map(mb).join(', ')} MB`] : [],
  };
}
