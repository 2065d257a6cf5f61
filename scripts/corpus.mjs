// Loads every description of a folder, each in its own process, and prints a table of the results: operations that are
// served and that are not, CPU time and memory of the start, and how our validator agrees with another one on the
// examples, on generated valid and invalid values of each schema, and on a sample of the mock's bodies.
// Fails when a description does not load, the validators disagree, the mock breaks the description, or an operation has
// no success, unless corpus/exceptions.json proves that it cannot have one. With --contract, it also fails when the suite
// has findings on the mock, or too few cases.
// Fails too when the generator finds too few values (of schemas that are made around a value, and of all patterns), when an
// operation has no success without state, and when a value of the JSON Schema Test Suite is judged wrongly.
// With --bounded, the suite sends only every eighth of the cases that cannot show a success, and fewer schemas are made.
// --json FILE writes the outcome.
// npm run corpus -- [FOLDER] [--contract] [--bounded] [--json FILE]
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { measureSuite } from './corpus/json-schema-suite.mjs';
import { stateFaults, stateLines } from './corpus/mock/states.mjs';
import { expectedLine } from './corpus/mock/expected-findings.mjs';
import { exceptionFaults } from './corpus/exceptions.mjs';
import { measureWitnesses } from './corpus/witness.mjs';

const {
  values: { contract: isContract, bounded: isBounded, json },
  positionals: [named],
} = parseArgs({
  options: { contract: { type: 'boolean' }, bounded: { type: 'boolean' }, json: { type: 'string' } },
  allowPositionals: true,
});
const folder = named ?? fileURLToPath(new URL('../../shared/corpus/open', import.meta.url));
const ONE = fileURLToPath(new URL('corpus/one.mjs', import.meta.url));
const AT_A_TIME = 2;
const PATIENCE = 300_000;
const MOCK_COLUMNS = [
  'mock of',
  'operations',
  'answered 2xx',
  'bodies',
  'fitting',
  'compared',
  'agreed',
  'sequences',
  'held',
  'reads',
  'repeated',
  'keywords',
  'broken',
  'cases',
  'passed',
  'findings',
];

const files = descriptionsIn(folder);
if (files.length === 0) {
  const reason = `there is no description in ${relative('', folder)}`;
  process.stderr.write(`${reason}\n`);
  writeOutcome({ kind: 'not run', reason });
  process.exit(2);
}
const results = await inTurns(files, loadOne);
report(results);
reportMocks(results);
const witnesses = await measureWitnesses(
  files.map((file) => join(folder, file)),
  isBounded,
);
const suite = await measureSuite(new URL('../dist/.modules/', import.meta.url));
print('', ...stateLines(results), ...witnesses.lines, suite.line);
const broken = [
  ...mockFaults(results),
  ...stateFaults(results),
  ...witnesses.faults,
  ...suite.faults,
  ...(isContract ? contractFaults(results) : []),
];
print('', ...broken);
const isAllGood = results.every(isGood) && broken.length === 0;
writeOutcome({ kind: isAllGood ? 'passed' : 'failed' });
process.exitCode = isAllGood ? 0 : 1;

/** Returns the descriptions that index.json lists, or without it, all files that look like a description. */
function descriptionsIn(path) {
  if (!existsSync(path)) return [];
  const index = join(path, 'index.json');
  if (existsSync(index)) return JSON.parse(readFileSync(index, 'utf8')).map(({ file }) => file);
  return readdirSync(path, { recursive: true })
    .filter((file) => /\.(?:ya?ml|json)$/.test(file))
    .filter((file) =>
      /^\s*\{?\s*["']?(?:openapi|swagger)["']?\s*:/m.test(readFileSync(join(path, file), 'utf8')),
    )
    .toSorted((left, right) => (left < right ? -1 : 1));
}

async function loadOne(file) {
  const options = { timeout: PATIENCE, maxBuffer: 100_000_000 };
  try {
    const args = [ONE, join(folder, file), file, ...(isBounded ? ['--bounded'] : [])];
    const { stdout } = await promisify(execFile)(process.execPath, args, options);
    return { ...JSON.parse(stdout), file };
  } catch (error) {
    return { kind: 'failed', file, reason: error.killed ? 'it takes too long' : error.message };
  }
}

/** Does the work for all items, a few at the same time. Returns the results in the order of the items. */
async function inTurns(items, work) {
  const done = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next;
      next += 1;
      done[index] = await work(items[index]);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return done;
}

function isGood({ kind, judged, values }) {
  return kind === 'loaded' && judged.disagreements.length === 0 && values.unexplained.length === 0;
}

function report(all) {
  const loaded = all.filter(({ kind }) => kind === 'loaded');
  const rows = [
    [
      'description',
      'version',
      'served',
      'disabled',
      'faults',
      'CPU ms',
      'MB',
      'examples',
      'broken',
      'agreed',
      'schemas',
      'values',
      'agreed',
    ],
    ...all.map(rowOf),
    totalRow(all, loaded),
  ];
  printTable(rows, 2);
  for (const result of all) print(...notesOf(result));
  const [compared, agreed] = ['compared', 'agreed'].map((name) =>
    loaded.reduce((sum, { values }) => sum + values[name], 0),
  );
  const share = ((agreed / Math.max(compared, 1)) * 100).toFixed(3);
  print(
    '',
    `${loaded.length} of ${all.length} loaded; of ${compared} values, ${agreed} are judged as by the other validator (${share} %)`,
  );
}

/** Prints a table. The first `texts` columns are aligned as text, the others as numbers. */
function printTable(rows, texts) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column < texts ? String(cell).padEnd(widths[column]) : String(cell).padStart(widths[column]),
    );
    print(cells.join('  ').trimEnd());
  }
}

function rowOf({ file, kind, version, operations, disabled, faults, start, judged, values }) {
  if (kind === 'failed') return [file, 'FAILED', ...Array.from({ length: 11 }, () => '')];
  const { valid, invalid, compared, agreed } = judged;
  return [
    file,
    version,
    operations,
    disabled.length,
    faults.length,
    Math.round(start.cpu),
    Math.round(start.memory),
    valid + invalid,
    invalid,
    `${agreed}/${compared}`,
    values.schemas,
    values.compared,
    values.agreed,
  ];
}

function totalRow(all, loaded) {
  const sum = (pick) => loaded.reduce((total, one) => total + pick(one), 0);
  const median = (pick) => loaded.map(pick).toSorted((left, right) => left - right)[loaded.length >> 1] ?? 0;
  return [
    'in total (CPU, MB: median)',
    '',
    sum(({ operations }) => operations),
    sum(({ disabled }) => disabled.length),
    sum(({ faults }) => faults.length),
    Math.round(median(({ start }) => start.cpu)),
    Math.round(median(({ start }) => start.memory)),
    sum(({ judged }) => judged.valid + judged.invalid),
    sum(({ judged }) => judged.invalid),
    `${sum(({ judged }) => judged.agreed)}/${sum(({ judged }) => judged.compared)}`,
    sum(({ values }) => values.schemas),
    sum(({ values }) => values.compared),
    sum(({ values }) => values.agreed),
  ];
}

/** Returns lines with details that do not fit into the table. */
function notesOf(result) {
  const { file, kind, reason, disabled = [], judged, values } = result;
  const disagreements = [...(judged?.disagreements ?? []), ...(values?.unexplained ?? [])];
  const lines = [
    ...(kind === 'failed' ? [`does not load: ${reason}`] : []),
    ...disabled.map((operation) => `disabled: ${operation}`),
    ...disagreements.map(
      ({ pointer, direction, value, ours, theirs }) =>
        `judged otherwise: ${pointer} (${direction ?? value}): ${ours}; the other validator: ${theirs}`,
    ),
  ];
  return lines.length === 0 ? [] : ['', file, ...lines.map((line) => `  ${line}`)];
}

function reportMocks(all) {
  const loaded = all.filter(({ kind }) => kind === 'loaded');
  const counts = loaded.map(mockCounts);
  const total = counts[0]?.map((_, column) => counts.reduce((sum, row) => sum + row[column], 0)) ?? [];
  const rows = [
    MOCK_COLUMNS,
    ...loaded.map(({ file }, index) => [file, ...counts[index]]),
    ['in total', ...total],
  ];
  print('');
  printTable(rows, 1);
  print('', expectedLine(loaded.reduce((sum, { mock }) => sum + mock.expected, 0)));
  for (const { file, mock } of loaded) {
    const lines = [
      ...mock.unanswered.map((id) => `no success of ${id} was seen`),
      ...mock.witnessed.disagreements.map((one) => `the other validator judges otherwise: ${one}`),
      ...mock.findings.map((finding) => `the suite says: ${finding}`),
      ...mock.blocked.map((one) => `blocked: ${one}`),
    ];
    if (lines.length > 0) print('', file, ...lines.map((line) => `  ${line}`));
  }
}

function mockCounts({ operations, mock }) {
  const { answered, bodies, witnessed, readBack, repeatable, keywords, cases, passed, findings } = mock;
  return [
    operations,
    answered,
    bodies.all,
    bodies.fitting,
    witnessed.compared,
    witnessed.agreed,
    readBack.all,
    readBack.good,
    repeatable.all,
    repeatable.same,
    keywords.used,
    keywords.used - keywords.missing.length,
    cases,
    passed,
    findings.length,
  ];
}

/**
 * Returns the broken promises of the mocks: every operation has a success, every body fits, every created item can be
 * read back, and the same requests get the same responses.
 */
function mockFaults(all) {
  const loaded = all.filter(({ kind }) => kind === 'loaded');
  const sum = (pick) => loaded.reduce((total, one) => total + pick(one), 0);
  const wrong = [
    [sum(({ mock }) => mock.bodies.all - mock.bodies.fitting) > 0, 'a body of a mock breaks its description'],
    [
      sum(({ mock }) => mock.witnessed.compared - mock.witnessed.agreed) > 0,
      'the other validator judges a body of a mock otherwise',
    ],
    [named === undefined && sum(({ mock }) => mock.bodies.all) === 0, 'no body of a mock was validated'],
    [
      named === undefined && sum(({ mock }) => mock.witnessed.compared) === 0,
      'no body of a mock was judged by the other validator',
    ],
    [sum(({ mock }) => mock.readBack.all - mock.readBack.good) > 0, 'a sequence did not hold'],
    [sum(({ mock }) => mock.repeatable.all - mock.repeatable.same) > 0, 'a request was answered differently'],
  ];
  return [
    ...exceptionFaults(loaded, named === undefined),
    ...wrong.filter(([isWrong]) => isWrong).map(([, message]) => message),
  ];
}

/** Returns the faults of the suite's runs: findings, blocked cases, and numbers of cases below the minimum. */
function contractFaults(all) {
  const loaded = all.filter(({ kind }) => kind === 'loaded');
  const sum = (pick) => loaded.reduce((total, one) => total + pick(one), 0);
  const [operations, cases] = [sum((one) => one.operations), sum(({ mock }) => mock.cases)];
  const [used, missing] = [
    sum(({ mock }) => mock.keywords.used),
    sum(({ mock }) => mock.keywords.missing.length),
  ];
  const [valid, accepted] = [sum(({ mock }) => mock.valid), sum(({ mock }) => mock.accepted)];
  const wrong = [
    [sum(({ mock }) => mock.findings.length) > 0, 'the suite has findings on our own mock'],
    [sum(({ mock }) => mock.blocked.length) > 0, 'cases were blocked'],
    [cases < (isBounded ? 3 : 10) * operations, `only ${cases} cases for ${operations} operations`],
    [missing > 0.1 * used, `${missing} of ${used} keywords of requests are broken by no case`],
    [
      accepted < 0.97 * valid, // invented identifiers are refused, and so are requests below them
      `only ${accepted} of ${valid} valid requests were accepted`,
    ],
  ];
  return wrong.filter(([isWrong]) => isWrong).map(([, message]) => message);
}

function writeOutcome(outcome) {
  if (json !== undefined) writeFileSync(json, JSON.stringify(outcome));
}

function print(...lines) {
  for (const line of lines) process.stdout.write(`${line}\n`);
}
