import { describe, expect, test } from '@jest/globals';
import { notAllowed, sent, shown, type Asked, type Reply } from '../../run/small-server.ts';
import { publishedOn } from '../../report/published-on.ts';

const integer = { type: 'integer' };
const ROW = { type: 'object', required: ['x'], properties: { x: integer } };
const ROWS = { type: 'object', properties: { rows: { type: 'array', items: ROW } } };

const NAMES = ['ants', 'bees', 'cats', 'dogs', 'elks'];

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

type Definitions = Readonly<Record<string, object>>;

/** The same methods at five paths, each operation named after both. */
function everywhere(definitions: Definitions): object {
  return Object.fromEntries(
    NAMES.map((name) => [
      `/${name}`,
      Object.fromEntries(
        Object.entries(definitions).map(([method, one]) => [method, { operationId: method + name, ...one }]),
      ),
    ]),
  );
}

const READ = { get: { responses: { 200: shown(ROWS) } } };

const rows = [{ x: 1 }, { x: 2 }];

/** Answers reads, and refuses other methods as `refuse` says. */
const reading =
  (shownRows: readonly unknown[], refuse: (asked: Asked) => Reply = () => notAllowed('GET')) =>
  (asked: Asked): Reply =>
    asked.method === 'GET' ? [200, { rows: shownRows }] : refuse(asked);

const BODY = sent({ type: 'object', required: ['x'], properties: { x: integer } });

const isRight = ({ body, headers }: Asked) =>
  headers['content-type'] === 'application/json' && Number.isInteger(Object(body).x);

/** A server with one fact, and how the one finding about it is called. */
interface Fact {
  readonly paths: object;
  readonly answer: (asked: Asked) => Reply;
  readonly found: string;
  readonly further?: object;
}

const KEY = {
  security: [{ key: [] }],
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
};

const FACTS: Readonly<Record<string, Fact>> = {
  'no 405 has Allow': {
    paths: everywhere(READ),
    answer: reading(rows, () => [405]),
    found: 'methodRefused likely no Allow field',
  },
  'each row lacks a member': {
    paths: { '/ants': { get: { operationId: 'getAnts', ...READ.get } } },
    answer: reading([{}, {}, {}]),
    found: "body definite body /rows/0 must have required property 'x'",
  },
  'each row has a text in the place of a number, another one each': {
    paths: { '/ants': { get: { operationId: 'getAnts', ...READ.get } } },
    answer: reading(['a', 'b', 'c'].map((x) => ({ x }))),
    found: 'body definite body /rows/0/x must be integer: found "a"',
  },
  'a page for people, at each address that has no such method': {
    paths: everywhere({ put: { responses: { 204: shown() } } }),
    answer: ({ method }) => {
      if (method === 'PUT') return [204];
      return method === 'GET' ? [200, 'the page', { 'content-type': 'text/html' }] : notAllowed('PUT');
    },
    found: 'methodRefused likely 200',
  },
  'nothing is looked at, whatever the method is': {
    paths: everywhere(READ),
    answer: () => [200, { rows }],
    found: 'methodRefused likely 200',
  },
  'all answers are called text': {
    paths: everywhere(READ),
    answer: (asked) =>
      asked.method === 'GET' ? [200, { rows }, { 'content-type': 'text/plain' }] : notAllowed('GET'),
    found: 'mediaType definite content type must be application/json, not text/plain',
  },
  'all answers lack a header field': {
    paths: everywhere({
      get: {
        responses: { 200: { ...shown(ROWS), headers: { 'X-Trace': { required: true, schema: integer } } } },
      },
    }),
    answer: reading(rows),
    found: 'header definite header /X-Trace must be sent',
  },
  'nobody asks for credentials': {
    paths: everywhere({ get: { responses: { 200: shown(ROWS), 401: shown() } } }),
    answer: reading(rows),
    further: KEY,
    found: 'credentialsEnforced definite 200',
  },
  'nobody asks for credentials, and wrong ones are refused': {
    paths: everywhere({ get: { responses: { 200: shown(ROWS), 401: shown() } } }),
    answer: ({ method, headers }) => {
      if (method !== 'GET') return notAllowed('GET');
      return headers['x-key'] === undefined ? [200, { rows }] : [401];
    },
    further: KEY,
    found: 'credentialsEnforced definite 200',
  },
  'credentials are not asked for where nothing can be read': {
    paths: everywhere({ put: { responses: { 204: shown(), 401: shown() } } }),
    answer: ({ method }) => (method === 'PUT' ? [204] : notAllowed('PUT')),
    further: KEY,
    found: 'credentialsEnforced definite 204',
  },
  'no content type is looked at': {
    paths: everywhere({ put: { ...BODY, responses: { 204: shown(), 400: shown() } } }),
    answer: (asked) => {
      if (asked.method !== 'PUT') return notAllowed('PUT');
      return [Number.isInteger(Object(asked.body).x) ? 204 : 400];
    },
    found: 'invalidRefused advice 204',
  },
  'an operation refuses what is wrong with an undocumented status': {
    paths: { '/ants': { put: { operationId: 'putAnts', ...BODY, responses: { 204: shown() } } } },
    answer: (asked) => {
      if (asked.method !== 'PUT') return notAllowed('PUT');
      return [isRight(asked) ? 204 : 422];
    },
    found: 'status advice 422',
  },
};

describe('one fact', () => {
  test.each(Object.entries(FACTS))('is one finding: %s', async (_, { paths, answer, found, further }) => {
    const { report } = await publishedOn(paths, answer, {
      ...(further && { further }),
      identities: { default: { credentials: { key: 'right' } } },
    });
    const told = report.findings.map((one) => `${one.check} ${one.confidence} ${one.found}`);
    expect(told).toEqual([found]);
  });

  test('of each method is told by all its places', async () => {
    const { report } = await publishedOn(
      everywhere(READ),
      reading(rows, () => [405]),
    );
    const [finding] = report.findings;
    expect(finding?.places.length).toBe(NAMES.length * (METHODS.length - 1));
  });
});
