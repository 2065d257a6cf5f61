// Runs `stuntdouble strength` on both bundled APIs, and on five descriptions of ../shared/corpus/open where that is there;
// with --bounded, on a sample of the breaks of both bundled APIs. Fails when fewer than 97 % of the forbidden breaks of one
// of them are found. With --json FILE, writes the outcome; with --reports FOLDER, the reports.
// npm run strength -- [--bounded] [--json FILE] [--reports FOLDER]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const {
  values: { bounded: isBounded, json, reports },
} = parseArgs({
  options: { bounded: { type: 'boolean' }, json: { type: 'string' }, reports: { type: 'string' } },
});
const CLI = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
const FOLDER = fileURLToPath(new URL('../../shared/corpus/open', import.meta.url));
const BUNDLED = ['rocketchat', 'livehelpnow'];
const OPEN = [
  'museum/openapi.yaml',
  'scalar-galaxy.yaml',
  'petstore3.yaml',
  'alertmanager.yaml',
  'gotify.json',
];

/** The least share of the forbidden breaks that is found. */
const FLOOR = '97%';

/** So many breaks of each API are tried in a bounded run, and so long, in seconds. */
const SAMPLE = 150;
const BUDGET = 75;

const folder = reports ?? join(tmpdir(), `stuntdouble-strength-${process.pid}`);
mkdirSync(folder, { recursive: true });
const sources =
  isBounded || !existsSync(FOLDER) ? BUNDLED : [...BUNDLED, ...OPEN.map((file) => join(FOLDER, file))];
const failures = sources.filter((source) => !run(source));
if (!isBounded && sources === BUNDLED) process.stdout.write('not run: the open descriptions are not there\n');
for (const source of failures) process.stdout.write(`failed: ${basename(source)}\n`);
if (json !== undefined)
  writeFileSync(json, JSON.stringify({ kind: failures.length === 0 ? 'passed' : 'failed' }));
process.exitCode = failures.length === 0 ? 0 : 1;

/** Prints what is found of one API, and returns whether that is enough. */
function run(source) {
  const file = join(folder, `${source.replace(/^.*\/open\//, '').replaceAll('/', '-')}.json`);
  const limits = isBounded ? ['--sample', String(SAMPLE), '--budget', `${BUDGET}s`] : [];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [CLI, 'strength', source, '--min-strength', FLOOR, '--json', file, ...limits],
    { encoding: 'utf8', maxBuffer: 100_000_000 },
  );
  const [report] = status === 0 || status === 1 ? JSON.parse(readFileSync(file, 'utf8')).reports : [];
  if (report === undefined) {
    process.stdout.write(`${stdout}${stderr}`);
    return false;
  }
  const { score, unseen, allowed, run: ran, verdict, broken } = report;
  const found = allowed.filter(({ fate }) => fate.kind === 'killed').length;
  process.stdout.write(
    `${report.api} (${basename(source)}): ${score.killed} of ${score.forbidden} forbidden breaks found; ` +
      `${unseen.length} unseen; ${allowed.length} allowed, ${found} of them found; ` +
      `${(ran.milliseconds / 1000).toFixed(0)} s; ${verdict.kind}: ${verdict.reason}` +
      `${broken === undefined ? '' : `; ${broken.detail}`}\n`,
  );
  return status === 0;
}
