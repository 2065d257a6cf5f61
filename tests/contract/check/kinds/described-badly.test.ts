import { describe, expect, test } from '@jest/globals';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';
import { createMock } from '../../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { inPath, sent, shown } from '../../run/small-server.ts';

/** A description that cannot be kept to in all it says, and what is told of it; nothing where that is no fault. */
interface Bad {
  readonly paths: object;
  readonly schemes?: object;
  readonly fault?: RegExp;
}

const text = { type: 'string' };
const bearer = { type: 'http', scheme: 'bearer' };
const key = (place: string, name: string) => ({ type: 'apiKey', in: place, name });

/** One operation that needs all of these schemes together. */
const needing = (schemes: object): Bad => ({
  paths: {
    '/one': {
      get: {
        operationId: 'one',
        security: [Object.fromEntries(Object.keys(schemes).map((name) => [name, []]))],
        responses: { 200: shown(), 401: shown() },
      },
    },
  },
  schemes,
  fault: /share one place in a request/,
});

const flow = { authorizationUrl: 'https://a.example/a', tokenUrl: 'https://a.example/t', scopes: {} };

const SHARED: Readonly<Record<string, Bad>> = {
  'two flows of OAuth': needing({
    one: { type: 'oauth2', flows: { implicit: flow } },
    two: { type: 'oauth2', flows: { authorizationCode: flow } },
  }),
  'basic and bearer': needing({ one: { type: 'http', scheme: 'basic' }, two: bearer }),
  'three keys of which two are one': needing({
    one: key('header', 'X-Key'),
    two: key('query', 'key'),
    three: key('query', 'key'),
  }),
  'a key in the field of a token': needing({ one: bearer, two: key('header', 'Authorization') }),
  'two cookies of one name': needing({ one: key('cookie', 'session'), two: key('cookie', 'session') }),
  'a field in two spellings': needing({ one: key('header', 'X-Key'), two: key('header', 'x-key') }),
  'OpenID Connect and a token': needing({
    one: bearer,
    two: { type: 'openIdConnect', openIdConnectUrl: 'https://a.example/o' },
  }),
};

const file = (id: string, schema: object) => ({
  get: {
    operationId: `by${id}`,
    parameters: [{ name: id, in: 'path', required: true, schema }],
    responses: { 200: shown(), 400: shown(), 404: shown() },
  },
});

const kind = (...values: readonly string[]) => ({
  get: {
    operationId: `show${values.join('')}`,
    responses: {
      200: shown({ type: 'object', required: ['type'], properties: { type: { enum: values } } }),
    },
  },
});

const TWINS: Readonly<Record<string, Bad>> = {
  'two names for one text': {
    paths: { '/files/{Id}': file('Id', text), '/files/{Name}': file('Name', text) },
    fault: /no request .* can be told from one to/,
  },
  'an identifier and a name': {
    paths: { '/files/{Id}': file('Id', { ...text, format: 'uuid' }), '/files/{Name}': file('Name', text) },
    fault: /no request .* can be told from one to/,
  },
  'a number and a word': {
    paths: {
      '/files/{Id}': file('Id', { type: 'integer' }),
      '/files/{Name}': file('Name', { enum: ['newest', 'oldest'] }),
    },
    fault: /no request .* can be told from one to/,
  },
  'below a parent of two names': {
    paths: {
      '/folders/{a}/files': {
        get: { operationId: 'a', parameters: inPath('a'), responses: { 200: shown() } },
      },
      '/folders/{b}/files': {
        get: { operationId: 'b', parameters: inPath('b'), responses: { 202: shown() } },
      },
    },
    fault: /no request .* can be told from one to/,
  },
  'a fragment': {
    paths: { '/items': kind('file'), '/items#folders': kind('folder') },
    fault: /the path has a fragment/,
  },
  'two fragments': {
    paths: { '/items#files': kind('file'), '/items#folders': kind('folder') },
    fault: /the path has a fragment/,
  },
};

const named = { type: 'object', required: ['id'], properties: { id: text, name: text } };

/** Items with texts as identifiers, of which another path takes only some. */
const refusing = (schema: object): Bad => ({
  paths: {
    '/people': {
      post: {
        operationId: 'add',
        ...sent({ type: 'object', properties: { name: text } }),
        responses: { 201: shown(named), 400: shown() },
      },
    },
    '/people/{personId}': {
      parameters: inPath('personId'),
      get: { operationId: 'read', responses: { 200: shown(named), 404: shown() } },
    },
    '/people/{personId}/notes': {
      parameters: [{ name: 'personId', in: 'path', required: true, schema }],
      post: { operationId: 'note', responses: { 204: shown(), 400: shown(), 404: shown() } },
    },
  },
});

const UNFIT: Readonly<Record<string, Bad>> = {
  'a number': refusing({ type: 'integer' }),
  'a word': refusing({ enum: ['me', 'you'] }),
  'a UUID': refusing({ ...text, format: 'uuid' }),
  'a short text': refusing({ ...text, maxLength: 3 }),
  'a text with a prefix': refusing({ ...text, pattern: '^person-' }),
};

const OTHERS: Readonly<Record<string, Bad>> = {
  'a singleton whose DELETE documents no 404': {
    paths: {
      '/me': {
        get: { operationId: 'read', responses: { 200: shown(named) } },
        put: { operationId: 'set', ...sent(named), responses: { 200: shown(named), 400: shown() } },
        delete: {
          operationId: 'drop',
          parameters: [{ name: 'why', in: 'query', schema: text }],
          responses: { 204: shown() },
        },
      },
    },
  },
  'a path parameter that is JSON': {
    paths: {
      '/lists': { get: { operationId: 'all', responses: { 200: shown({ type: 'array', items: named }) } } },
      '/lists/{id}': {
        parameters: [
          { name: 'id', in: 'path', required: true, content: { 'application/json': { schema: text } } },
        ],
        get: { operationId: 'read', responses: { 200: shown(named), 400: shown(), 404: shown() } },
      },
    },
  },
  'a schema that contradicts itself': {
    paths: {
      '/one': {
        get: {
          operationId: 'one',
          responses: {
            200: shown({ allOf: [text, { type: 'object', required: ['a'], properties: { a: text } }] }),
          },
        },
      },
    },
  },
};

async function runOnMock({ paths, schemes }: Bad) {
  const document = {
    openapi: '3.1.0',
    info: { title: 'bad', version: '1' },
    paths,
    ...(schemes && { components: { securitySchemes: schemes } }),
  };
  const description = loadDescriptionSync(document, { name: 'bad' });
  const credentials = Object.fromEntries(
    description.securitySchemes.map(({ name }) => [name, 'user:secret']),
  );
  const { handle } = createMock({
    descriptions: description,
    fixtures: { identities: [{ id: 'default', credentials }] },
  });
  const report = await runContract({
    description,
    target: handlerTarget('bad', handle),
    identities: { default: { credentials } },
  });
  return { faults: description.faults.map(({ pointer, message }) => `${pointer}: ${message}`), report };
}

describe('what a description cannot mean', () => {
  test.each(Object.entries({ ...SHARED, ...TWINS, ...UNFIT, ...OTHERS }))(
    'is no finding, and a fault that is told once: %s',
    async (_, bad) => {
      const { faults, report } = await runOnMock(bad);
      const { fault } = bad;
      if (fault !== undefined) expect(faults.some((message) => fault.test(message))).toBe(true);
      expect(faults).toEqual([...new Set(faults)]);
      expect(report.findings.map(({ check, caseId, found }) => `${check} ${caseId} ${found}`)).toEqual([]);
    },
  );
});
