// Measures what `--persist` costs: creates among 10,000 items, with a file that keeps the state and without. A measurement
// takes longer than a second, so that the file is written during each one.
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { LONG_LIST, requestsOf } from './growth.mjs';
import { measureRates } from './rates.mjs';

const ITEMS = 10_000;

/** The part of the creates without a file that is to be reached. */
const AIMS = { create: 0.8 };

/** Returns creates per CPU second by server: without a file first. */
export async function measurePersist({ folder, rounds, count, warmUp }) {
  const file = join(mkdtempSync(join(folder, 'persist-')), 'state.json');
  const args = [String(ITEMS)];
  const servers = [
    { name: 'without a file', file: LONG_LIST, args },
    { name: 'with `--persist`', file: LONG_LIST, args: [...args, file] },
  ];
  const requests = requestsOf(ITEMS).filter(({ name }) => name === 'create');
  const rates = await measureRates(servers, requests, { rounds, count, warmUp, turns: 1 });
  return {
    names: ['create'],
    aims: [AIMS.create],
    servers: servers.map(({ name }) => name),
    rates,
    missing: [],
  };
}
