import type { Case } from '../../src/contract/case/case.ts';
import type { Identities } from '../../src/contract/case/identities.ts';
import type { Report } from '../../src/contract/report/report.ts';
import { loadDescriptionSync } from '../../src/bundled/load-description.ts';
import { markedInReads, type HiddenInReads } from '../lab/in-reads.ts';
import type { Lab } from '../lab/lab.ts';
import { fileOf } from '../read-document.ts';
import { runOn as runSuiteOn, type RunOnOptions } from '../run-suite.ts';
import type { Handle } from '../server/message.ts';
import { handleOf } from '../tamper/tampering.ts';
import { ALL_FAULTS } from './depot-faults.ts';
import { API_KEY, TOKENS } from './server/credentials.ts';
import { Depot } from './server/depot.ts';
import { stockDepot } from './stock-depot.ts';
import { readDocument } from './tamper-depot.ts';

export const IDENTITIES: Identities = {
  default: { credentials: { apiKey: API_KEY, oauth: 'token-of-all' } },
  reader: {
    credentials: { apiKey: API_KEY, oauth: 'token-of-reader' },
    roles: TOKENS['token-of-reader'],
  },
};

export const DESCRIPTION = loadDescriptionSync(fileOf('depot/description.yaml'), { name: 'depot' });

const HIDDEN_IN_READS: HiddenInReads = [
  [/^the newest is not listed$/, 'nobody who only reads knows what is missing'],
  [/^the list shows what was first sent$|^nothing ever changes$/, 'it shows once something is changed'],
];

/** The depot: a server that follows its description exactly. */
export const DEPOT: Lab = {
  name: 'depot',
  description: DESCRIPTION,
  identities: IDENTITIES,
  safety: 'full',
  rightServer: () => ({ handle: rightServer(), restart: () => {}, harm: () => [] }),
  faults: markedInReads(ALL_FAULTS, DESCRIPTION, HIDDEN_IN_READS),
  stock: stockDepot,
  expected: [],
  floor: 0.97,
  toldHarm: [],
  allPass: true,
  budget: { run: 120_000, hunt: 30_000, hunts: 1_800_000 },
};

/** Returns a depot without a planted fault. */
export function rightServer(): Handle {
  return handleOf(new Depot(readDocument()));
}

/** Runs cases on a depot. */
export function runOn(handle: Handle, cases: readonly Case[], options?: RunOnOptions): Promise<Report> {
  return runSuiteOn(DEPOT, handle, cases, options);
}
