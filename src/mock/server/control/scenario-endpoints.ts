import type { RawResponse } from '../../../http/message.ts';
import type { GivenAnswers } from '../../control/scenarios/chosen-answer.ts';
import { json } from './control-response.ts';
import {
  BodyError,
  changedNamespace,
  onlyWith,
  SETTINGS_LIMIT,
  withJsonBody,
  type ControlCall,
  type Endpoints,
} from './endpoint.ts';

export const SCENARIO_ENDPOINTS: Endpoints = {
  '/scenario': {
    methods: ['GET', 'POST', 'DELETE'],
    does:
      'shows the scenario of the namespace and the names of all, or switches one on: {"name": "outage"}; DELETE: none; ' +
      'with ?all=true in each namespace',
    respond: scenario,
  },
  '/answers': {
    methods: ['GET', 'POST'],
    does:
      'shows the chosen answers of the namespace, or chooses those of an operation: {"operation": "getThing", "answers": ' +
      '[{"status": 503, "times": 2}]}; without answers, its own; with ?all=true in each namespace',
    respond: answers,
  },
};

async function scenario(call: ControlCall): Promise<RawResponse | undefined> {
  const { mock, namespace, request } = call;
  const shown = () => {
    const { controls } = mock;
    return json(200, {
      namespace,
      scenario: controls.settings(namespace).scenario ?? null,
      scenarios: controls.scenarios,
    });
  };
  const set = async (name: string | undefined) => {
    await mock.setScenario(name, changedNamespace(call));
    return shown();
  };
  if (request.method === 'DELETE') return set(undefined);
  if (request.method !== 'POST') return shown();
  return withJsonBody(call, SETTINGS_LIMIT, (value) => {
    const { name } = onlyWith(['name'], value);
    if (typeof name !== 'string' && name !== null)
      throw new BodyError('/name: give the name of a scenario, or null');
    return set(name ?? undefined);
  });
}

async function answers(call: ControlCall): Promise<RawResponse | undefined> {
  const { mock, namespace, request } = call;
  const shown = () => json(200, { namespace, answers: mock.controls.settings(namespace).answers ?? {} });
  if (request.method !== 'POST') return shown();
  return withJsonBody(call, SETTINGS_LIMIT, (value) => {
    const { operation, answers: given } = onlyWith(['operation', 'answers'], value);
    if (typeof operation !== 'string')
      throw new BodyError('/operation: give an operationId, or METHOD /path');
    mock.controls.setAnswers(operation, given as GivenAnswers | undefined, changedNamespace(call));
    return shown();
  });
}
