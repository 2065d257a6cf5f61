// Switches each kind of fault on: it comes as it was asked for, changes what it says it changes, and is gone afterwards.
import { Pool } from 'undici';
import { namesOf, sender } from './namespaces.mjs';

const AT_ONCE = 30;

/** What a request comes to, and how many of the creates are kept. */
const FAULTS = {
  503: { outcome: '503', kept: 0 },
  429: { outcome: '429', kept: 0 },
  599: { outcome: '599', kept: 0 },
  reset: { outcome: 'error', kept: 0 },
  'no-response': { outcome: 'error', kept: 0 },
  cut: { outcome: 'error', kept: AT_ONCE },
  malformed: { outcome: '201 without a value', kept: AT_ONCE },
  empty: { outcome: '201 without a value', kept: AT_ONCE },
  'drip=300ms': { outcome: '201', kept: AT_ONCE },
};

export async function abuseFaults({ url }) {
  const kinds = Object.entries(FAULTS);
  const failures = (await Promise.all(kinds.map(([fault, wanted]) => abuseWith(url, fault, wanted)))).flat();
  return { figures: `${kinds.length} kinds, ${AT_ONCE} requests at a time`, failures };
}

async function abuseWith(url, fault, { outcome, kept }) {
  const pool = new Pool(url, { connections: AT_ONCE, headersTimeout: 2_000, bodyTimeout: 2_000 });
  const send = sender(pool, fault);
  const failures = [];
  const set = await send('POST', '/_stuntdouble/faults', { fail: `${fault}:100%` });
  if (set.status !== 200) return [`${fault}: it could not be switched on: ${set.text}`];
  const outcomes = await Promise.all(
    Array.from({ length: AT_ONCE }, (_, at) =>
      send('POST', '/things', { name: String(at) }).then(
        ({ status, value }) => `${status}${value === undefined ? ' without a value' : ''}`,
        () => 'error',
      ),
    ),
  );
  const other = outcomes.find((one) => one !== outcome && one !== `${outcome} without a value`);
  if (other !== undefined) failures.push(`${fault}: a create came to ${other}, not ${outcome}`);
  await send('DELETE', '/_stuntdouble/faults');
  const { status, value } = await send('GET', '/things?limit=1000');
  if (status !== 200) failures.push(`${fault}: afterwards a list got ${status}`);
  const names = new Set(namesOf(value));
  if (names.size !== kept) failures.push(`${fault}: ${names.size} creates were kept, not ${kept}`);
  await pool.destroy();
  return failures;
}
