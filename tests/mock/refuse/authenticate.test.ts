import { describe, expect, test } from '@jest/globals';
import { ask } from '../ask.ts';
import { mockThings, thingsDocument } from '../things.ts';

const schemes = {
  header: { type: 'apiKey', in: 'header', name: 'X-Key' },
  query: { type: 'apiKey', in: 'query', name: 'key' },
  cookie: { type: 'apiKey', in: 'cookie', name: 'session' },
  basic: { type: 'http', scheme: 'basic' },
  bearer: { type: 'http', scheme: 'bearer' },
  digest: { type: 'http', scheme: 'digest' },
  oauth: { type: 'oauth2', flows: {} },
  openId: { type: 'openIdConnect', openIdConnectUrl: 'https://a.example/' },
  tls: { type: 'mutualTLS' },
};

const ann = {
  id: 'ann',
  roles: ['reader'],
  credentials: {
    header: 'h-ann',
    query: 'q ann',
    cookie: 'c-ann',
    basic: 'ann:pass:wörd',
    bearer: 'b-ann',
    digest: 'username="ann"',
    oauth: 'o-ann',
    openId: 'i-ann',
  },
};
const bob = { id: 'bob', roles: ['writer'], credentials: { header: 'h-bob', query: 'q-bob' } };

/** A mock whose only path needs this security. */
function guardedBy(security: readonly object[]) {
  const responses = { '204': { description: 'In.' } };
  const document = {
    ...thingsDocument,
    paths: { '/door': { get: { operationId: 'door', security, responses } } },
    components: { ...thingsDocument.components, securitySchemes: schemes },
  };
  const fixtures = { identities: [ann, bob] };
  return mockThings({ document, auth: true, fixtures, operations: { door: () => ({ status: 204 }) } });
}

const basic = `Basic ${Buffer.from('ann:pass:wörd').toString('base64')}`;

describe('a credential', () => {
  test.each([
    ['header', { target: '/door', headers: { 'X-KEY': 'h-ann' } }],
    ['query', { target: '/door?key=q%20ann' }],
    ['query', { target: '/door?key=q+ann' }],
    ['cookie', { target: '/door', headers: { cookie: 'other=1; session=c-ann' } }],
    ['basic', { target: '/door', headers: { authorization: basic } }],
    ['basic', { target: '/door', headers: { authorization: basic.replace('Basic', 'bAsIc') } }],
    ['bearer', { target: '/door', headers: { authorization: 'Bearer b-ann' } }],
    ['digest', { target: '/door', headers: { authorization: 'Digest username="ann"' } }],
    ['oauth', { target: '/door', headers: { authorization: 'Bearer o-ann' } }],
    ['openId', { target: '/door', headers: { authorization: 'Bearer i-ann' } }],
  ])('of the scheme %s is accepted in %j', async (scheme, request) => {
    expect((await ask(guardedBy([{ [scheme]: [] }]), request)).status).toBe(204);
  });

  test.each([
    ['header', { target: '/door?key=h-ann' }],
    ['header', { target: '/door', headers: { 'x-key': 'H-ANN' } }],
    ['header', { target: '/door', headers: { 'x-key': ['h-ann', 'h-ann'] } }],
    ['query', { target: '/door', headers: { key: 'q ann' } }],
    ['cookie', { target: '/door', headers: { cookie: 'session2=c-ann' } }],
    ['basic', { target: '/door', headers: { authorization: 'Basic not*base64' } }],
    ['basic', { target: '/door', headers: { authorization: 'Basic ann:pass:wörd' } }],
    ['bearer', { target: '/door', headers: { authorization: 'Bearerb-ann' } }],
    ['bearer', { target: '/door', headers: { authorization: basic } }],
  ])('of the scheme %s is not accepted in %j', async (scheme, request) => {
    const answer = await ask(guardedBy([{ [scheme]: [] }]), request);
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toMatch(/^(Basic|Bearer|ApiKey) realm=/);
  });
});

describe('security requirements', () => {
  const both = { target: '/door?key=q%20ann', headers: { 'x-key': 'h-ann' } };

  test('that are combined need all of their schemes, from the same identity', async () => {
    const app = guardedBy([{ header: [], query: [] }]);
    expect((await ask(app, both)).status).toBe(204);
    expect((await ask(app, { target: '/door', headers: { 'x-key': 'h-ann' } })).status).toBe(401);
    expect((await ask(app, { target: '/door?key=q%20ann' })).status).toBe(401);
    expect((await ask(app, { target: '/door?key=q-bob', headers: { 'x-key': 'h-ann' } })).status).toBe(401);
  });

  test('of mutual TLS count as satisfied, because no request shows it', async () => {
    expect((await ask(guardedBy([{ tls: [] }]), { target: '/door' })).status).toBe(204);
    const app = guardedBy([{ tls: [], header: [] }]);
    expect((await ask(app, { target: '/door', headers: { 'x-key': 'h-ann' } })).status).toBe(204);
    expect((await ask(app, { target: '/door' })).status).toBe(401);
  });

  test('that are alternatives need one of them', async () => {
    const app = guardedBy([{ header: [] }, { query: [] }]);
    expect((await ask(app, { target: '/door', headers: { 'x-key': 'h-ann' } })).status).toBe(204);
    expect((await ask(app, { target: '/door?key=q%20ann' })).status).toBe(204);
    expect((await ask(app, { target: '/door' })).status).toBe(401);
  });

  test('need roles, also of API keys: all of them within one of the alternatives', async () => {
    const request = (key: string) => ({ target: '/door', headers: { 'x-key': key } });
    const one = guardedBy([{ header: ['reader'] }]);
    expect((await ask(one, request('h-ann'))).status).toBe(204);
    expect((await ask(one, request('h-bob'))).status).toBe(403);
    const two = guardedBy([{ header: ['reader', 'writer'] }]);
    expect((await ask(two, request('h-ann'))).status).toBe(403);
    const any = guardedBy([{ header: ['reader'] }, { header: ['writer'] }]);
    expect((await ask(any, request('h-bob'))).status).toBe(204);
  });

  test.each([[[]], [[{}]], [[{ header: [] }, {}]]])('of %j accept every caller', async (security) => {
    expect((await ask(guardedBy(security), { target: '/door' })).status).toBe(204);
  });
});
