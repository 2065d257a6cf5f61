import type { FaultSettings } from '../../control/faults/fault-settings.ts';
import { json } from './control-response.ts';
import {
  changedFor,
  changedNamespace,
  SETTINGS_LIMIT,
  withJsonBody,
  type ControlCall,
  type Endpoints,
} from './endpoint.ts';

export const FAULT_ENDPOINTS: Endpoints = {
  '/faults': {
    methods: ['GET', 'POST', 'DELETE'],
    does:
      'shows, or sets to the body, how slow the responses of the namespace are and how often they fail: latency, fail, ' +
      'operations; DELETE: neither; with ?all=true in each namespace',
    respond: faults,
  },
};

async function faults(call: ControlCall) {
  const { mock, namespace, request } = call;
  const set = (given: FaultSettings) => {
    mock.controls.setFaults(given, changedNamespace(call));
    return json(200, { ...changedFor(call), faults: given });
  };
  if (request.method === 'DELETE') return set({});
  if (request.method === 'POST')
    return withJsonBody(call, SETTINGS_LIMIT, (value) => set(value as FaultSettings));
  return json(200, { namespace, faults: mock.controls.settings(namespace).faults ?? {} });
}
