import type { RawResponse } from '../../../../http/message.ts';
import type { CollectionPlace, Edit } from '../../../control/inspect/state-editor.ts';
import { json, problem } from '../control-response.ts';
import {
  BodyError,
  onlyWith,
  parameterOf,
  withJsonBody,
  type ControlCall,
  type Endpoints,
} from '../endpoint.ts';

/** The largest item that is accepted, in bytes. */
const ITEM_LIMIT = 8 * 1_048_576;

export const ITEM_ENDPOINTS: Endpoints = {
  '/collections': {
    methods: ['GET', 'POST'],
    does:
      'lists the collections of the namespace, with what has become of their items since the start; POST makes up the items ' +
      'of an inferred one that nobody has asked for: {"api": "things", "collection": "things"}',
    respond: (call) => (call.request.method === 'POST' ? open(call) : collections(call)),
  },
  '/items': {
    methods: ['GET', 'POST', 'PUT', 'DELETE'],
    does:
      'shows the items of ?api= and ?collection= in the namespace, and what has become of them since the start; POST adds ' +
      'one: {"api", "collection", "item"}; PUT with "id" replaces one; DELETE with ?id= deletes one; 422 names the faults',
    respond: items,
  },
};

async function collections({ mock, namespace }: ControlCall): Promise<RawResponse> {
  return json(200, { namespace, collections: await mock.inspector.collections(namespace) });
}

async function open(call: ControlCall): Promise<RawResponse | undefined> {
  return withJsonBody(call, ITEM_LIMIT, async (value) => {
    const place = placeIn(onlyWith(['api', 'collection'], value), call);
    return edited(await call.mock.inspector.openCollection(place));
  });
}

async function items(call: ControlCall): Promise<RawResponse | undefined> {
  const { mock, request } = call;
  switch (request.method) {
    case 'POST':
      return withJsonBody(call, ITEM_LIMIT, async (value) => {
        const body = onlyWith(['api', 'collection', 'item'], value);
        return edited(await mock.inspector.putItem(placeIn(body, call), body['item']), 201);
      });
    case 'PUT':
      return withJsonBody(call, ITEM_LIMIT, async (value) => {
        const body = onlyWith(['api', 'collection', 'id', 'item'], value);
        if (typeof body['id'] !== 'string') throw new BodyError('/id: give the identifier as a text');
        return edited(await mock.inspector.putItem(placeIn(body, call), body['item'], body['id']));
      });
    case 'DELETE': {
      const [place, id] = [placeInQuery(call), parameterOf(call, 'id')];
      if (typeof place === 'string' || id === undefined)
        return problem(400, 'Bad Request', typeof place === 'string' ? place : 'id: give an identifier');
      return edited(await mock.inspector.deleteItem(place, id));
    }
    default: {
      const place = placeInQuery(call);
      if (typeof place === 'string') return problem(400, 'Bad Request', place);
      const shown = await mock.inspector.items(place);
      return shown === undefined
        ? problem(404, 'Not Found', `no API ${place.api} is served`)
        : json(200, shown);
    }
  }
}

function edited(edit: Edit, status = 200): RawResponse {
  switch (edit.kind) {
    case 'done':
      return json(status, { id: edit.id });
    case 'unknown':
      return problem(404, 'Not Found', edit.reason);
    case 'faulty': {
      const detail = edit.faults.map(({ pointer, message }) => `${pointer} ${message}`.trim()).join('; ');
      return problem(422, 'Unprocessable Content', detail, {}, { errors: edit.faults });
    }
  }
}

/** @throws BodyError */
function placeIn(body: Readonly<Record<string, unknown>>, { namespace }: ControlCall): CollectionPlace {
  const { api, collection } = body;
  if (typeof api !== 'string') throw new BodyError('/api: give the name of an API');
  if (typeof collection !== 'string') throw new BodyError('/collection: give the name of a collection');
  return { namespace, api, collection };
}

function placeInQuery(call: ControlCall): CollectionPlace | string {
  const [api, collection] = [parameterOf(call, 'api'), parameterOf(call, 'collection')];
  if (api === undefined) return 'api: give the name of an API';
  if (collection === undefined) return 'collection: give the name of a collection';
  return { namespace: call.namespace, api, collection };
}
