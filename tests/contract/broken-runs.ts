import { bundledApi } from '../../src/bundled.ts';
import { callersOf } from '../../src/cli/test-callers.ts';
import { handlerTarget } from '../../src/contract/handler-target.ts';
import { publish, type Published } from '../../src/contract/report/publish.ts';
import { type PublishingFacts } from '../../src/contract/report/publish-finding.ts';
import {
  createMock,
  runContract,
  type ContractOptions,
  type Identities,
  type RawRequest,
  type RawResponse,
} from '../../src/index.ts';

/** The bundled API with a mock of its own, and those whom its fixtures know. */
export function rocketchat() {
  const api = bundledApi('rocketchat');
  if (api === undefined) throw new Error('rocketchat is bundled');
  const { identities } = callersOf(api, {
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

export interface BrokenRun extends Partial<Omit<ContractOptions, 'description' | 'target' | 'identities'>> {
  readonly facts?: Partial<PublishingFacts>;
  readonly identities?: Identities;
}

/** Runs the suite against a mock whose answers are changed, and publishes the report. */
export async function runBroken(change: Change, { facts, ...options }: BrokenRun = {}): Promise<Published> {
  const { description, identities, handle } = rocketchat();
  const callers = options.identities ?? identities;
  const target = handlerTarget('mock', async (request) => change(await handle(request), request));
  const report = await runContract({ description, target, ...options, identities: callers });
  return publish(report, {
    description,
    safety: options.safety ?? 'full',
    failOn: 'likely',
    identities: callers,
    headers: options.headers ?? {},
    credentials: 'the test',
    baseUrl: 'http://api.example.com',
    source: 'rocketchat',
    alone: (id) => `stuntdouble test rocketchat --only ${id}`,
    replay: (id) => `stuntdouble replay ${id}`,
    placeOf: () => undefined,
    started: new Date(0),
    ...facts,
  });
}

/** The answer with this JSON body instead of its own. */
export function withJson(answer: RawResponse, body: unknown): RawResponse {
  const headers = { ...answer.headers, 'content-type': 'application/json' };
  return { ...answer, headers, body: new TextEncoder().encode(JSON.stringify(body)) };
}
