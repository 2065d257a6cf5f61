import { CODES } from '../../oauth/tokens/authorization-codes.ts';
import { parseSnapshot, SnapshotError } from '../../state/mock-snapshot.ts';
import { json } from './control-response.ts';
import {
  BodyError,
  changedFor,
  changedNamespace,
  withJsonBody,
  type ControlCall,
  type Endpoints,
} from './endpoint.ts';

/** The largest snapshot that is accepted, in bytes. */
const SNAPSHOT_LIMIT = 64 * 1_048_576;

export const STATE_ENDPOINTS: Endpoints = {
  '/apis': {
    methods: ['GET'],
    does: 'lists the APIs, and for each operation where its responses come from',
    respond: apis,
  },
  '/state': {
    methods: ['GET'],
    does: 'lists the items in the collections of the namespace',
    respond: state,
  },
  '/reset': {
    methods: ['POST'],
    does: 'puts the namespace, or with ?all=true each namespace, back to its initial state',
    respond: reset,
  },
  '/snapshot': {
    methods: ['GET', 'POST'],
    does: 'returns the whole state of the namespace',
    respond: snapshot,
  },
  '/restore': {
    methods: ['POST'],
    does: 'puts the namespace back to a snapshot, which is sent as the body',
    respond: restore,
  },
};

async function apis({ mock }: ControlCall) {
  return json(200, { apis: mock.served() });
}

async function state({ mock, namespace }: ControlCall) {
  const { apis: snapshots } = await mock.snapshot(namespace);
  const collections = Object.entries(snapshots).map(([name, api]) => [
    name,
    Object.fromEntries(
      Object.entries(api.collections)
        .filter(([collection]) => collection !== CODES)
        .map(([collection, items]) => [collection, items.map(([, item]) => item)]),
    ),
  ]);
  return json(200, {
    namespace,
    namespaces: await mock.namespaces(),
    apis: Object.fromEntries(collections) as unknown,
  });
}

async function reset(call: ControlCall) {
  await call.mock.reset(changedNamespace(call));
  return json(200, changedFor(call));
}

async function snapshot({ mock, namespace }: ControlCall) {
  return json(200, await mock.snapshot(namespace));
}

async function restore(call: ControlCall) {
  const { mock, namespace } = call;
  return withJsonBody(call, SNAPSHOT_LIMIT, async (value) => {
    try {
      await mock.restore(parseSnapshot(value), namespace);
    } catch (error) {
      throw error instanceof SnapshotError ? new BodyError(error.message, { cause: error }) : error;
    }
    return json(200, { namespace });
  });
}
