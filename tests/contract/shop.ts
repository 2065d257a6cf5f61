import { createMock } from '../../src/create-mock.ts';
import { loadDescriptionSync } from '../../src/bundled/load-description.ts';
import { type RawRequest, type RawResponse } from '../../src/http/message.ts';
import { parseJson } from './parse-json.ts';
import { answer } from './pets.ts';
import { json } from '../description/described.ts';

const uuid = { type: 'string', format: 'uuid' };
const readOnly = { ...uuid, readOnly: true };
const shown = (schema: object) => ({ description: 'It is here.', content: json(schema) });
const refused = { description: 'No.', content: json({ type: 'object' }) };

function schemaOf(required: readonly string[], properties: object) {
  return { type: 'object', required, properties: { id: readOnly, ...properties } };
}

const SCHEMAS = {
  customers: schemaOf(['name'], { name: { type: 'string' } }),
  orders: schemaOf(['customerId', 'amount'], {
    customerId: uuid,
    amount: { type: 'integer', minimum: 1, maximum: 1000 },
    seller: { type: 'object', required: ['id'], properties: { id: uuid } },
    parentId: uuid,
  }),
  invoices: schemaOf(['orderIds'], {
    orderIds: { type: 'array', items: uuid, minItems: 1, maxItems: 1 },
    text: { type: 'string', maxLength: 20 },
  }),
};

/** Customers and orders can be made, sellers only be listed. */
export const SHOP = loadDescriptionSync(
  {
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    paths: {
      '/sellers': {
        get: {
          operationId: 'listSellers',
          responses: { 200: shown({ type: 'array', items: schemaOf(['id'], {}) }), '4XX': refused },
        },
      },
      '/sellers/{sellerId}': {
        get: {
          operationId: 'readSellers',
          parameters: [{ name: 'sellerId', in: 'path', required: true, schema: uuid }],
          responses: { 200: shown(schemaOf(['id'], {})), 400: refused, 404: refused },
        },
      },
      ...Object.assign({}, ...Object.entries(SCHEMAS).map(([name, schema]) => pathsOf(name, schema))),
    },
  },
  { name: 'shop' },
);

function pathsOf(name: string, schema: object) {
  const filter = { name: 'customerId', in: 'query', schema: uuid };
  const body = { required: true, content: json(schema) };
  const operation = (verb: string, responses: object, rest: object = {}) => ({
    operationId: `${verb}-${name}`,
    ...rest,
    responses: { ...responses, 400: refused, 404: refused },
  });
  return {
    [`/${name}`]: {
      get: operation(
        'list',
        { 200: shown({ type: 'array', items: schema }) },
        { parameters: name === 'orders' ? [filter] : [] },
      ),
      post: operation('create', { 201: shown(schema), 422: refused }, { requestBody: body }),
    },
    [`/${name}/{id}`]: {
      parameters: [{ name: 'id', in: 'path', required: true, schema: uuid }],
      get: operation('read', { 200: shown(schema) }),
      put: operation('replace', { 200: shown(schema), 422: refused }, { requestBody: body }),
      delete: operation('delete', { 204: { description: 'Gone.' } }),
    },
  };
}

/** The references of a body, with the collections that they lead to. */
const REFERENCES = [
  ['customers', ({ customerId }: Body) => customerId],
  ['sellers', ({ seller }: Body) => (seller as Body | undefined)?.['id']],
  ['orders', ({ parentId }: Body) => parentId],
  ['orders', ({ orderIds }: Body) => (orderIds as readonly unknown[] | undefined)?.[0]],
] as const;

type Body = Readonly<Record<string, unknown>>;

export interface ShopFaults {
  /** Returns the item that is stored for a body. */
  readonly stored?: (body: Body) => Body;
}

/** A shop that refuses what refers to nothing. `asked` is what it was asked, with the status that it answered. */
export function shopServer({ stored = (body) => body }: ShopFaults = {}) {
  const mock = createMock({ descriptions: SHOP });
  const asked: string[] = [];
  const has = async (target: string) =>
    (await mock.handle({ method: 'GET', target, headers: {}, body: new Uint8Array() })).status === 200;
  const answered = async (request: RawRequest): Promise<RawResponse> => {
    const query = new URLSearchParams(request.target.split('?')[1] ?? '');
    const body = request.method === 'GET' ? Object.fromEntries(query) : read(request.body);
    if (body === undefined) return mock.handle(request);
    for (const [collection, named] of REFERENCES) {
      const id = named(body);
      if (id !== undefined && !(await has(`/${collection}/${String(id)}`))) {
        return answer(request.method === 'GET' ? 400 : 422, {
          detail: `there is no such item in ${collection}`,
        });
      }
    }
    if (request.method === 'GET') return mock.handle(request);
    return mock.handle({ ...request, body: new TextEncoder().encode(JSON.stringify(stored(body))) });
  };
  const handle = async (request: RawRequest): Promise<RawResponse> => {
    const response = await answered(request);
    asked.push(`${request.method} ${request.target} ${response.status}`);
    return response;
  };
  return { handle, asked };
}

function read(body: Uint8Array | AsyncIterable<Uint8Array>): Body | undefined {
  const value = body instanceof Uint8Array ? parseJson(body) : undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}
