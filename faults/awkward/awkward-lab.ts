import type { Identities } from '../../src/contract/case/identities.ts';
import { loadDescriptionSync } from '../../src/bundled/load-description.ts';
import { readExpected } from '../lab/expected-findings.ts';
import { markedInReads, type HiddenInReads } from '../lab/in-reads.ts';
import type { Lab, RightServer } from '../lab/lab.ts';
import { fileOf } from '../read-document.ts';
import type { Clock } from '../server/clock.ts';
import { handleOf } from '../tamper/tampering.ts';
import { AWKWARD_FAULTS } from './awkward-faults.ts';
import { letIn, seed } from './seed.ts';
import { Awkward } from './server/awkward.ts';
import { stockAwkward } from './stock-awkward.ts';
import { SERVICE_TOKEN } from './server/campus.ts';
import { readDocument } from './tamper-awkward.ts';

const IDENTITIES: Identities = { default: { credentials: { session: SERVICE_TOKEN } } };

const DESCRIPTION = loadDescriptionSync(fileOf('awkward/description.yaml'), { name: 'awkward' });

const HIDDEN_IN_READS: HiddenInReads = [
  [/^the newest .* is not listed$/, 'nobody who only reads knows what is missing'],
  [/^groups are listed in capitals$/, 'a group is shown by its list alone'],
];

/** A server as real ones are. */
export const AWKWARD: Lab = {
  name: 'awkward',
  description: DESCRIPTION,
  identities: IDENTITIES,
  safety: 'full',
  rightServer: startRight,
  faults: markedInReads(AWKWARD_FAULTS, DESCRIPTION, HIDDEN_IN_READS),
  stock: stockAwkward,
  expected: readExpected('awkward.expected.json'),
  toldHarm: ['maintenance was left switched on'],
  floor: 0.95,
  allPass: false,
  budget: { run: 180_000, hunt: 10_000, hunts: 1_800_000 },
};

/** The server without a fault. It keeps what it has stored for as long as it is there. */
function startRight(clock: Clock): RightServer {
  const server = new Awkward(readDocument(), clock);
  const { campus } = server;
  const harmDone = seed(campus);
  const lasting = new Set<string>();
  const harm = () => [...new Set([...lasting, ...harmDone()])];
  return {
    handle: handleOf(server),
    harm,
    restart: () => {
      for (const sentence of harmDone()) lasting.add(sentence);
      campus.hasEnded = false;
      campus.isInMaintenance = false;
      campus.sessions.clear();
      letIn(campus);
    },
  };
}
