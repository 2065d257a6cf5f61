// Runs the suite on a server in another process, as often as the parent asks for it, and tells what that took.
// node suite-loopback.mjs DESCRIPTION URL; each message is the number of cases of a run.
// A run has each planned case many times, with other values each time: then what a run costs once is hardly in what a case
// costs, and all that is done for a case is: it is filled in, sent, checked, counted for the coverage and kept for the report.
import { loadDescription, planCases, runContract } from '../../dist/index.js';
import { CALLER } from '../descriptions/department-api.mjs';

const [file, target] = process.argv.slice(2);
const identities = {
  default: { credentials: { token: CALLER['x-auth-token'], user: CALLER['x-user-id'] } },
};
const description = await loadDescription(file);
const planned = planCases(description, { identities });

process.on('message', (count) => {
  run(count).then(
    (ran) => process.send(ran),
    ({ message }) => process.send({ error: message }),
  );
});
process.on('disconnect', () => process.exit());

async function run(count) {
  const cases = Array.from({ length: count }, (_, index) => caseAt(index));
  const before = process.cpuUsage();
  const { counts, findings, times } = await runContract({
    description,
    identities,
    cases,
    target,
    safety: 'full',
    concurrency: 16,
    keepsMessages: false,
  });
  const { user, system } = process.cpuUsage(before);
  if (counts.passed !== count)
    throw new Error(`the target is right, and not all passed: ${findings[0]?.found}`);
  const requests = times.reduce((sum, one) => sum + one.requests, 0);
  return { cases: count, requests, cpu: user + system };
}

function caseAt(index) {
  const one = planned[index % planned.length];
  const turn = Math.floor(index / planned.length);
  return turn === 0 ? one : { ...one, id: `${one.id}~${turn}` };
}
