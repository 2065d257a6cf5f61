import type { RawRequest, RawResponse } from '../../src/http/message.ts';
import { loadDescriptionSync } from '../../src/bundled/load-description.ts';

const ID = { name: 'petId', in: 'path', required: true, schema: { type: 'string', maxLength: 30 } };

const json = (schema: object) => ({ description: 'it', content: { 'application/json': { schema } } });

const PET = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };

/** Pets that can be listed and looked at, each with its toys; nothing can be made. */
export const PETS = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        tags: ['pets'],
        responses: { 200: json({ type: 'object', properties: { pets: { type: 'array', items: PET } } }) },
      },
    },
    '/pets/{petId}': {
      get: {
        operationId: 'getPet',
        tags: ['pets'],
        parameters: [ID, { name: 'size', in: 'query', schema: { type: 'integer', minimum: 3 } }],
        responses: { 200: json(PET), 400: json({}), 404: json({}) },
      },
    },
    '/pets/{petId}/toys': {
      get: {
        operationId: 'listToys',
        tags: ['toys'],
        parameters: [ID],
        responses: {
          200: json({
            type: 'array',
            items: { type: 'object', properties: { toyId: { type: 'integer' } } },
          }),
          404: json({}),
        },
      },
    },
    '/pets/{petId}/toys/{toyId}': {
      get: {
        operationId: 'getToy',
        tags: ['toys'],
        parameters: [ID, { name: 'toyId', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: {
          200: json({ type: 'object', properties: { toyId: { type: 'integer' } } }),
          404: json({}),
        },
      },
    },
  },
};

export function petsDescription() {
  return loadDescriptionSync(PETS, { name: 'pets' });
}

export function answer(status: number, body: unknown): RawResponse {
  const headers = { 'content-type': 'application/json' };
  return { status, headers, body: new TextEncoder().encode(JSON.stringify(body)) };
}

/** A server that has these pets, each with toy 7; what it was asked stands in `asked`. */
export function petsServer(ids: readonly string[]) {
  const asked: string[] = [];
  const handle = async ({ method, target }: RawRequest): Promise<RawResponse> => {
    asked.push(`${method} ${target}`);
    const [path = '', query = ''] = target.split('?');
    const [, , id, toys, toy] = path.split('/').map(decodeURIComponent);
    if (!path.startsWith('/pets') || method !== 'GET') {
      return { ...answer(405, {}), headers: { 'content-type': 'application/json', allow: 'GET' } };
    }
    if (id === undefined) return answer(200, { pets: ids.map((one) => ({ id: one })) });
    if (!ids.includes(id)) return answer(404, {});
    if (toys === undefined) {
      const size = new URLSearchParams(query).get('size');
      return size !== null && !(Number.isInteger(Number(size)) && Number(size) >= 3)
        ? answer(400, {})
        : answer(200, { id });
    }
    if (toy === undefined) return answer(200, [{ toyId: 7 }]);
    return toy === '7' ? answer(200, { toyId: 7 }) : answer(404, {});
  };
  return { handle, asked };
}
