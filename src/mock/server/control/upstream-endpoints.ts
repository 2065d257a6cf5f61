import type { RawResponse } from '../../../http/message.ts';
import type { PassRules } from '../../control/passing/pass-rules.ts';
import type { ShownUpstream } from '../../control/inspect/shown/settings.ts';
import { json } from './control-response.ts';
import {
  changedFor,
  changedNamespace,
  SETTINGS_LIMIT,
  withJsonBody,
  type ControlCall,
  type Endpoints,
} from './endpoint.ts';

export const UPSTREAM_ENDPOINTS: Endpoints = {
  '/upstream': {
    methods: ['GET', 'POST', 'DELETE'],
    does:
      'shows the upstream, what of the namespace goes through to it, and how many of its responses broke the description; ' +
      'POST sets what goes through: {"mockOnly": ["getThing"], "pass": ["/things/**"], "onMissing": "pass"}; DELETE: as at ' +
      'start; with ?all=true in each namespace',
    respond: upstream,
  },
};

async function upstream(call: ControlCall): Promise<RawResponse | undefined> {
  const { mock, namespace, request } = call;
  const url = mock.passage.url ?? null;
  const rulesOf = () => mock.controls.settings(namespace).upstream ?? {};
  const set = (rules: PassRules | undefined) => {
    mock.controls.setPassing(rules, changedNamespace(call));
    return json(200, { ...changedFor(call), upstream: url, rules: rules ?? rulesOf() });
  };
  if (request.method === 'DELETE') return set(undefined);
  if (request.method === 'POST')
    return withJsonBody(call, SETTINGS_LIMIT, (value) => set(value as PassRules));
  const shown: ShownUpstream = {
    namespace,
    upstream: url,
    rules: rulesOf(),
    responses: mock.passage.counts(),
  };
  return json(200, shown);
}
