import { once } from '../../../src/base/memoise.ts';
import { bundledApi } from '../../../src/bundled/bundled-apis.ts';
import { type Case } from '../../../src/contract/case/case.ts';
import { planCases } from '../../../src/contract/plan/plan-cases.ts';
import { resolveCallers } from '../../../src/cli/contract/callers.ts';
import { handlerTarget } from '../../../src/contract/target/handler-target.ts';
import { publish, type PublishedRun } from '../../../src/contract/report/publish-report.ts';
import { type PublishOptions } from '../../../src/contract/report/publish-finding.ts';
import { createMock } from '../../../src/create-mock.ts';
import { prepareContract } from '../../../src/contract/prepare-contract.ts';
import { type ContractOptions } from '../../../src/contract/run-contract.ts';
import { runPrepared } from '../../../src/contract/run-prepared.ts';
import { type Identities } from '../../../src/contract/case/identities.ts';
import { type RawRequest, type RawResponse } from '../../../src/http/message.ts';
import { fewOfEach } from '../bundled.ts';

/** The bundled API with a mock of its own, and those whom its fixtures know. */
export function rocketchat() {
  const api = bundledApi('rocketchat');
  if (api === undefined) throw new Error('rocketchat is bundled');
  const { identities } = resolveCallers(api, {
    task: { headers: [], identities: [] },
    environment: {},
    isLocal: true,
  });
  return {
    description: api.description,
    identities,
    handle: createMock({ descriptions: 'rocketchat' }).mock.handle,
  };
}

export type Change = (answer: RawResponse, request: RawRequest) => RawResponse | Promise<RawResponse>;

export const asIs: Change = (answer) => answer;

/** Changes departments to ones without what their description requires. */
export const bareDepartment: Change = (answer, { method, target }) =>
  method === 'GET' && DEPARTMENT.test(target) && answer.status === 200
    ? withJson(answer, { department: { _id: target.split('/').at(-1) }, success: true })
    : answer;

/** Matches the request target of a department. */
export const DEPARTMENT = /^\/api\/v1\/livechat\/department\/[^/?]+$/;

export const refusesCreation: Change = (answer, { method }) =>
  method === 'POST' ? { ...withJson(answer, { success: false }), status: 403 } : answer;

export const failsDeletion: Change = (answer, { method }) =>
  method === 'DELETE' ? { ...withJson(answer, {}), status: 500 } : answer;

/** Keeps the cases of the queue. */
export const onQueue = ({ operationId }: Case): boolean => operationId === 'getQueue';

type Options = Partial<Omit<ContractOptions, 'description' | 'target' | 'identities'>>;

export interface BrokenRun extends Options {
  readonly identities?: Identities;
  readonly publishing?: Partial<PublishOptions>;
  /** Default: 1970. */
  readonly started?: Date;
}

/** A few cases of each kind of a run that may do everything, with the credentials of the fixtures; planned once. */
const wholePlan = once(() => {
  const { description, identities } = rocketchat();
  return fewOfEach(planCases(description, { identities }));
});

/** Runs the suite against a mock whose answers are changed, and publishes the report. */
export async function runBroken(
  change: Change,
  { publishing, started = new Date(0), ...options }: BrokenRun = {},
): Promise<PublishedRun> {
  const { description, identities, handle } = rocketchat();
  const target = handlerTarget('mock', async (request) => change(await handle(request), request));
  const isWhole = options.identities === undefined && options.safety === undefined;
  const cases = isWhole ? { cases: wholePlan() } : {};
  const run = prepareContract({ description, target, identities, ...cases, ...options });
  return publish(await runPrepared(run, options, started), {
    failOn: 'likely',
    credentials: 'the test',
    baseUrl: 'http://api.example.com',
    source: 'rocketchat',
    alone: (id) => `stuntdouble test rocketchat --only ${id}`,
    replay: (id) => `stuntdouble replay ${id}`,
    placeOf: () => undefined,
    ...publishing,
  });
}

/** The answer with this JSON body instead of its own. */
export function withJson(answer: RawResponse, body: unknown): RawResponse {
  const headers = { ...answer.headers, 'content-type': 'application/json' };
  return { ...answer, headers, body: new TextEncoder().encode(JSON.stringify(body)) };
}
