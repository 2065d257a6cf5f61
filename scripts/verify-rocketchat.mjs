// Compares the bundled description of Rocket.Chat with the product: which requests it accepts, by the validators of its public
// packages and by what its handlers check after them, and a day's work of its client on the mock, with its declared types.
// Fails where less than 97 % of an operation's requests are treated alike, on a difference that
// scripts/verify/rocketchat/differences.json does not list, and on one that it lists and that is not there any more.
// npm run verify:rocketchat
// It takes less than a minute, and leaves its outcome in reports/verify-rocketchat.json for CI.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkTypes } from './verify/rocketchat/check-types.mjs';
import { compareAcceptance } from './verify/rocketchat/compare-acceptance.mjs';
import { workADay } from './verify/rocketchat/day.mjs';
import { mendedAnswer } from './verify/rocketchat/mended-answer.mjs';
import { OPERATIONS } from './verify/rocketchat/operations.mjs';
import { installRocketchat, loadValidators, versionsIn } from './verify/rocketchat/packages.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** The least number of requests of an operation, and the least share of them that is treated alike. */
const COUNT = 300;
const LEAST_SHARE = 0.97;
const TIME_LIMIT = 290_000;

const signal = AbortSignal.timeout(TIME_LIMIT);
const outcome = await verify().catch((error) => ({ kind: 'failed', reason: error.message }));
mkdirSync('reports', { recursive: true });
writeFileSync('reports/verify-rocketchat.json', `${JSON.stringify(outcome)}\n`); // for .ci/summary.mjs
process.stdout.write(`verify:rocketchat: ${outcome.kind}: ${outcome.reason}\n`);
if (outcome.kind === 'failed') process.exitCode = 1;

async function verify() {
  const { folder, reason } = await installRocketchat(signal);
  if (folder === undefined) return { kind: 'not run', reason };
  process.stdout.write(`${versionsIn(folder).join(', ')}\n\n`);
  const { createMock, listen } = await import('../dist/index.js');
  const validators = await loadValidators(folder);
  const faults = await compareAll({ validators, createMock, count: COUNT });
  const answers = await workADay({ folder, createMock, listen });
  const exceptions = listIn('type-exceptions.json');
  const misfits = await misfitsOf(answers, { exceptions, folder });
  faults.push(...unlike('types', misfits.planned, exceptions), ...misfits.others);
  const types = `${answers.length - misfits.planned.size} of ${answers.length} answers to the client have its types as a whole`;
  process.stdout.write(`  ${types}\n\n`);
  if (faults.length > 0) return { kind: 'failed', reason: `\n  ${faults.join('\n  ')}` };
  return { kind: 'passed', reason: `${OPERATIONS.length} operations; ${types}, the others are listed` };
}

/** Returns which answers break their types, and which do so elsewhere than at the places of their exception. */
async function misfitsOf(answers, { exceptions, folder }) {
  const mended = Object.entries(exceptions).flatMap(([misfit, { fits }]) =>
    answers
      .filter(({ name }) => misfit.startsWith(`${name}: `))
      .map((answer) => ({
        ...mendedAnswer(answer, fits),
        name: `types: beside the exception, ${answer.name}`,
      })),
  );
  const found = await checkTypes([...answers, ...mended], folder, signal);
  const others = found.filter((misfit) => misfit.startsWith('types: '));
  const planned = found.filter((misfit) => !others.includes(misfit));
  return { planned: new Map(planned.map((misfit) => [misfit, 'breaks its type'])), others };
}

/** Prints the table, and returns the faults as sentences. */
async function compareAll(context) {
  const listed = listIn('differences.json');
  const faults = [];
  process.stdout.write(row(['operation', 'requests', 'accepted', 'alike', 'by validator', 'differences']));
  for (const operation of OPERATIONS) {
    const { requests, accepted, alike, asValidated, differences } = await compareAcceptance(
      operation,
      context,
    );
    const [share, validated] = [alike, asValidated].map((one) => `${((100 * one) / requests).toFixed(1)} %`);
    process.stdout.write(row([operation.id, requests, accepted, share, validated, differences.size]));
    if (alike < LEAST_SHARE * requests)
      faults.push(`${operation.id}: only ${share} of the requests are treated alike`);
    faults.push(...unlike(operation.id, differences, listed[operation.id] ?? {}));
  }
  process.stdout.write('\n');
  return faults;
}

function listIn(file) {
  return JSON.parse(readFileSync(`scripts/verify/rocketchat/${file}`, 'utf8'));
}

function row([name, ...cells]) {
  return `  ${name.padEnd(24)}${cells.map((cell) => String(cell).padStart(14)).join('')}\n`;
}

/** `listed`: the reasons by the names of the differences. */
function unlike(id, differences, listed) {
  const unlisted = [...differences].filter(([name]) => listed[name] === undefined);
  const stale = Object.keys(listed).filter((name) => !differences.has(name));
  return [
    ...unlisted.map(([name, which]) => `${id}: not listed: ${name} (${which})`),
    ...stale.map((name) => `${id}: listed, but not found any more: ${name}`),
  ];
}
