import { afterAll } from '@jest/globals';
import { createMock, type MockOptions } from '../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { listen, type Listening } from '../../../src/mock/server/listen.ts';
import { json } from '../../description/described.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const LIST_HEADERS = { 'X-Total-Count': { schema: { type: 'integer' } } };

const TOKEN_URL = 'https://auth.example.com/token';

const SCOPES = { 'pets:write': 'Change pets.' };

/** An API with a collection, documented header fields, and logins by cookie and OAuth 2. */
export const PETS = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1 } }],
        responses: {
          200: {
            description: 'All.',
            headers: LIST_HEADERS,
            content: json({ type: 'array', items: ref('Pet') }),
          },
        },
      },
      post: {
        operationId: 'createPet',
        requestBody: { required: true, content: json(ref('NewPet')) },
        responses: {
          201: { description: 'Made.', content: json(ref('Pet')) },
          400: { description: 'Wrong.', content: json(ref('Problem')) },
        },
      },
    },
    '/pets/{petId}': {
      parameters: [{ name: 'petId', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        operationId: 'getPet',
        responses: {
          200: { description: 'One.', content: json(ref('Pet')) },
          404: { description: 'None.', content: json(ref('Problem')) },
        },
      },
      put: {
        operationId: 'updatePet',
        security: [{ login: ['pets:write'] }, { session: [] }],
        requestBody: { required: true, content: json(ref('NewPet')) },
        responses: { 200: { description: 'Changed.', content: json(ref('Pet')) } },
      },
      delete: {
        operationId: 'deletePet',
        responses: {
          204: { description: 'Gone.' },
          404: { description: 'None.', content: json(ref('Problem')) },
        },
      },
    },
    '/session': {
      post: {
        operationId: 'logIn',
        responses: {
          204: {
            description: 'Logged in.',
            headers: {
              'Set-Cookie': { schema: { type: 'string' }, example: 'session=s1; Path=/; HttpOnly' },
            },
          },
        },
      },
    },
  },
  components: {
    securitySchemes: {
      session: { type: 'apiKey', in: 'cookie', name: 'session' },
      login: {
        type: 'oauth2',
        flows: {
          clientCredentials: { tokenUrl: TOKEN_URL, scopes: SCOPES },
          authorizationCode: {
            tokenUrl: TOKEN_URL,
            authorizationUrl: 'https://auth.example.com/authorize',
            scopes: SCOPES,
          },
        },
      },
    },
    schemas: {
      NewPet: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string', maxLength: 20 }, tag: { type: 'string' } },
      },
      Pet: {
        type: 'object',
        required: ['id', 'name'],
        properties: { id: { type: 'string' }, name: { type: 'string' }, tag: { type: 'string' } },
      },
      Problem: { type: 'object', required: ['message'], properties: { message: { type: 'string' } } },
    },
  },
};

const listening: Listening[] = [];

afterAll(async () => {
  await Promise.all(listening.map(({ close }) => close()));
});

/** A mock of the API on a port, whose collection is empty at first. */
export async function servePets(options: Omit<MockOptions, 'descriptions'> = {}): Promise<string> {
  const descriptions = loadDescriptionSync(PETS, { name: 'pets' });
  const started = await listen(createMock({ memory: 'empty', ...options, descriptions }), { port: 0 });
  listening.push(started);
  return started.url;
}
