import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { connect, createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach } from '@jest/globals';
import type { MockApp } from '../../../../src/mock/server/app.ts';
import type { UpstreamOptions } from '../../../../src/mock/control/upstream/upstream-options.ts';
import { createMock, type MockOptions } from '../../../../src/create-mock.ts';
import { serveMock } from '../serve-mock.ts';
import { describeThings } from '../../things.ts';

const closing: (() => unknown)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** A server that was written for a test, and what it got. */
export interface TestUpstream {
  readonly url: string;
  readonly requests: { readonly line: string; readonly headers: IncomingMessage['headers']; body: string }[];
}

/** Serves until the end of the test, and keeps the requests. */
export async function upstream(respond: RequestListener): Promise<TestUpstream> {
  const requests: TestUpstream['requests'] = [];
  const server = createServer((request, response) => {
    const kept = { line: `${request.method} ${request.url}`, headers: request.headers, body: '' };
    requests.push(kept);
    request.on('data', (piece: Buffer) => (kept.body += piece.toString()));
    respond(request, response);
  });
  return { url: await started(server), requests };
}

/** Serves bytes as they are to each connection, once it has sent something. */
export async function rawUpstream(respond: (socket: Socket) => unknown): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => respond(socket));
  });
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
  });
  return started(server);
}

async function started(server: Server | ReturnType<typeof createTcpServer>): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const THINGS = ['1', '2', '3'].map((id) => ({ id, name: `thing ${id}` }));

/** Serves the mock of things in front of an upstream. */
export async function mockBefore(
  url: string,
  options: Partial<UpstreamOptions> = {},
  more: Omit<MockOptions, 'descriptions'> = {},
): Promise<{ readonly url: string; readonly app: MockApp }> {
  const app = createMock({
    descriptions: describeThings(),
    fixtures: { things: THINGS },
    auth: false,
    upstream: { url, ...options },
    ...more,
  });
  const { url: own } = await serveMock(app);
  return { url: own, app };
}

/** Sends bytes as they are, and returns all that comes until the connection is closed. */
export async function sendRaw(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let received = '';
  socket.on('data', (piece) => (received += piece.toString('latin1')));
  socket.on('error', () => {});
  socket.write(text);
  await once(socket, 'close');
  return received;
}
