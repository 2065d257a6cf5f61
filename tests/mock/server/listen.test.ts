import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import supertest from 'supertest';
import { describe, expect, test } from '@jest/globals';
import { listen, type Listening } from '../../../src/mock/server/listen.ts';
import {
  ADMIN,
  CHART,
  DEPARTMENTS,
  DOCUMENTED_ID,
  mockRocketchat,
  QUEUE,
} from '../../bundled/rocketchat/rocketchat.ts';
import { serveMock } from './serve-mock.ts';
import { mockThings } from '../things.ts';

interface Sent {
  readonly agent?: Agent;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Written piece by piece; without a `content-length`, so chunked. */
  readonly pieces?: readonly (string | Uint8Array)[];
}

interface Received {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A promise that is kept when `open` is called. */
function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), passed };
}

function send(
  url: string,
  { agent, method = 'GET', headers = {}, pieces = [] }: Sent = {},
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { method, headers, agent: agent ?? false }, (response) => {
      const received: Buffer[] = [];
      response.on('data', (piece: Buffer) => received.push(piece));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          text: Buffer.concat(received).toString(),
        }),
      );
    });
    outgoing.on('error', reject);
    for (const piece of pieces) outgoing.write(piece);
    outgoing.end();
  });
}

/** Sends these bytes, and returns everything that comes back. */
function sendRaw({ server }: Listening, text: string): Promise<string> {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it does not listen');
  return new Promise((resolve, reject) => {
    const socket = connect(address.port, '127.0.0.1', () => socket.write(text));
    let received = '';
    socket.on('data', (piece: Buffer) => (received += piece.toString()));
    socket.on('close', () => resolve(received));
    socket.on('error', reject);
  });
}

const json = { 'content-type': 'application/json' };

describe('the Host field', () => {
  test.each([
    ['twice', 'Host: a\r\nHost: b'],
    ['twice with one value', 'Host: a\r\nHost: a'],
    ['malformed', 'Host: a b'],
    ['missing', 'X-Other: a'],
  ])('%s is refused before credentials are asked for', async (_, fields) => {
    const started = await serveMock(mockRocketchat());
    const answer = await sendRaw(started, `GET ${QUEUE} HTTP/1.1\r\n${fields}\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    const control = `GET /_stuntdouble/state HTTP/1.1\r\n${fields}\r\nConnection: close\r\n\r\n`;
    expect(await sendRaw(started, control)).toMatch(/^HTTP\/1\.1 40[03] /);
  });
});

describe('over HTTP', () => {
  test.each([
    [200, 'GET', DEPARTMENTS, ADMIN],
    [401, 'GET', QUEUE, {}],
    [400, 'GET', CHART, ADMIN],
    [405, 'PATCH', DEPARTMENTS, ADMIN],
  ])(
    'a response with %i has exactly the content type application/json',
    async (status, method, path, headers) => {
      const { url } = await serveMock(mockRocketchat());
      const answer = await send(`${url}${path}`, { method, headers });
      expect(answer.status).toBe(status);
      expect(answer.headers['content-type']).toBe('application/json');
      expect(answer.headers['content-length']).toBe(String(Buffer.byteLength(answer.text)));
      expect(answer.headers).not.toHaveProperty('x-powered-by');
    },
  );

  test('the curl command of the archived page works unchanged', async () => {
    const answer = await supertest(mockRocketchat())
      .put(`${DEPARTMENTS}/${DOCUMENTED_ID}`)
      .set('X-Auth-Token', '9HqLlyZOugoStsXCUfD_0YdwnNnunAJF8V47U3QHXSq')
      .set('X-User-Id', 'aobEdbYhXfu5hkeqG')
      .set('Content-type', 'application/json')
      .send(
        '{"department": {"enabled": true, "name": "new from api - live", "showOnRegistration": true}, "agents": [{"agentId": "SQafHvoFPuB57NmBD", "username": "john.doe"}] }',
      );
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      department: {
        _id: DOCUMENTED_ID,
        enabled: true,
        name: 'new from api - live',
        description: null,
        numAgents: 1,
        showOnRegistration: true,
        _updatedAt: expect.any(String),
      },
      agents: [
        {
          _id: 'DDjZbhTF74n3NBuWK',
          agentId: 'SQafHvoFPuB57NmBD',
          departmentId: DOCUMENTED_ID,
          username: 'john.doe',
          count: 0,
          order: 0,
          _updatedAt: expect.any(String),
        },
      ],
      success: true,
    });
  });

  test('HEAD has the status and header fields of GET, and no body', async () => {
    const { url } = await serveMock(mockRocketchat());
    for (const [path, headers] of [
      [DEPARTMENTS, ADMIN],
      [DEPARTMENTS, {}],
      ['/nowhere', {}],
    ] as const) {
      const got = await send(`${url}${path}`, { headers });
      const head = await send(`${url}${path}`, { method: 'HEAD', headers });
      expect(head.text).toBe('');
      expect(head.status).toBe(got.status);
      for (const name of ['content-type', 'www-authenticate', 'access-control-allow-origin']) {
        expect(head.headers[name]).toBe(got.headers[name]);
      }
      if (path === DEPARTMENTS) expect(head.headers['content-length']).toBe(got.headers['content-length']);
    }
  });

  test('a response without a body has no content length', async () => {
    const { url } = await serveMock(mockThings());
    const answer = await send(`${url}/things/a`, { method: 'DELETE' });
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(answer.headers).not.toHaveProperty('content-length');
  });

  test('a preflight gets a response without credentials', async () => {
    const answer = await supertest(mockRocketchat())
      .options(DEPARTMENTS)
      .set('Origin', 'https://app.example')
      .set('Access-Control-Request-Method', 'POST');
    expect(answer.status).toBe(204);
    expect(answer.headers['access-control-allow-origin']).toBe('https://app.example');
  });

  test('a chunked body is read as a whole, including characters split between chunks', async () => {
    const { url } = await serveMock(mockThings());
    const bytes = Buffer.from('{"name":"Ä"}');
    const cut = bytes.indexOf(0xc3) + 1;
    const pieces = [bytes.subarray(0, cut), bytes.subarray(cut)];
    const answer = await send(`${url}/echo`, { method: 'PUT', headers: json, pieces });
    expect([answer.status, answer.text]).toEqual([200, '{"name":"Ä"}']);
  });

  test.each(['false', '0', '""', 'null'])('the body %s is a body', async (body) => {
    const { url } = await serveMock(mockThings());
    const answer = await send(`${url}/echo`, { method: 'PUT', headers: json, pieces: [body] });
    expect([answer.status, answer.text]).toEqual([200, body]);
  });

  test('malformed JSON is refused, and the connection stays open', async () => {
    const server = await serveMock(mockThings());
    const wrong =
      'PUT /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1\r\n\r\n{';
    const right = 'GET /things HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
    const received = await sendRaw(server, wrong + right);
    expect(received.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400', 'HTTP/1.1 200']);
  });

  test('a body over the limit is refused, with and without a content length, and nothing changes', async () => {
    const { url } = await serveMock(mockThings({ bodyLimit: 1000 }));
    const body = `{"name":"${'x'.repeat(1000)}"}`;
    const announced = { ...json, 'content-length': String(body.length) };
    for (const headers of [json, announced]) {
      const answer = await send(`${url}/things`, { method: 'POST', headers, pieces: [body] });
      expect(answer.status).toBe(413);
    }
    expect((await send(`${url}/things`)).text).toBe('[]');
  });

  test('a body of exactly the limit is accepted, also when chunked', async () => {
    const { url } = await serveMock(mockThings({ bodyLimit: 100 }));
    const body = `{"name":"${'x'.repeat(89)}"}`;
    expect(body).toHaveLength(100);
    for (const pieces of [[body], [body.slice(0, 50), body.slice(50)]]) {
      expect((await send(`${url}/things`, { method: 'POST', headers: json, pieces })).status).toBe(201);
    }
  });

  test('an unexpected body is ignored', async () => {
    const { url } = await serveMock(mockThings());
    const answer = await send(`${url}/things`, {
      headers: { 'content-type': 'text/plain', 'content-length': '1' },
      pieces: ['x'],
    });
    expect(answer.status).toBe(200);
  });

  test('a client that disconnects does not end the server', async () => {
    const server = await serveMock(mockThings());
    const { port } = new URL(server.url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(
          'PUT /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{',
        );
        setTimeout(() => socket.destroy(), 10); // the server is likely to be reading the body by then
      });
      socket.on('close', () => resolve());
    });
    expect((await send(`${server.url}/things`)).status).toBe(200);
  });

  test('a request target in absolute form is served like its path', async () => {
    const server = await serveMock(mockThings());
    for (const target of ['http://x/things?limit=1', 'HTTP://x:80/things', 'http://x?limit=0']) {
      const received = await sendRaw(
        server,
        `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      );
      expect(received.slice(9, 12)).toBe(target.includes('things') ? '200' : '404');
    }
  });

  test('a repeated credential is not accepted', async () => {
    const fixtures = { identities: [{ id: 'u', roles: [], credentials: { key: 'k' } }] };
    const server = await serveMock(mockThings({ auth: true, fixtures }));
    const lines = ['GET /things HTTP/1.1', 'Host: x', 'Connection: close', 'X-Key: k'];
    const once = await sendRaw(server, `${lines.join('\r\n')}\r\n\r\n`);
    const twice = await sendRaw(server, `${[...lines, 'X-Key: k'].join('\r\n')}\r\n\r\n`);
    expect([once.slice(9, 12), twice.slice(9, 12)]).toEqual(['200', '401']);
  });

  test('running requests are finished before the server closes, and idle connections do not delay that', async () => {
    const [begun, release] = [gate(), gate()];
    const app = mockThings({
      operations: {
        getThing: async () => {
          begun.open();
          await release.passed;
          return { status: 200, body: { id: 'x', name: 'slow' } };
        },
      },
    });
    const { url, server, close } = await listen(app, { port: 0 });
    server.keepAliveTimeout = 600_000; // longer than the test may take
    const agent = new Agent({ keepAlive: true });
    const running = send(`${url}/things/x`, { agent });
    await begun.passed;
    const order: string[] = [];
    const closed = close().then(() => order.push('closed'));
    await expect(send(`${url}/things/x`)).rejects.toThrow(/ECONNREFUSED/);
    order.push('refused');
    release.open();
    expect((await running).text).toContain('slow');
    await closed;
    expect(order).toEqual(['refused', 'closed']);
    agent.destroy();
  });

  test('a used port is an error with its code', async () => {
    const { url } = await serveMock(mockThings());
    await expect(listen(mockThings(), { port: Number(new URL(url).port) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});
