import type { RawResponse } from '../../../../http/message.ts';
import { json, problem } from '../control-response.ts';
import {
  BodyError,
  onlyWith,
  parameterOf,
  withJsonBody,
  type ControlCall,
  type Endpoints,
} from '../endpoint.ts';

export const SNAPSHOT_ENDPOINTS: Endpoints = {
  '/snapshots': {
    methods: ['GET', 'POST', 'DELETE'],
    does:
      'lists the snapshots of the namespace that the mock keeps; POST takes one: {"name": "before the import"}; DELETE ' +
      'forgets the one of ?name=; 20 at most, the oldest go first',
    respond: snapshots,
  },
  '/snapshots/restore': {
    methods: ['POST'],
    does: 'puts the namespace back to a snapshot that the mock keeps: {"name": "before the import"}',
    respond: restore,
  },
};

async function snapshots(call: ControlCall): Promise<RawResponse | undefined> {
  const { mock, namespace, request } = call;
  const kept = mock.inspector.snapshots;
  const list = () => json(200, { namespace, snapshots: kept.list(namespace) });
  if (request.method === 'POST')
    return withJsonBody(call, 10_000, async (value) => {
      kept.keep(namespace, nameIn(value), await mock.snapshot(namespace));
      return list();
    });
  if (request.method !== 'DELETE') return list();
  const name = parameterOf(call, 'name') ?? '';
  return kept.forget(namespace, name) ? list() : noneProblem(name);
}

async function restore(call: ControlCall): Promise<RawResponse | undefined> {
  const { mock, namespace } = call;
  return withJsonBody(call, 10_000, async (value) => {
    const name = nameIn(value);
    const snapshot = mock.inspector.snapshots.find(namespace, name);
    if (snapshot === undefined) return noneProblem(name);
    await mock.restore(snapshot, namespace);
    return json(200, { namespace });
  });
}

function noneProblem(name: string): RawResponse {
  return problem(404, 'Not Found', `no snapshot is kept as '${name}' in this namespace`);
}

/** @throws BodyError */
function nameIn(value: unknown): string {
  const { name } = onlyWith(['name'], value);
  if (typeof name !== 'string' || name.length === 0 || name.length > 100)
    throw new BodyError('/name: give a name of 1 to 100 characters');
  return name;
}
