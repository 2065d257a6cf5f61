// Measures lists of 10, 10,000 and 1,000,000 items: page 1 and page 1,000, filtered, sorted, and creates; then the memory.
import { fileURLToPath } from 'node:url';
import { CALLER, DEPARTMENT } from './descriptions/department-api.mjs';
import { load, median } from './rates.mjs';
import { startServer } from './server.mjs';

const SERVER = fileURLToPath(new URL('servers/long-list.mjs', import.meta.url));

/** The requests, by what is asked; those after the first page need as many items. */
function requestsOf(items) {
  const pages = Math.max(1, items / 10);
  const far = (Math.min(1000, pages) - 1) * 10;
  const get = (name, query) => ({ name, method: 'GET', path: `/departments?${query}`, headers: CALLER });
  return [
    get('page 1', 'count=10'),
    get('page 1,000, or the last', `count=10&offset=${far}`),
    get('filtered by `email`', 'count=10&email=staff-7%40example.com'),
    get('sorted by `name`', `count=10&sort=name&offset=${far}`),
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

/** Returns a section of the report: microseconds of CPU time by request and number of items. */
export async function measureGrowth({ sizes, rounds, count }) {
  const columns = [];
  for (const items of sizes) columns.push(await measureSize(items, { rounds, count }));
  const rows = requestsOf(10).map(({ name }, row) => {
    const cells = columns.map(({ times }) => {
      const ratio = (times[row] / columns[0].times[row]).toFixed(2);
      return `${times[row].toFixed(0)} µs | ${ratio}×`;
    });
    return `| ${name} | ${cells.join(' | ')} |`;
  });
  const memory = columns.map(({ memory: used }) => `${(used / 2 ** 20).toFixed(0)} MB | |`).join(' ');
  return `## Long lists

CPU time of a request to the department API, by the number of its items. Each has nine members. Aims: page 1,000 of a
million within 2 times page 1 of ten, a filter within 3 times, a create within 1.5 times; a million items in 1,000 MB.

| | ${sizes.map((size) => `${size.toLocaleString('en')} items | |`).join(' ')}
|---|${sizes.map(() => '---|---|').join('')}
${rows.join('\n')}
| memory (RSS) | ${memory}
`;
}

async function measureSize(items, { rounds, count }) {
  const started = await startServer({ file: SERVER, args: [String(items)] });
  const times = [];
  for (const request of requestsOf(items)) {
    await load(started, request, count / 2);
    const measured = [];
    for (let round = 0; round < rounds; round += 1) {
      const before = await started.cpu();
      await load(started, request, count);
      measured.push(((await started.cpu()) - before) / count);
    }
    times.push(median(measured));
  }
  const memory = await started.memory();
  await started.stop();
  return { times, memory };
}
