import { bundledApi, BUNDLED_NAMES } from '../../src/bundled/bundled-apis.ts';
import { resolveCallers } from '../../src/cli/contract/callers.ts';
import { isLoopback } from '../../src/http/host/loopback.ts';
import { createMock } from '../../src/create-mock.ts';
import { describeContract } from '../../src/contract/in-tests/describe-contract.ts';
import { type Safety } from '../../src/contract/plan/plan-cases.ts';
import { supertestTarget } from '../contract/target/supertest-target.ts';

/**
 * The contract suite as Jest tests, one for each case: of the mock's Express app, or of TARGET_URL.
 *
 *   TARGET_URL      the server, such as https://chat.example.com; default: the mock
 *   TARGET_API      which of the bundled APIs it serves; default: all
 *   TARGET_SAFETY   read-only, create-own or full; default: full on this machine, read-only elsewhere
 *   STUNTDOUBLE_…   credentials by security scheme: STUNTDOUBLE_AUTH_TOKEN, STUNTDOUBLE_USER_ID, …
 */
const { TARGET_URL, TARGET_API, TARGET_SAFETY } = process.env;

for (const name of TARGET_API === undefined ? BUNDLED_NAMES : [TARGET_API]) {
  const api = bundledApi(name);
  if (api === undefined) throw new Error(`TARGET_API: give one of ${BUNDLED_NAMES.join(', ')}`);
  const isRemote = TARGET_URL !== undefined && !isLoopback(new URL(TARGET_URL));
  const target =
    TARGET_URL === undefined
      ? supertestTarget('the mock', createMock({ descriptions: name }))
      : supertestTarget(TARGET_URL, TARGET_URL, isRemote);
  const { identities, headers } = resolveCallers(api, {
    task: { headers: [], identities: [] },
    environment: process.env,
    isLocal: !isRemote,
  });
  describeContract({
    description: api.description,
    target,
    identities,
    headers,
    ...(TARGET_SAFETY !== undefined && { safety: TARGET_SAFETY as Safety }),
  });
}
