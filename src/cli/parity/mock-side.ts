import { inventedCredential, type CallerIdentity, type Identities } from '../../contract/case/identities.ts';
import type { OperationSettings } from '../../contract/case/operation-settings.ts';
import type { MockSide } from '../../contract/parity/follower.ts';
import type { Target } from '../../contract/target/target.ts';
import type { SecurityScheme } from '../../description/model/security.ts';
import { isLoopback } from '../../http/host/loopback.ts';
import type { MockApi } from '../../mock/api.ts';
import { toInitialData } from '../../mock/choose/prepare-fixtures.ts';
import { resolveCallers } from '../contract/callers.ts';
import type { ApiRun } from '../contract/plan-runs.ts';
import { addCallers, mockTarget, urlTargetOf } from '../contract/test-target.ts';
import { UsageError } from '../options/usage-error.ts';
import type { ParityTask } from './parity-options.ts';

/** The mock that the target is compared with. */
export interface ParityMock {
  readonly target: Target;
  /** Returns who asks it, and with what, for the run of an API. */
  readonly sideOf: (run: ApiRun) => MockSide;
}

/**
 * Creates the mock of a command line: the one at `--mock`, else one in this process, which takes the credentials that the
 * target gets, unless its fixtures have callers. @throws UsageError for a caller without credentials for `--mock`
 */
export function createParityMock(task: ParityTask, runs: readonly ApiRun[]): ParityMock {
  const { mock, test } = task;
  if (mock !== undefined) {
    const { proxy: _, ...direct } = test.connection;
    const connection = isLoopback(mock) ? direct : test.connection;
    const target = urlTargetOf(mock, { ...test, connection, rate: undefined, concurrency: 1 });
    const sides = new Map(runs.map((run) => [run, { target, ...remoteSide(run, task, mock) }]));
    return { target, sideOf: (run) => sides.get(run) ?? { target, ...remoteSide(run, task, mock) } };
  }
  const own = new Map(runs.map((run) => [run, localSide(run)]));
  const target = mockTarget([...own.values()].map(({ api }) => api));
  return {
    target,
    sideOf: (run) => {
      const { identities } = own.get(run) ?? localSide(run);
      const { headers, perOperation } = run.plan;
      return { target, identities, headers, perOperation };
    },
  };
}

/** Nothing that is given for the target goes to another server. */
function remoteSide(
  { api, plan }: ApiRun,
  { mockHeaders: headers, mockIdentities: identities }: ParityTask,
  url: URL,
): Omit<MockSide, 'target'> {
  const task = { headers, identities };
  const callers = resolveCallers(api, { task, environment: {}, isLocal: isLoopback(url) });
  const missing = Object.keys(plan.identities).filter((name) => !Object.hasOwn(callers.identities, name));
  if (missing.length > 0) {
    const lines = missing.map(
      (name) => `--mock-identity ${name}:Header=value: give its credentials for --mock`,
    );
    throw new UsageError(lines.join('\n'));
  }
  const perOperation = Object.entries(plan.perOperation).map(
    ([id, { timeout, excludeChecks }]): [string, OperationSettings] => [
      id,
      { ...(timeout !== undefined && { timeout }), ...(excludeChecks && { excludeChecks }) },
    ],
  );
  return {
    identities: callers.identities,
    headers: callers.headers,
    perOperation: Object.fromEntries(perOperation),
  };
}

/** The API as the mock serves it, and the callers that it knows. */
interface LocalSide {
  readonly api: MockApi;
  readonly identities: Identities;
}

function localSide({ api, plan }: ApiRun): LocalSide {
  const { securitySchemes } = api.description;
  const planned = Object.entries(plan.identities).map(([name, caller]): [string, CallerIdentity] => [
    name,
    withoutSources(caller, securitySchemes),
  ]);
  const given = api.fixtures?.['identities'] ?? [];
  const { identities: known } = toInitialData({ identities: given }, {}, 0);
  if (known.length === 0) {
    const identities = Object.fromEntries(planned);
    return { api: addCallers(api, identities), identities };
  }
  const knownAs = (name: string) => (name === 'default' ? known[0] : known.find(({ id }) => id === name));
  const identities = planned.map(([name, caller]): [string, CallerIdentity] => {
    const one = knownAs(name);
    return [name, one === undefined ? caller : { credentials: one.credentials, roles: one.roles }];
  });
  const further = planned
    .filter(([name]) => knownAs(name) === undefined)
    .map(([id, { credentials, roles = [] }]) => ({ id, roles, credentials }));
  const fixtures = { ...api.fixtures, identities: [...given, ...further] };
  return { api: { ...api, fixtures }, identities: Object.fromEntries(identities) };
}

/** Returns a caller with made-up credentials in the place of those that the target gives. */
function withoutSources(
  { sources = {}, ...caller }: CallerIdentity,
  schemes: readonly SecurityScheme[],
): CallerIdentity {
  const invented = schemes
    .filter(({ name }) => Object.hasOwn(sources, name))
    .map((scheme) => [scheme.name, inventedCredential(scheme)]);
  return { ...caller, credentials: { ...caller.credentials, ...Object.fromEntries(invented) } };
}
