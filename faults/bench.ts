/** What `npm run bench` measures the suite with: the server without a fault, and the cases for it. */
export { rightServer } from './fault.ts';
export { CASES, DESCRIPTION, IDENTITIES, runOn } from './run-suite.ts';
export { serveDepot } from './serve-depot.ts';
export { runContract } from '../src/contract/run-contract.ts';
