import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSocketServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll } from '@jest/globals';
import { createMock } from '../../../src/create-mock.ts';
import { type RawResponse } from '../../../src/http/message.ts';
import { type RequestLike } from '../../../src/mock/server/functions/request-like.ts';
import { readBody } from '../../../src/http/message.ts';

const closers = new Set<() => void>();

afterAll(() => {
  for (const close of closers) close();
});

/** A server of a test, on a free port of loopback. */
export interface TestServer {
  readonly url: string;
  readonly port: number;
  /** `GET /a`, in the order in which they came. */
  readonly requests: readonly string[];
  readonly close: () => void;
}

/** A web server that counts what it is asked. */
export async function serveHttp(
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<TestServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    void answer(request, response);
  });
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { ...(await listen(server, close)), requests };
}

/** A server that does with its connections what it is told. */
export async function serveSockets(take: (socket: Socket) => void): Promise<TestServer> {
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    take(socket);
  });
  const close = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { ...(await listen(server as Server, close)), requests: [] };
}

async function listen(server: Server, close: () => void) {
  closers.add(close);
  await new Promise<void>((resolve) => {
    server.listen(0, '0.0.0.0', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, close };
}

/** A mock of Rocket.Chat with something wrong: what it is asked and what it answers can be changed. */
export function brokenMock(
  change: (answer: RawResponse, request: Required<RequestLike>) => RawResponse | Promise<RawResponse>,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { handle } = createMock({ descriptions: 'rocketchat' });
  return async (incoming, outgoing) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of incoming) pieces.push(piece as Uint8Array);
    const { method = 'GET', url: target = '/', headers } = incoming;
    const request = { method, target, headers, body: Buffer.concat(pieces) };
    const { status, headers: fields, body } = await change(await handle(request), request);
    const defined = Object.entries(fields).flatMap(([name, value]): [string, string | string[]][] =>
      value === undefined ? [] : [[name, typeof value === 'string' ? value : [...value]]],
    );
    outgoing.writeHead(status, Object.fromEntries(defined));
    outgoing.end(await readBody({ status, headers: fields, body }));
  };
}

/** The answer with another JSON body. */
export async function withBody(answer: RawResponse, change: (body: object) => unknown): Promise<RawResponse> {
  const text = new TextDecoder().decode(await readBody(answer));
  const body = new TextEncoder().encode(JSON.stringify(change(JSON.parse(text) as object)));
  return { ...answer, headers: { ...answer.headers, 'content-length': String(body.length) }, body };
}
