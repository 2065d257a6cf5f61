import type { ClockChange } from '../../control/clock/clock-setting.ts';
import type { RawResponse } from '../../../http/message.ts';
import { json } from './control-response.ts';
import {
  changedNamespace,
  SETTINGS_LIMIT,
  withJsonBody,
  type ControlCall,
  type Endpoints,
} from './endpoint.ts';

export const CLOCK_ENDPOINTS: Endpoints = {
  '/clock': {
    methods: ['GET', 'POST'],
    does:
      'shows the clock of the namespace, or sets it to a time, advances it or frees it: {"set": "2024-01-01T00:00:00Z"}, ' +
      '{"advance": "2h"}, {"free": true}; with ?all=true in each namespace',
    respond: clock,
  },
};

async function clock(call: ControlCall): Promise<RawResponse | undefined> {
  const { mock, namespace, request } = call;
  const shown = () =>
    json(200, {
      namespace,
      now: mock.now(namespace),
      clock: mock.controls.settings(namespace).clock ?? null,
    });
  if (request.method !== 'POST') return shown();
  return withJsonBody(call, SETTINGS_LIMIT, (change) => {
    mock.controls.changeClock(change as ClockChange, changedNamespace(call));
    return shown();
  });
}
