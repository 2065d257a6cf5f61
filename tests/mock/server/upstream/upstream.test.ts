import { setTimeout } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { mockBefore, sendRaw, upstream } from './upstream-servers.ts';

const json = (value: unknown, headers: Record<string, string> = {}) =>
  upstream((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(value));
  });

describe('what goes through', () => {
  test('what the description lacks, and nothing else', async () => {
    const real = await json({ from: 'upstream' });
    const { url } = await mockBefore(real.url);
    const lacking = await fetch(`${url}/other?a=%20b`);
    expect(await lacking.json()).toEqual({ from: 'upstream' });
    const method = await fetch(`${url}/things`, { method: 'PATCH', body: 'x' });
    expect(method.status).toBe(200);
    const mocked = await fetch(`${url}/things`);
    expect(await mocked.json()).toHaveLength(3);
    expect(real.requests.map(({ line }) => line)).toEqual(['GET /other?a=%20b', 'PATCH /things']);
    expect(real.requests[1]?.body).toBe('x');
  });

  test.each([
    ['an operation', { mockOnly: ['getThing'] }, ['GET /things', 'PUT /echo']],
    ['a method and a path', { pass: ['GET /things/{id}'] }, ['GET /things/1']],
    ['a path', { pass: ['/things/*'] }, ['GET /things/1']],
    ['any path', { pass: ['**'] }, ['GET /things', 'GET /things/1', 'PUT /echo']],
    [
      'a path among what is mocked',
      { mockOnly: ['/things**'], pass: ['listThings'] },
      ['GET /things', 'PUT /echo'],
    ],
  ])('by %s', async (_, rules, expected) => {
    const real = await json([]);
    const { url } = await mockBefore(real.url, rules);
    await fetch(`${url}/things`);
    await fetch(`${url}/things/1`);
    await fetch(`${url}/echo`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '1' });
    expect(real.requests.map(({ line }) => line)).toEqual(expected);
  });

  test('by a header field, which the upstream does not get', async () => {
    const real = await json([]);
    const { url } = await mockBefore(real.url, { pass: ['listThings'] });
    const ask = (who: string, path = '/things') =>
      fetch(url + path, { headers: { 'x-stuntdouble-upstream': who, 'x-stuntdouble-namespace': 'a' } });
    expect(await (await ask('mock')).json()).toHaveLength(3);
    expect((await ask('pass', '/things/1')).status).toBe(200);
    expect((await ask('who')).status).toBe(400);
    expect(real.requests).toHaveLength(1);
    expect(Object.keys(real.requests[0]?.headers ?? {}).join()).not.toContain('stuntdouble');
  });

  test('by a control request, for a namespace or for all', async () => {
    const real = await json([]);
    const { url } = await mockBefore(real.url);
    const control = (method: string, body?: unknown, query = '') =>
      fetch(`${url}/_stuntdouble/upstream${query}`, {
        method,
        ...(body !== undefined && {
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
      });
    expect((await control('POST', { pass: ['listThings'] })).status).toBe(200);
    await fetch(`${url}/things`);
    await fetch(`${url}/things`, { headers: { 'x-stuntdouble-namespace': 'a' } });
    expect(real.requests).toHaveLength(1);
    await control('POST', { pass: ['listThings'] }, '?all=true');
    await fetch(`${url}/things`, { headers: { 'x-stuntdouble-namespace': 'a' } });
    expect(real.requests).toHaveLength(2);
    expect(await (await control('GET')).json()).toEqual({
      namespace: '',
      upstream: real.url,
      rules: { pass: ['listThings'] },
      responses: { passed: 2, judged: 2, broken: 0, operations: {} },
    });
    expect((await control('DELETE')).status).toBe(200);
    await fetch(`${url}/things`);
    expect(real.requests).toHaveLength(2);
    expect(await (await control('POST', { pass: ['nothing'] })).text()).toContain(
      'there is no operation or tag nothing',
    );
    expect((await control('POST', { passes: [] })).status).toBe(400);
  });

  test('what is missing, with the same body, and told once', async () => {
    const real = await json({ id: '9', name: 'real' });
    const { url, app } = await mockBefore(real.url, { onMissing: 'pass' });
    expect(await (await fetch(`${url}/things/9`)).json()).toEqual({ id: '9', name: 'real' });
    const [first] = (await (await fetch(`${url}/things`)).json()) as { id: string }[];
    expect((await fetch(`${url}/things/${first?.id}`)).status).toBe(200);
    const asked = await fetch(`${url}/things/9`, { headers: { prefer: 'code=404' } });
    expect(asked.status).not.toBe(200);
    expect(real.requests).toHaveLength(1);
    expect(app.requests().map(({ answeredBy }) => answeredBy)).toEqual(['upstream', 'mock', 'mock', 'mock']);
  });
});

describe('what comes back', () => {
  test('has the status and the bytes of the upstream, whatever its codings', async () => {
    const bytes = gzipSync('{"a":1}');
    const real = await upstream((_request, response) => {
      response.writeHead(418, {
        'content-encoding': 'gzip',
        'x-raw': '\u00e4',
        'content-type': 'application/json',
      });
      response.end(bytes);
    });
    const { url } = await mockBefore(real.url);
    const { port, host } = new URL(url);
    const raw = await sendRaw(url, `GET /x HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect(port).not.toBe('');
    expect(raw).toMatch(/^HTTP\/1.1 418 /);
    expect(raw).toContain('x-raw: \u00e4');
    expect(raw).toContain(bytes.toString('latin1'));
  });

  test('comes as it is sent, without waiting for the end, and requests go as they are sent', async () => {
    const real = await upstream((request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      request.on('data', (piece: Buffer) => response.write(`data: ${piece.toString()}\n\n`));
      request.on('end', () => response.end());
    });
    const { url } = await mockBefore(real.url);
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const sending = fetch(`${url}/stream`, { method: 'POST', body: readable, duplex: 'half' });
    const encoder = new TextEncoder();
    await writer.write(encoder.encode('one'));
    const reader = (await sending).body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('data: one\n\n');
    await writer.write(encoder.encode('two'));
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('data: two\n\n');
    await writer.close();
    expect((await reader?.read())?.done).toBe(true);
  });

  test('loses the fields of the connection, and gets those of the mock for pages', async () => {
    const real = await upstream((_request, response) => {
      response.writeHead(200, {
        connection: 'close, x-hop',
        'x-hop': 'gone',
        'x-kept': 'here',
        'access-control-allow-origin': 'https://app.example.com',
      });
      response.end('{}');
    });
    const { url } = await mockBefore(real.url);
    const origin = 'http://localhost:5173';
    const { headers } = await fetch(`${url}/x`, { headers: { origin, 'sec-fetch-site': 'same-site' } });
    expect(headers.get('x-hop')).toBeNull();
    expect(headers.get('x-kept')).toBe('here');
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(real.requests[0]?.headers).toMatchObject({ host: new URL(real.url).host, origin: real.url });
    expect(real.requests[0]?.headers['sec-fetch-site']).toBe('same-origin');
  });

  test('is counted, and told with what it breaks', async () => {
    const real = await json([{ id: 1 }]);
    const { url, app } = await mockBefore(real.url, { pass: ['**'] });
    expect(await (await fetch(`${url}/things`)).json()).toEqual([{ id: 1 }]);
    await setTimeout(20);
    const [entry] = app.requests();
    expect(entry).toMatchObject({ answeredBy: 'upstream', operation: 'listThings', reason: null });
    expect(entry?.response.body).toEqual([{ id: 1 }]);
    expect(entry?.response.violations?.join('\n')).toContain('/0/id must be string');
    expect(app.mock.passage.counts()).toEqual({
      passed: 1,
      judged: 1,
      broken: 1,
      operations: { listThings: 1 },
    });
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('is judged and kept without its coding %s', async (coding, compress) => {
    const real = await upstream((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': coding });
      response.end(compress('[{"id":1}]'));
    });
    const { url, app } = await mockBefore(real.url, { pass: ['**'] });
    expect(await (await fetch(`${url}/things`)).json()).toEqual([{ id: 1 }]);
    await setTimeout(20);
    const [entry] = app.requests();
    expect(entry?.response.body).toEqual([{ id: 1 }]);
    expect(entry?.response.violations).not.toEqual([]);
  });

  test('with strict, is a 502 that says where, but not of a stream', async () => {
    const real = await upstream((request, response) => {
      const isStream = request.url === '/echo';
      response.writeHead(200, { 'content-type': isStream ? 'text/event-stream' : 'application/json' });
      response.end(request.url === '/things' ? '[{"id":1}]' : '[]');
    });
    const { url, app } = await mockBefore(real.url, { pass: ['**'], strict: true });
    const refused = await fetch(`${url}/things`);
    expect(refused.status).toBe(502);
    const problem = (await refused.json()) as { detail: string; violations: object[] };
    expect(problem.detail).toContain('body /0 must');
    expect(problem.violations[0]).toMatchObject({
      where: 'body',
      descriptionPointer: expect.stringContaining('/'),
    });
    const stream = await fetch(`${url}/echo`, { method: 'PUT' });
    expect(stream.status).toBe(200);
    expect(app.mock.passage.counts().broken).toBe(2);
  });
});
