/** The correct server and its cases, with which `npm run bench` measures the suite. */
export { rightServer } from './fault.ts';
export { CASES, DESCRIPTION, IDENTITIES, runOn } from './run-suite.ts';
export { serveDepot } from './serve-depot.ts';
export { runContract } from '../src/contract/run-contract.ts';
