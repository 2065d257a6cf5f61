import { afterEach, describe, expect, test } from '@jest/globals';
import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { urlTarget } from '../../../src/contract/target/url-target.ts';

const ANSWER = 'HTTP/1.1 200 OK\r\nconnection: keep-alive\r\ncontent-length: 2\r\n\r\nok';

let server: Server | undefined;

afterEach(() => {
  server?.close();
});

/** Serves what `answer` does with each request, and returns a target, and the first lines of all requests. */
async function serve(answer: (socket: Socket, line: string) => void) {
  const lines: string[] = [];
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      const line = bytes.toString('latin1').split('\r\n')[0] ?? '';
      lines.push(line);
      answer(socket, line);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { target: urlTarget(`http://127.0.0.1:${port}`, { connections: 1 }), lines };
}

const request = (method: string, target: string) => ({ method, target, headers: {}, body: new Uint8Array() });

describe('a connection that the server closes', () => {
  test('though it has promised to keep it is opened again for a request that changes something', async () => {
    const used = new WeakSet<Socket>();
    const { target } = await serve((socket) => {
      if (used.has(socket)) socket.end();
      else socket.write(ANSWER);
      used.add(socket);
    });
    for (const path of ['/one', '/two', '/three']) {
      expect(await target.send(request('POST', path))).toMatchObject({ kind: 'answered' });
    }
    await target.close?.();
  });

  test('whenever a request comes is one that is not answered, after two attempts', async () => {
    const { target, lines } = await serve(
      (socket, line) => void (line.includes('/boom') ? socket.destroy() : socket.write(ANSWER)),
    );
    await target.send(request('POST', '/fine'));
    const outcome = await target.send(request('POST', '/boom'));
    await target.close?.();
    expect(outcome).toMatchObject({ kind: 'dropped', reason: 'the connection was cut' });
    expect(lines.filter((line) => line.includes('/boom'))).toHaveLength(2);
  });

  test('at its first request that changes something is not opened again', async () => {
    const { target, lines } = await serve((socket) => void socket.destroy());
    const outcome = await target.send(request('POST', '/boom'));
    await target.close?.();
    expect(outcome).toMatchObject({ kind: 'dropped' });
    expect(lines).toHaveLength(1);
  });
});
