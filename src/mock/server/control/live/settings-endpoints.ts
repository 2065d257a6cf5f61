import type { RawResponse } from '../../../../http/message.ts';
import type { ShownSettings } from '../../../control/inspect/shown/settings.ts';
import { json } from '../control-response.ts';
import {
  BodyError,
  changedFor,
  changedNamespace,
  onlyWith,
  urlOf,
  withJsonBody,
  type ControlCall,
  type Endpoints,
} from '../endpoint.ts';

export const SETTINGS_ENDPOINTS: Endpoints = {
  '/settings': {
    methods: ['GET'],
    does: 'shows all that is set for the namespace beside its state, and what can be: scenarios, identities',
    respond: settings,
  },
  '/identity': {
    methods: ['POST'],
    does:
      'lets each request of the namespace count as one of an identity, whatever its credentials: {"id": "ada"}; null: of ' +
      'its own; with ?all=true in each namespace',
    respond: identity,
  },
};

async function settings(call: ControlCall): Promise<RawResponse> {
  const { mock, namespace } = call;
  const set = mock.controls.settings(namespace);
  const shown: ShownSettings = {
    namespace,
    namespaces: await mock.namespaces(),
    url: urlOf(call) ?? null,
    now: mock.now(namespace).toISOString(),
    scenario: set.scenario ?? null,
    scenarios: mock.controls.scenarios,
    clock: set.clock ?? null,
    faults: set.faults ?? {},
    answers: set.answers ?? {},
    identity: set.identity ?? null,
    identities: mock.inspector.identities(),
  };
  return json(200, shown);
}

async function identity(call: ControlCall): Promise<RawResponse | undefined> {
  return withJsonBody(call, 10_000, (value) => {
    const { id } = onlyWith(['id'], value);
    if (typeof id !== 'string' && id !== null)
      throw new BodyError('/id: give the id of an identity, or null');
    call.mock.controls.setIdentity(id ?? undefined, changedNamespace(call));
    return json(200, { ...changedFor(call), identity: id });
  });
}
