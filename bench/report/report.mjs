// Writes what was measured as Markdown.
import { readFileSync } from 'node:fs';
import { MOST_MEMORY } from '../measure/planning.mjs';
import { median } from '../measure/rates.mjs';

/** What is missed, and what was tried: the part that is written by hand. */
const TRIED = readFileSync(new URL('../tried.md', import.meta.url), 'utf8');

const times = (value) => `${value.toFixed(2)}×`;
const megabytes = (bytes) => `${Math.round(bytes / 2 ** 20)} MB`;
const milliseconds = (microseconds) => `${Math.round(microseconds / 1000)} ms`;
const number = (value) => Math.round(value).toLocaleString('en');
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
/** An aim beside what was reached, with how far it is missed. */
const withAim = (text, reached, aim, { isLeast = false } = {}) => {
  if (aim === undefined || aim === null) return text; // JSON has no `undefined`
  const missed = isLeast ? 1 - reached / aim : reached / aim - 1;
  return missed > 0 ? `${text} (aim ${aim}: missed by ${Math.ceil(missed * 100)} %)` : `${text} (aim ${aim})`;
};

/** Returns the report. `main`: what was measured on the Node that decides; `others`: on further ones. */
export function reportOf(main, others) {
  return `# Speed, start and growth

Measured by \`npm run bench\` on Node ${[main, ...others].map(({ node }) => node).join(' and ')}, by turns in one run on each. All times are CPU time (user and
system) of the process. On another machine, only shares and ratios can be compared.
The mock requires credentials, validates request and response,
and stores the state; the bare servers send the same bytes' worth of JSON from a constant.

![Growth](growth.svg)

${[main, ...others].map(ratesOf).join('\n')}
${[main, ...others].map(startsOf).join('\n')}
${growthOf(main)}
${others.map(itemsOf).join('\n')}
${main.suite === undefined ? '' : suiteOf(main)}
${main.planning === undefined ? '' : planningOf(main.planning)}
${TRIED}`;
}

function ratesOf({ node, bundled, inferred, sizes }) {
  const { rounds, count, warmUp } = sizes.rates;
  return `## Rates on Node ${node}

Medians of ${rounds} rounds of ${number(count)} requests, after ${number(warmUp)} requests that are not counted. Requests per CPU second, with their share of bare \`node:http\` and their ratio to bare Express 5 in the same run. Aims are
shares of bare \`node:http\` on Node 24. A list or item is the same request again and again, which the mock remembers until
something changes; where it is new, each request has a header field that none had before.

### An inferred collection

A description of its own: a department API with two API keys, 9 items and an envelope with counts.

${rateTable(inferred)}

### The bundled APIs

${rateTable(bundled)}
`;
}

function rateTable({ names, aims, servers, rates, missing }) {
  const rows = servers.map((server, index) => [
    server,
    ...rates.map((ofRequest, request) => {
      const rate = ofRequest[index];
      if (typeof rate === 'string') return rate;
      const share = rate / ofRequest[0];
      const text = `${number(rate)}: **${share.toFixed(2)}**, ${times(rate / ofRequest[1])}`;
      return server.includes('--quiet') ? withAim(text, share, aims[request], { isLeast: true }) : text;
    }),
  ]);
  const absent = missing.map(({ name, reason }) => [
    name,
    `cannot run: ${reason}`,
    ...names.slice(1).map(() => ''),
  ]);
  return table(['server', ...names], [...rows, ...absent]);
}

function startsOf({ node, starts }) {
  const [bare] = starts;
  const rows = starts.map(({ name, time, memory, aim }) => {
    const more = Math.round((memory - bare.memory) / 2 ** 20);
    return [
      name,
      milliseconds(time),
      withAim(times(time / bare.time), time / bare.time, aim),
      `${megabytes(memory)}, ${more} more`,
    ];
  });
  return `## Starts on Node ${node}

CPU time until the end of the first response, a list of items, and the memory (RSS) then. The command had been started
before, so that it has its compiled code; the large descriptions were not prepared. Aim for the memory of the bundled APIs: at most 8 MB more than bare Express.

${table(['server or description', 'start', '', 'memory'], rows)}
`;
}

function growthOf(main) {
  const { namespaces = [], persist, connections = [], operations = [] } = main;
  const inspection = ({ bytes }, time, aim) => {
    const multiple = time / main.starts[0].time;
    return withAim(`${multiple.toFixed(1)}×`, multiple, bytes > 1e7 ? aim : undefined);
  };
  return `${itemsOf(main)}
## Namespaces

${table(
  ['namespaces in turn', 'CPU time of page 1', 'memory'],
  namespaces.map((row) => [row.namespaces, `${row.time.toFixed(0)} µs`, megabytes(row.memory)]),
)}

${persist === undefined ? '' : persistOf(persist, main.sizes.persist)}
## Connections

${table(
  ['connections', 'CPU time of page 1', ''],
  connections.map((row) => [
    number(row.connections),
    `${row.time.toFixed(0)} µs`,
    times(row.time / connections[0].time),
  ]),
)}

## Operations

Aims for \`inspect\` of 13 MB: 25 times the start of bare Express, 40 times where each schema has an example.

${table(
  ['operations', 'size', 'start', '', 'memory', '`inspect`', '', 'with examples', ''],
  operations.map((row) => [
    number(row.operations),
    `${(row.bytes / 1e6).toFixed(1)} MB`,
    milliseconds(row.start),
    times(row.start / main.starts[0].time),
    megabytes(row.memory),
    milliseconds(row.inspect),
    inspection(row, row.inspect, 25),
    milliseconds(row.withExamples),
    inspection(row, row.withExamples, 40),
  ]),
)}
`;
}

function persistOf({ servers, rates, aims }, { rounds, count }) {
  const [[plain, ...kept]] = rates;
  const rows = kept.map((rate, index) => [
    servers[index + 1],
    number(rate),
    withAim((rate / plain).toFixed(2), rate / plain, aims[0], { isLeast: true }),
  ]);
  return `## A file that keeps the state

Creates per CPU second among 10,000 items, medians of ${rounds} rounds of ${number(count)}, by turns. The file is written once a second.

${table(['', 'creates', 'share'], [[servers[0], number(plain), ''], ...rows])}
`;
}

function itemsOf({ node, items: { sizes, rows, memory, indexed } }) {
  const first = rows[0].times[0];
  const cells = rows.map(({ name, aim, times: measured }) => {
    const base = name === 'create' ? measured[0] : first;
    return [
      name,
      ...measured.map((time, index) => {
        const text = `${number(time)} µs, ${times(time / base)}`;
        return index === sizes.length - 1 ? withAim(text, time / base, aim) : text;
      }),
    ];
  });
  return `## Items on Node ${node}

CPU time of a request to the department API, by the number of its items, and as a multiple of page 1 of ten items; that of a
create as a multiple of a create among ten. Each item has nine members. Aim for the memory of a million: below 1,000 MB.

${table(
  ['', ...sizes.map((size) => `${number(size)} items`)],
  [
    ...cells,
    ['memory (RSS) after pages 1 and 1,000', ...memory.map(megabytes)],
    ['and in the end, with indexes', ...indexed.map(megabytes)],
  ],
)}
`;
}

function suiteOf({ suite, starts }) {
  const { runs, long, inProcess, tenths, first } = suite;
  const perSecond = ({ cases, cpu }) => cases / (cpu / 1e6);
  const ofRuns = runs.map(({ name, cases, requests, cpu }) => [
    `\`stuntdouble test\`: ${name}`,
    number(cases),
    number(requests),
    `${(cpu / 1e6).toFixed(2)} s`,
    number(perSecond({ cases, cpu })),
    '',
  ]);
  const rates = long.map(perSecond);
  const share = median(long.map((round) => perSecond(round) / round.rate));
  const [{ cases, requests }] = long;
  const ofLong = [
    'a long run of the department API, sixteen at a time',
    number(cases),
    number(requests),
    `${(median(long.map(({ cpu }) => cpu)) / 1e6).toFixed(2)} s`,
    number(median(rates)),
    withAim(share.toFixed(3), share, 0.12, { isLeast: true }),
  ];
  const rows = tenths.map((tenth, index) => {
    const before = tenths[index - 1] ?? { cases: 0, cpu: 0 };
    const time = (tenth.cpu - before.cpu) / (tenth.cases - before.cases);
    return [number(tenth.cases), `${time.toFixed(0)} µs`, `${tenth.heap} MB`];
  });
  return `## The suite

CPU time of the suite's process; the server is in another one. Whole runs are those of the command, from its start to its
end: description, plan, requests and report. The long run is one in a process that has run before, of
${number(cases)} cases: each case of the description many times, with other values each time. So what is done once for a run
is hardly in it, and all that is done for a case is: it is filled in, sent, checked, counted for the coverage and kept for
the report. Bare \`node:http\` responded with its list by turns with it; the share is that of cases to its responses, each per CPU
second.

${table(
  ['', 'cases', 'requests', 'CPU time', 'cases per CPU second', 'share of the list of bare `node:http`'],
  [...ofRuns, ofLong],
)}

In one process with the server of \`npm run faults\`, whose time is included, four cases at a time, it is
${number(perSecond(inProcess))} cases per CPU second. \`stuntdouble test\` has used ${milliseconds(first)} of CPU time when it sends its first request:
${times(first / starts[0].time)} the start of bare Express. A long run in one process, of cases that only read, by the number of
cases so far; the report keeps something of each case:

${table(['cases', 'CPU time of a case', 'heap'], rows)}
`;
}

function planningOf(planning) {
  const rows = planning.map(({ name, most, seconds, times: multiple, memory }) => [
    name,
    `${seconds.toFixed(2)} s`,
    withAim(`${multiple.toFixed(1)}×`, multiple, most),
    withAim(`${memory.toFixed(0)} MB`, memory, MOST_MEMORY),
  ]);
  return `## Planning

CPU time and memory of \`stuntdouble test\` against a mock in another process, which is not counted. The multiples are of the
CPU time in which \`stuntdouble mock\` starts with the same description, until the end of its first response.

${table(['part of a run', 'CPU time', '', 'memory'], rows)}
`;
}
