import { createMock, type MockOptions } from '../../src/create-mock.ts';
import { loadDescriptionSync } from '../../src/bundled/load-description.ts';
import { type Behaviour, type Behaviours } from '../../src/mock/behaviour/behaviour.ts';
import { type Description } from '../../src/description/model/description.ts';
import { type Fixtures } from '../../src/mock/state/initial-data.ts';
import { type MockApp } from '../../src/mock/server/app.ts';
import { json, ref } from '../description/described.ts';

/** A small API in memory: a collection of things, and a place that echoes any JSON. */
export const thingsDocument = {
  openapi: '3.1.1',
  info: { title: 'Things', version: '1' },
  security: [{ key: [] }],
  paths: {
    '/things': {
      get: {
        operationId: 'listThings',
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1 } },
          { name: 'tag', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
        ],
        responses: { '200': { description: 'All.', content: json({ type: 'array', items: ref('Thing') }) } },
      },
      post: {
        operationId: 'createThing',
        requestBody: { required: true, content: json({ type: 'object', required: ['name'] }) },
        responses: { '201': { description: 'Made.', content: json(ref('Thing')) } },
      },
    },
    '/things/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        operationId: 'getThing',
        responses: { '200': { description: 'One.', content: json(ref('Thing')) } },
      },
      delete: { operationId: 'deleteThing', responses: { '204': { description: 'Gone.' } } },
    },
    '/echo': {
      put: {
        operationId: 'echo',
        requestBody: { required: true, content: json({}) },
        responses: { '200': { description: 'The same.', content: json({}) } },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
    schemas: {
      Thing: {
        type: 'object',
        required: ['id', 'name'],
        properties: { id: { type: 'string' }, name: { type: 'string' }, size: { type: 'integer' } },
      },
    },
  },
};

const listThings: Behaviour = async (_request, tx) => ({
  status: 200,
  body: (await tx.collection('things')).all(),
});

const createThing: Behaviour = async ({ body }, tx) => {
  const things = await tx.collection('things');
  return { status: 201, body: things.put({ ...(body as object), id: tx.newId() }) };
};

const getThing: Behaviour = async ({ path }, tx) => ({
  status: 200,
  body: (await tx.collection('things')).get(String(path['id'])) ?? { id: String(path['id']), name: '' },
});

const deleteThing: Behaviour = async ({ path }, tx) => {
  (await tx.collection('things')).delete(String(path['id']));
  return { status: 204 };
};

const echo: Behaviour = ({ body }) => ({ status: 200, body });

export const thingsBehaviours = { listThings, createThing, getThing, deleteThing, echo };

export interface ThingsOptions extends Omit<MockOptions, 'descriptions' | 'behaviours'> {
  readonly document?: Readonly<Record<string, unknown>>;
  /** In place of, or beside, the ordinary ones. */
  readonly operations?: Behaviours['operations'];
  readonly behaviours?: Omit<Behaviours, 'operations'>;
  readonly fixtures?: Fixtures;
}

/** A mock of the small API; it asks nobody for a credential unless `auth` says so. */
export function mockThings({ document, operations, behaviours, ...options }: ThingsOptions = {}): MockApp {
  return createMock({
    auth: false,
    ...options,
    descriptions: describeThings(document),
    behaviours: { ...behaviours, operations: { ...thingsBehaviours, ...operations } },
  });
}

export function describeThings(document: Readonly<Record<string, unknown>> = thingsDocument): Description {
  return loadDescriptionSync(document, { name: 'things' });
}

/** The small API with these paths in place of its own. */
export function thingsWithPaths(paths: object): Readonly<Record<string, unknown>> {
  return { ...thingsDocument, security: [], paths };
}
