import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import type { Identities } from '../../../src/contract/case/identities.ts';
import { planRun } from '../../../src/contract/plan/plan-run.ts';
import type { PreparedStrength } from '../../../src/contract/strength/run-strength.ts';
import type { OperatorName } from '../../../src/contract/strength/model/operators.ts';
import { prepareApi } from '../../../src/cli/strength/prepare-api.ts';

const json = (schema: object, headers: object = {}) => ({
  description: 'it',
  headers,
  content: { 'application/json': { schema } },
});

const refused = json({ $ref: '#/components/schemas/Problem' });

const REFUSALS = { 400: refused, 401: refused, 403: refused };

const ITEM_REFUSALS = { ...REFUSALS, 404: refused };

const ID = { name: 'boatId', in: 'path', required: true, schema: { type: 'string' } };

const TAG = { ETag: { required: true, schema: { type: 'string' } } };

const boat = { $ref: '#/components/schemas/Boat' };

const body = { required: true, content: { 'application/json': { schema: boat } } };

const text = { type: 'string', minLength: 2, maxLength: 40 };

const time = { type: 'string', format: 'date-time', readOnly: true };

const query = (name: string, schema: object) => ({ name, in: 'query', schema });

const condition = (name: string) => ({ name, in: 'header', schema: { type: 'string' } });

/** Has a place for each operator. */
export const BOATS = {
  openapi: '3.1.0',
  info: { title: 'Boats', version: '1' },
  security: [{ key: ['sail'] }],
  paths: {
    '/boats': {
      get: {
        operationId: 'listBoats',
        parameters: [
          query('limit', { type: 'integer', minimum: 1, maximum: 50, default: 10 }),
          query('offset', { type: 'integer', minimum: 0, default: 0 }),
          query('sort', { enum: ['name', '-name', 'length', '-length'] }),
          query('kind', { enum: ['sloop', 'ketch', 'yawl'] }),
          query('q', { type: 'string' }),
        ],
        responses: {
          200: json({
            type: 'object',
            required: ['boats', 'total'],
            properties: { boats: { type: 'array', items: boat }, total: { type: 'integer' } },
          }),
          ...REFUSALS,
        },
      },
      head: { operationId: 'headBoats', responses: { 200: json({}), 401: refused, 403: refused } },
      post: {
        operationId: 'createBoat',
        requestBody: body,
        responses: {
          201: json(boat, {
            Location: { required: true, schema: { type: 'string', format: 'uri-reference' } },
          }),
          ...REFUSALS,
        },
      },
    },
    '/boats/{boatId}': {
      parameters: [ID],
      get: {
        operationId: 'readBoat',
        parameters: [condition('If-None-Match')],
        responses: { 200: json(boat, TAG), 304: { description: 'as it was' }, ...ITEM_REFUSALS },
      },
      put: {
        operationId: 'replaceBoat',
        parameters: [condition('If-Match')],
        requestBody: body,
        responses: { 200: json(boat, TAG), 412: refused, ...ITEM_REFUSALS },
      },
      delete: { operationId: 'deleteBoat', responses: { 204: { description: 'gone' }, ...ITEM_REFUSALS } },
    },
    '/weather': {
      get: {
        operationId: 'readWeather',
        parameters: [{ ...query('day', { type: 'string', format: 'date' }), required: true }],
        responses: {
          200: json(
            {
              type: 'object',
              required: ['winds'],
              properties: { winds: { type: 'array', minItems: 1, maxItems: 3, items: { type: 'integer' } } },
            },
            { 'X-Age': { required: true, schema: { type: 'integer' } } },
          ),
          ...REFUSALS,
        },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
    schemas: {
      Problem: { type: 'object', required: ['title'], properties: { title: { type: 'string' } } },
      Boat: {
        type: 'object',
        required: ['id', 'name', 'kind', 'length', 'createdAt', 'updatedAt'],
        additionalProperties: false,
        properties: {
          id: { type: 'string', readOnly: true },
          name: text,
          kind: { enum: ['sloop', 'ketch', 'yawl'] },
          length: { type: 'number', minimum: 1, maximum: 100 },
          built: { type: 'string', format: 'date' },
          code: { type: 'string', pattern: '^[A-Z]{3}$' },
          createdAt: time,
          updatedAt: time,
        },
      },
    },
  },
};

const IDENTITIES: Identities = {
  default: { credentials: { key: 'captain' }, roles: ['sail'] },
  guest: { credentials: { key: 'guest' }, roles: [] },
};

/** Prepares the breaks of some operators, of a description that has a place for each. */
export function prepareBoats(
  operators: readonly OperatorName[] = [],
  document: object = BOATS,
): Promise<PreparedStrength> {
  const description = loadDescriptionSync({ ...document }, { name: 'boats' });
  const plan = planRun({ description, identities: IDENTITIES }, { isRemote: false });
  return prepareApi({ api: { description }, plan }, { operators });
}
