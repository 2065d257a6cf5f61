import { connect as connectTcp, type AddressInfo } from 'node:net';
import { createServer, request as requestHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { afterAll } from '@jest/globals';
import { generate } from 'selfsigned';

const closers = new Set<() => void>();

afterAll(() => {
  for (const close of closers) close();
});

async function listening(server: Server): Promise<number> {
  closers.add(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** A server with a certificate of its own making, for 127.0.0.1 or another host. */
export async function serveTls(listener: RequestListener, host = '127.0.0.1') {
  const altName = host === '127.0.0.1' ? { type: 7 as const, ip: host } : { type: 2 as const, value: host };
  const { private: key, cert } = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [altName] },
    ],
  });
  const port = await listening(createTlsServer({ key, cert }, listener));
  return { url: `https://127.0.0.1:${port}`, cert };
}

/** A proxy that notes what it is asked for: tunnels, and requests for plain http. */
export async function serveProxy() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const { method = '', url = '', headers } = request;
    const onward = requestHttp(url.replace('//0.0.0.0', '//127.0.0.1'), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  server.on('connect', (request, socket, head) => {
    asked.push(`CONNECT ${request.url}`);
    if (request.url?.includes('.invalid') === true) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const [host = '', port = ''] = request.url?.split(':') ?? [];
    const onward = connectTcp(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
    closers.add(() => onward.destroy());
  });
  return { url: `http://127.0.0.1:${await listening(server)}`, asked };
}
