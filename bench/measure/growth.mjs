// Measures lists of 10, 10,000 and 1,000,000 items: page 1 and page 1,000, with and without filter and order, and creates;
// then the memory.
import { fileURLToPath } from 'node:url';
import { CALLER, DEPARTMENT } from '../descriptions/department-api.mjs';
import { load, median, warmedUp } from './rates.mjs';
import { startServer } from './server.mjs';

export const LONG_LIST = fileURLToPath(new URL('../servers/long-list.mjs', import.meta.url));

/** The requests, by what is asked; those after the first page need as many items. One item in 50 has 7 agents. */
export function requestsOf(items) {
  const far = (share) => Math.max(0, Math.min(1000, Math.floor(items / share / 10)) - 1) * 10;
  const get = (name, query) => ({
    name,
    method: 'GET',
    path: `/departments?count=10${query}`,
    headers: CALLER,
    isNew: true, // a response from before says nothing of how it is found
  });
  return [
    get('page 1', ''),
    get('page 1,000, or the last', `&offset=${far(1)}`),
    get('filtered by `email`: one item', '&email=staff-7%40example.com'),
    get('filtered by `numberOfAgents`: 2 % of the items, page 1', '&numberOfAgents=7'),
    get('the same, page 1,000 or the last', `&numberOfAgents=7&offset=${far(50)}`),
    get('sorted by `name`, page 1', '&sort=name'),
    get('sorted by `name`, page 1,000 or the last', `&sort=name&offset=${far(1)}`),
    get('filtered and sorted, page 1', '&numberOfAgents=7&sort=name'),
    {
      name: 'create',
      method: 'POST',
      path: '/departments',
      status: 201,
      headers: { ...CALLER, 'content-type': 'application/json' },
      body: JSON.stringify(DEPARTMENT),
    },
  ];
}

/** What is to be reached, as a multiple of page 1 of ten items; for a create, of a create among ten items. */
const AIMS = { 'page 1,000, or the last': 2, 'filtered by `email`: one item': 3, create: 1.5 };

/** Requests that take long are measured less often: no row takes more than so many microseconds in a round. */
const MOST_TIME = 2_000_000;

/**
 * Returns the CPU time of each request, in microseconds, by number of items; and the memory, in bytes, after the first two
 * requests, and in the end, with the indexes of the others.
 */
export async function measureItems({ sizes, rounds, count }) {
  const columns = [];
  for (const items of sizes) columns.push(await measureSize(items, { rounds, count }));
  const rows = requestsOf(10).map(({ name }, row) => ({
    name,
    aim: AIMS[name],
    times: columns.map(({ times }) => times[row]),
  }));
  return {
    sizes,
    rows,
    memory: columns.map(({ memory }) => memory),
    indexed: columns.map(({ indexed }) => indexed),
  };
}

async function measureSize(items, { rounds, count }) {
  const started = await startServer({ file: LONG_LIST, args: [String(items)] });
  const times = [];
  for (const request of requestsOf(items).slice(0, 2)) await load(started, request, 64);
  const memory = await started.memory();
  for (const request of requestsOf(items)) await load(started, request, 64); // of the code they share, all find it warm
  for (const request of requestsOf(items)) times.push(await timeOf(started, request, { rounds, count }));
  const indexed = await started.memory();
  await started.stop();
  return { times, memory, indexed };
}

/** Returns the median CPU time of a request, in microseconds. */
export async function timeOf(started, request, { rounds, count }) {
  const before = await started.cpu();
  await load(started, request, 64);
  const once = ((await started.cpu()) - before) / 64;
  const isSlow = once * count > MOST_TIME;
  const often = isSlow ? 64 : Math.ceil(count / 64) * 64;
  const nap = isSlow ? Math.min(2000, Math.ceil(once * 0.064)) : await warmedUp(started, request, count * 3);
  const measured = [];
  for (let round = 0; round < (isSlow ? 3 : rounds); round += 1) {
    const since = await started.cpu();
    await load(started, { ...request, nap }, often);
    measured.push(((await started.cpu()) - since) / often);
  }
  return median(measured);
}
