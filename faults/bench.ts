/** The server without a planted fault and its cases, with which `npm run bench` measures the suite. */
import { IDENTITIES, rightServer } from './depot/depot-lab.ts';
import { serve } from './server/serve.ts';

export { CASES, rightServer, runOn } from './depot/depot-lab.ts';

/** Serves the depot on a free port of this machine, and returns its URL with the credentials of who may do everything. */
export async function serveDepot() {
  const { url } = await serve(rightServer());
  return { url, credentials: IDENTITIES['default']?.credentials ?? {} };
}
