/** The server without a planted fault and its cases, with which `npm run bench` measures the suite. */
import { rightServer } from './depot/depot-lab.ts';
import { serve } from './server/serve.ts';

export { CASES, DESCRIPTION, IDENTITIES, rightServer, runOn } from './depot/depot-lab.ts';
export { runContract } from '../src/contract/run-contract.ts';

/** Serves the depot on a free port of this machine, and returns its URL. */
export async function serveDepot(): Promise<string> {
  return (await serve(rightServer())).url;
}
