// The smallest possible server with JSON, of node:http alone: `node bare-http.mjs PAYLOADS.json`. It reads and writes what
// the mock does, from constants. A body without a name is refused.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const payloads = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const byRequest = new Map(payloads.map((payload) => [`${payload.method} ${payload.path}`, payload]));

const server = createServer((request, response) => {
  const payload = byRequest.get(`${request.method} ${request.url}`);
  if (request.method === 'GET') {
    send(response, payload);
    return;
  }
  const pieces = [];
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => {
    const body = JSON.parse(Buffer.concat(pieces).toString());
    send(response, 'name' in (body.department ?? body) ? payload : payload.refused);
  });
});

function send(response, { status, body }) {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

server.listen(0, '127.0.0.1', () => {
  console.log(`Listening on http://127.0.0.1:${server.address().port}`);
});
