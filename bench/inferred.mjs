// Measures an inferred collection: list, item, replace, refusal and create, as shares of bare node:http with JSON.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CALLER, DEPARTMENT, departmentApi } from './descriptions/department-api.mjs';
import { answerOf, measureRates, recordPayloads } from './rates.mjs';
import { startServer } from './server.mjs';

const fileAt = (path) => fileURLToPath(new URL(path, import.meta.url));
const PATH = '/departments';

/** What is to be reached on Node 24, as shares of bare node:http. */
const AIMS = { list: 0.5, item: 0.55, replace: undefined, refusal: 0.5, create: 0.4 };

/** Returns a section of the report: requests per CPU second by server and request. */
export async function measureInferred({ folder, rounds, count }) {
  const description = join(folder, 'departments.json');
  const payloads = join(folder, 'department-payloads.json');
  writeFileSync(description, JSON.stringify(departmentApi()));
  const args = ['mock', description, '--port', '0', '--items', '9'];
  const cli = fileAt('../dist/cli.cjs');
  const quiet = { name: '`stuntdouble mock --quiet`', file: cli, args: [...args, '--quiet'] };
  const servers = [
    { name: 'bare `node:http` with JSON', file: fileAt('servers/bare-http.mjs'), args: [payloads] },
    { name: 'bare Express 5', file: fileAt('servers/bare-express.mjs'), args: [payloads] },
    quiet,
    { name: '`stuntdouble mock`, a log line each', file: cli, args },
  ];
  const requests = await requestsTo(quiet);
  await recordPayloads(quiet, requests, payloads);
  return table(servers, requests, await measureRates(servers, requests, { rounds, count }));
}

/** Returns the requests. Create comes last, because it changes the length of the list. */
async function requestsTo(server) {
  const started = await startServer(server);
  const list = { name: 'list', method: 'GET', path: PATH, headers: CALLER };
  const { departments } = await answerOf(started, list);
  await started.stop();
  const item = `${PATH}/${departments[0].id}`;
  const headers = { ...CALLER, 'content-type': 'application/json' };
  const { name: _, ...nameless } = DEPARTMENT;
  const create = { name: 'create', method: 'POST', path: PATH, headers, status: 201 };
  return [
    list,
    { name: 'item', method: 'GET', path: item, headers: CALLER },
    { name: 'replace', method: 'PUT', path: item, headers, body: JSON.stringify(DEPARTMENT) },
    { ...create, name: 'refusal', status: 400, body: JSON.stringify(nameless) },
    { ...create, body: JSON.stringify(DEPARTMENT) },
  ];
}

function table(servers, requests, rates) {
  const names = requests.map(({ name }) => `${name} | |`).join(' ');
  const rows = servers.map(({ name }, index) => {
    const cells = rates.map((ofRequest) => {
      const share = (ofRequest[index] / ofRequest[0]).toFixed(2);
      const ofExpress = (ofRequest[index] / ofRequest[1]).toFixed(2);
      return `${Math.round(ofRequest[index])} | ${share}, ${ofExpress}× |`;
    });
    return `| ${name} | ${cells.join(' ')}`;
  });
  const aims = requests.map(({ name }) => ` | ${AIMS[name] ?? ''} |`).join('');
  return `## An inferred collection

A description of its own: a department API with two API keys, 9 items and an envelope with counts. Requests per CPU second,
with their share of bare \`node:http\` and their ratio to bare Express 5 in the same run. The aims are shares on Node 24.

| server | ${names}
|---|${requests.map(() => '---|---|').join('')}
${rows.join('\n')}
| aim ${aims}
`;
}
