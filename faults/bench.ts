/** The server without a planted fault and its cases, with which `npm run bench` measures the suite. */
import { DEPOT, IDENTITIES, rightServer } from './depot/depot-lab.ts';
import { casesOf } from './run-suite.ts';
import { serve } from './server/serve.ts';

export { rightServer, runOn } from './depot/depot-lab.ts';

export const CASES = casesOf(DEPOT);

/** Serves the depot on a free port of this machine, and returns its URL with the credentials of who may do everything. */
export async function serveDepot() {
  const { url } = await serve(rightServer());
  return { url, credentials: IDENTITIES['default']?.credentials ?? {} };
}
