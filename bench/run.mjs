// Compares the mock with bare Express 5, alternately in one run: CPU time of a cold start until the first response, and
// requests per second of the server's CPU time. CPU time of the process depends little on other load of the machine.
// Then an inferred collection, long lists, the suite, and what planning costs. Writes bench/RESULTS.md.
// `npm run bench -- --quick` measures each thing once, in less than a minute, shows that all of it works, and writes
// nothing.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { denseDescription } from './descriptions/dense-description.mjs';
import { measureGrowth } from './growth.mjs';
import { measureInferred } from './inferred.mjs';
import { largeDescription } from './descriptions/large-description.mjs';
import { measurePlanning } from './planning.mjs';
import { answerOf, measureRates, median, recordPayloads } from './rates.mjs';
import { startServer } from './server.mjs';
import { measureSuite } from './suite.mjs';

const isQuick = process.argv.includes('--quick');
const STARTS = isQuick ? 1 : 21;
const ROUNDS = isQuick ? 1 : 7;
const REQUESTS = isQuick ? 500 : 10_000;
/** Of the suite: rounds of all its cases, cases of its long run, and runs of which the CPU time is a median. */
const SUITE = isQuick ? { rounds: 1, memoryCases: 2000 } : { rounds: 5, memoryCases: 100_000 };
/** The numbers of items of long lists. */
const SIZES = isQuick ? [10, 10_000] : [10, 10_000, 1_000_000];
const PLANNING_ROUNDS = isQuick ? 1 : 5;

const fileAt = (path) => fileURLToPath(new URL(path, import.meta.url));
const PATH = '/api/v1/livechat/department';
const HEADERS = {
  'x-auth-token': 'RScctEHSmLGZGywfIhWyRpyofhKOiMoUIpimhvheU3f',
  'x-user-id': 'rbAXPnMktTFbNpwtJ',
};
const DEPARTMENT = {
  name: 'Bench',
  email: 'bench@example.com',
  enabled: true,
  showOnRegistration: true,
  showOnOfflineForm: false,
};
const GET = { path: PATH, method: 'GET', headers: HEADERS };
const POST = {
  path: PATH,
  method: 'POST',
  headers: { ...HEADERS, 'content-type': 'application/json' },
  body: JSON.stringify({ department: DEPARTMENT }),
};

const CLI = fileAt('../dist/cli.cjs');
const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-bench-'));
const payloads = join(folder, 'payloads.json');
const QUIET = { name: '`stuntdouble mock --quiet`', file: CLI, args: ['mock', '--port', '0', '--quiet'] };
const SERVERS = [
  { name: 'bare Express 5', file: fileAt('servers/bare-express.mjs'), args: [payloads] },
  { name: 'bare `node:http` with JSON', file: fileAt('servers/bare-http.mjs'), args: [payloads] },
  QUIET,
  { name: '`stuntdouble mock`, a log line each', file: CLI, args: ['mock', '--port', '0'] },
  { name: 'its app, `createServer(app)`', file: fileAt('servers/plain-http.mjs'), args: [] },
];

const STRIPE = fileAt('../../shared/corpus/large/stripe.spec3.json');
const GENERATED = join(folder, 'large.json');
const opened = (file) => ['mock', file, '--port', '0', '--quiet', '--no-auth'];
/** Large descriptions that were not prepared, and the first request to each. */
const LARGE = [
  { name: "Stripe's, 4 MB", file: CLI, args: opened(STRIPE), path: '/v1/customers' },
  { name: 'a generated one, 13 MB', file: CLI, args: opened(GENERATED), path: '/thing5s' },
].filter(({ args }) => args[1] === GENERATED || existsSync(STRIPE));
if (LARGE.length === 1) process.stderr.write('skipped: there is no ../shared/corpus/large\n');

try {
  await recordPayloads(QUIET, [GET, POST], payloads);
  writeFileSync(GENERATED, JSON.stringify(largeDescription(), null, 1));
  const starts = await measureStarts([...SERVERS, ...LARGE]);
  const [gets, posts] = await measureRates(SERVERS, [GET, POST], { rounds: ROUNDS, count: REQUESTS });
  const inferred = await measureInferred({ folder, rounds: ROUNDS, count: REQUESTS });
  const growth = await measureGrowth({ sizes: SIZES, rounds: ROUNDS, count: REQUESTS / 10 });
  const suite = await measureSuite({ starts: STARTS, bareStart: starts[0], ...SUITE });
  const dense = join(folder, 'dense.json');
  writeFileSync(dense, JSON.stringify(denseDescription()));
  const planning = await measurePlanning({
    stripe: existsSync(STRIPE) ? STRIPE : undefined,
    dense,
    folder,
    rounds: PLANNING_ROUNDS,
  });
  await report({ starts, gets, posts, inferred, growth, suite, planning });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Returns the median CPU time of a start, in microseconds, by server. */
async function measureStarts(servers) {
  const times = servers.map(() => []);
  for (let round = 0; round < STARTS; round += 1) {
    for (const [index, server] of servers.entries()) {
      const started = await startServer(server);
      await answerOf(started, server.path === undefined ? GET : { path: server.path, method: 'GET' });
      times[index].push(await started.first);
      await started.stop();
    }
  }
  return times.map(median);
}

async function report({ starts, gets, posts, inferred, growth, suite, planning }) {
  const ratio = (value, base) => `${(value / base).toFixed(2)}×`;
  const start = (index) => `${(starts[index] / 1000).toFixed(0)} ms | ${ratio(starts[index], starts[0])}`;
  const rows = SERVERS.map(({ name }, index) => {
    const rate = (rates) => `${Math.round(rates[index])} | ${ratio(rates[index], rates[0])}`;
    return `| ${name} | ${start(index)} | ${rate(gets)} | ${rate(posts)} |`;
  });
  const text = `# Start and speed, compared with bare Express 5

Measured by \`npm run bench\` on Node ${process.version}, alternately in one run. Times are CPU time (user and system) of
the server's process. A start ends with the first response. GET reads the list of departments, POST creates one. The mock
requires credentials, validates request and response, and stores the state. Bare Express sends responses of the same size
from a constant. On another machine, only the ratios can be compared.

| server | start | | GET per CPU second | | POST per CPU second | |
|---|---|---|---|---|---|---|
${rows.join('\n')}

## Large descriptions

Cold start with a description that was not prepared, until the end of the first response, a list of generated items.

| description | start | |
|---|---|---|
${LARGE.map(({ name }, index) => `| ${name} | ${start(SERVERS.length + index)} |`).join('\n')}

${inferred}
${growth}
${suite}
${planning}
Medians of ${STARTS} starts and of ${ROUNDS} rounds of ${REQUESTS} requests.
`;
  const file = fileAt('RESULTS.md');
  const options = (await resolveConfig(file)) ?? {};
  const formatted = await format(text, { ...options, parser: 'markdown' });
  process.stdout.write(formatted);
  if (!isQuick) writeFileSync(file, formatted);
}
