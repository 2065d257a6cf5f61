import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { checkedLookup, hostKind } from '../../../../src/mock/server/upstream/checked-lookup.ts';
import { createUpstream } from '../../../../src/mock/server/upstream/upstream.ts';
import { mockBefore, rawUpstream, sendRaw, upstream } from './upstream-servers.ts';

const plain = () => upstream((_request, response) => response.end('fine'));

const raw = (url: string, line: string, fields: Record<string, string> = {}) => {
  const lines = Object.entries({ host: new URL(url).host, ...fields }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return sendRaw(url, [line, ...lines, 'connection: close', '', ''].join('\r\n'));
};

const statusOf = (text: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]);

describe('who may not send through', () => {
  test.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['a page without an origin of its own', { origin: 'null' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another site, of this machine', { origin: 'http://localhost:1', 'sec-fetch-site': 'cross-site' }],
    ['an origin that only looks like this machine', { origin: 'http://localhost.evil.example' }],
    ['a rebound name', { host: 'evil.example' }],
    ['a rebound name with the port', { host: 'evil.example:3000' }],
    ['no name', { host: '' }],
  ])('%s', async (_, fields) => {
    const real = await plain();
    const { url, app } = await mockBefore(real.url);
    expect(statusOf(await raw(url, 'GET /x HTTP/1.1', fields))).toBe(403);
    expect(
      statusOf(await raw(url, 'GET /x HTTP/1.1', { ...fields, upgrade: 'websocket', connection: 'upgrade' })),
    ).toBe(403);
    expect(real.requests).toEqual([]);
    expect(app.requests().map(({ response }) => response.status)).toEqual([403, 403]);
  });

  test('those that are allowed may', async () => {
    const real = await plain();
    const { url } = await mockBefore(real.url, { allowOrigins: ['https://app.example.com'] });
    const origin = 'https://app.example.com';
    expect(statusOf(await raw(url, 'GET /x HTTP/1.1', { origin, 'sec-fetch-site': 'cross-site' }))).toBe(200);
    expect(statusOf(await raw(url, 'GET /x HTTP/1.1', { host: 'app.example.com' }))).toBe(200);
    expect(statusOf(await raw(url, 'GET /x HTTP/1.1', { origin: 'http://[::1]:80' }))).toBe(200);
    expect(
      statusOf(await raw(url, 'GET /x HTTP/1.1', { origin: 'https://app.example.com.evil.example' })),
    ).toBe(403);
  });

  test('a target in absolute form names no server', async () => {
    const real = await plain();
    const { url } = await mockBefore(real.url);
    expect(statusOf(await raw(url, 'GET http://evil.example/x HTTP/1.1'))).toBe(403);
    expect(statusOf(await raw(url, `GET ${url}/x HTTP/1.1`))).toBe(200);
    expect(real.requests.map(({ line }) => line)).toEqual(['GET /x']);
  });
});

describe('where nothing goes to', () => {
  test.each([
    '//evil.example/x',
    '/\\evil.example',
    '/@evil.example',
    '/a/../../b',
    '/a;b=//evil.example',
    '/%2f%2fevil',
  ])('a path is text: %s', async (path) => {
    const real = await plain();
    const { url } = await mockBefore(real.url);
    await raw(url, `GET ${path} HTTP/1.1`);
    expect(real.requests.map(({ line }) => line)).toEqual([`GET ${path}`]);
  });

  test('no redirect is followed', async () => {
    const other = await plain();
    const real = await upstream((_request, response) => {
      response.writeHead(307, { location: `${other.url}/secret` }).end();
    });
    const { url } = await mockBefore(real.url);
    const response = await fetch(`${url}/x`, { redirect: 'manual' });
    expect(response.status).toBe(307);
    expect(response.headers.get('location')).toBe(`${other.url}/secret`);
    expect(other.requests).toEqual([]);
  });

  test('the control is never passed on, even where it is off', async () => {
    const real = await plain();
    const { url } = await mockBefore(real.url, { pass: ['**'] }, { control: false });
    expect((await fetch(`${url}/_stuntdouble/state`)).status).toBe(404);
    expect(real.requests).toEqual([]);
  });

  test.each([
    ['http://169.254.169.254', 'metadata'],
    ['http://2852039166', 'metadata'],
    ['http://[::ffff:169.254.169.254]', 'metadata'],
    ['http://[64:ff9b::a9fe:a9fe]', 'metadata'],
    ['http://[fd00:ec2::254]', 'metadata'],
    ['http://metadata.google.internal', 'metadata'],
    ['http://[fe80::1]', 'metadata'],
    ['http://127.1', 'loopback'],
    ['http://0.0.0.0', 'loopback'],
    ['http://[::1]', 'loopback'],
    ['http://localhost', 'loopback'],
    ['http://10.1.2.3', 'private'],
    ['http://[fd12::1]', 'private'],
    ['http://[::ffff:10.0.0.1]', 'private'],
    ['http://8.8.8.8', 'public'],
    ['http://[2001:4860:4860::8888]', 'public'],
    ['http://example.com', 'name'],
  ])('%s is %s', (url, kind) => {
    expect(hostKind(new URL(url).hostname)).toBe(kind);
    const create = () => createUpstream({ url });
    if (kind === 'metadata') expect(create).toThrow('never asked');
    else expect(create).not.toThrow();
  });

  const found = (addresses: readonly string[], hostname: string, address?: string) =>
    new Promise((resolve) => {
      const lookup = checkedLookup({ hostname, address }, (_host, _options, callback) =>
        callback(
          null,
          addresses.map((one) => ({ address: one, family: one.includes(':') ? 6 : 4 })),
        ),
      );
      lookup(hostname, { all: true }, (error, all) => resolve(error?.message ?? all));
    });

  test('a name is connected to at the address that was checked', async () => {
    const addresses = ['169.254.169.254', '127.0.0.1', '::1', '10.0.0.1', '::ffff:10.0.0.1', '93.184.215.14'];
    expect(await found(addresses, 'example.com')).toEqual([{ address: '93.184.215.14', family: 4 }]);
    expect(await found(['127.0.0.1'], 'example.com')).toContain('a loopback address');
    expect(await found(['10.0.0.1'], 'example.com')).toContain('--upstream-address 10.0.0.1');
    expect(await found(['10.0.0.1'], 'localhost')).toContain('a private address');
    expect(await found(['169.254.169.254'], 'example.com')).toContain('never asked');
    expect(await found(['169.254.169.254'], 'example.com', '10.0.0.1')).toEqual([
      { address: '10.0.0.1', family: 4 },
    ]);
  });

  test('a name of loopback is refused by the connection itself', async () => {
    const { url } = await mockBefore('http://rebound.invalid:1', {});
    expect((await fetch(`${url}/x`)).status).toBe(502);
  });
});

describe('what an upstream may send', () => {
  test('gigabytes go through in a small part of the memory', async () => {
    const piece = Buffer.alloc(1_048_576, 'a');
    const real = await upstream(async (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      for (let count = 0; count < 300 && !response.destroyed; count += 1)
        if (!response.write(piece)) await once(response, 'drain');
      response.end();
    });
    const { url, app } = await mockBefore(real.url, { pass: ['**'] });
    const before = process.memoryUsage().rss;
    let size = 0;
    for await (const part of (await fetch(`${url}/things`)).body ?? []) size += (part as Uint8Array).length;
    expect(size).toBe(300 * 1_048_576);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1_048_576);
    await setTimeout(20);
    expect(app.requests()[0]).toMatchObject({
      answeredBy: 'upstream',
      response: { body: null, violations: [] },
    });
  });

  test('a body that goes on for ever ends with the client', async () => {
    let closed: (ending: Promise<unknown>) => void = () => {};
    const closing = new Promise<unknown>((resolve) => {
      closed = resolve;
    });
    const real = await upstream((_request, response) => {
      closed(once(response, 'close'));
      const timer = setInterval(() => response.write('x'), 5);
      response.on('close', () => clearInterval(timer));
    });
    const { url, app } = await mockBefore(real.url);
    const leaving = new AbortController();
    const response = await fetch(`${url}/x`, { signal: leaving.signal }).catch(() => undefined);
    leaving.abort();
    await response?.text().catch(() => '');
    await closing;
    await setTimeout(20);
    expect(app.requests()[0]?.reason).toBe('the client has closed the connection');
  });

  test('a bomb of header fields is a 502', async () => {
    const url = await rawUpstream((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      for (let count = 0; count < 10_000; count += 1) socket.write(`x-${count}: ${'y'.repeat(100)}\r\n`);
    });
    const mock = await mockBefore(url);
    expect((await fetch(`${mock.url}/x`)).status).toBe(502);
  });

  test('a bomb of gzip is passed on, and not blown up', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1_048_576));
    const real = await upstream((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(bomb);
    });
    const { url } = await mockBefore(real.url, { pass: ['**'] });
    const text = await raw(url, 'GET /things HTTP/1.1');
    expect(text.length).toBeGreaterThan(bomb.length);
  });

  test.each([
    ['no HTTP', 'what is this'],
    ['a body that is cut', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nabc'],
    ['a length and chunks', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\nabc'],
  ])('%s is no success', async (_, bytes) => {
    const url = await rawUpstream((socket) => socket.end(bytes));
    const mock = await mockBefore(url);
    const ending = fetch(`${mock.url}/x`).then(async (response) => [response.status, await response.text()]);
    const [status] = await ending.catch(() => [0]);
    expect([0, 502]).toContain(status);
  });

  test('a cookie for another domain stays one that browsers refuse', async () => {
    const real = await upstream((_request, response) => {
      response.setHeader('set-cookie', ['a=b; Domain=evil.example', 'c=d; Domain=127.0.0.1; Secure']);
      response.end();
    });
    const { url } = await mockBefore(real.url);
    expect((await fetch(`${url}/x`)).headers.getSetCookie()).toEqual(['a=b; Domain=evil.example', 'c=d']);
  });
});

describe('the credentials for the upstream', () => {
  const CANARY = 'canary-3f9c2b71d0';
  const headers = { Authorization: `Bearer ${CANARY}` };

  test('take the place of those of the client, and are in no journal', async () => {
    const real = await plain();
    const { url, app } = await mockBefore(real.url, { headers });
    await fetch(`${url}/x`, { headers: { authorization: 'Bearer of-the-client' } });
    expect(real.requests[0]?.headers.authorization).toBe(`Bearer ${CANARY}`);
    await setTimeout(20);
    expect(JSON.stringify(app.requests()) + app.har()).not.toContain(CANARY);
  });

  test.each([
    ['in a body', (given: string) => ({ body: JSON.stringify({ given }) })],
    ['in pieces of a body', (given: string) => ({ body: given, isSlow: true })],
    ['in a field', (given: string) => ({ body: '', field: given })],
    ['in base64', (given: string) => ({ body: Buffer.from(given.slice(7)).toString('base64') })],
    ['in a compressed body', (given: string) => ({ body: gzipSync(given), coding: 'gzip' })],
    ['in a body with an unknown coding', () => ({ body: 'x', coding: 'zstd' })],
  ])(
    'do not come back %s',
    async (
      _,
      answer: (given: string) => { body: string | Buffer; isSlow?: boolean; field?: string; coding?: string },
    ) => {
      const real = await upstream(async (request, response) => {
        const { body, isSlow, field, coding } = answer(request.headers.authorization ?? '');
        if (field !== undefined) response.setHeader('x-given', field);
        if (coding !== undefined) response.setHeader('content-encoding', coding);
        for (const piece of isSlow === true ? String(body) : [body]) {
          response.write(piece);
          if (isSlow === true) await setTimeout(2);
        }
        response.end();
      });
      const { url, app } = await mockBefore(real.url, { headers });
      const { hostname, port } = new URL(url);
      const socket = connect(Number(port), hostname);
      socket.write(`GET /x HTTP/1.1\r\nhost: ${hostname}\r\nconnection: close\r\n\r\n`);
      const pieces: Buffer[] = [];
      socket.on('data', (piece: Buffer) => pieces.push(piece));
      await once(socket, 'close');
      const received = Buffer.concat(pieces).toString('latin1');
      expect(received).not.toContain(CANARY.slice(0, 10));
      expect(received).not.toContain(Buffer.from(CANARY).toString('base64').slice(0, 12));
      await setTimeout(20);
      expect(JSON.stringify(app.requests()) + app.har()).not.toContain(CANARY);
    },
  );
});

describe('an upgrade', () => {
  const upgrading = (respond: 'upgrade' | 'refuse') =>
    rawUpstream((socket) => {
      if (respond === 'refuse') {
        socket.end('HTTP/1.1 401 No\r\nx-a: b\r\ncontent-length: 4\r\n\r\nnope');
        return;
      }
      socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: echo\r\nconnection: upgrade\r\n\r\n');
      socket.on('data', (piece) => socket.write(piece));
    });

  const shake = async (url: string, path: string) => {
    const { hostname, port, host } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    socket.write(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: Upgrade\r\nupgrade: echo\r\n\r\n`);
    const [first] = (await once(socket, 'data')) as [Buffer];
    return { socket, first: first.toString() };
  };

  test('goes through, both ways', async () => {
    const { url } = await mockBefore(await upgrading('upgrade'));
    const { socket, first } = await shake(url, '/socket');
    expect(first).toMatch(/^HTTP\/1.1 101 /);
    socket.write('ping');
    expect(String(await once(socket, 'data'))).toBe('ping');
    socket.destroy();
  });

  test('that is refused comes back as it is', async () => {
    const { url } = await mockBefore(await upgrading('refuse'));
    const { socket, first } = await shake(url, '/socket');
    expect(first).toMatch(/^HTTP\/1.1 401 /);
    expect(first).toContain('x-a: b');
    expect(first).toContain('nope');
    socket.destroy();
  });

  test('of what is mocked is ignored', async () => {
    const { url } = await mockBefore(await upgrading('upgrade'));
    const { socket, first } = await shake(url, '/things/1');
    expect(first).toMatch(/^HTTP\/1.1 200 /);
    expect(first).toContain('thing 1');
    socket.destroy();
  });
});
