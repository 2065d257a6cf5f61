// Opens 1,000 connections, on which well-behaved and other requests are sent for a minute.
import { connect } from 'node:net';
import { Pool } from 'undici';

const CONNECTIONS = 1_000;

/** Beside them, so many connections send half a request, and nothing else. */
const STALLED = 100;

/** No response may take longer, in milliseconds: all wait for one process. */
const PATIENCE = 5_000;

const REQUESTS = [
  { method: 'GET', path: '/things?limit=10', status: 200 },
  { method: 'GET', path: '/things/none', status: 404 },
  { method: 'GET', path: '/nowhere', status: 404 },
  { method: 'POST', path: '/things', body: '{"name":1}', status: 422 },
  { method: 'POST', path: '/things', body: '{', status: 400 },
  { method: 'PATCH', path: '/things', status: 405 },
];

export async function abuseConnections({ url, port, failure }, { isBounded }) {
  const seconds = isBounded ? 8 : 60;
  const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1, headersTimeout: PATIENCE });
  const stalled = Array.from({ length: STALLED }, () => stall(port));
  const failures = new Map();
  const note = (text) => failures.set(text, (failures.get(text) ?? 0) + 1);
  await openAll(pool);
  const end = performance.now() + seconds * 1_000;
  let count = 0;
  let longest = 0;
  const work = async (first) => {
    for (let at = first; performance.now() < end && failure() === undefined; at += 1) {
      const { status, ...request } = REQUESTS[at % REQUESTS.length];
      const since = performance.now();
      try {
        const response = await pool.request({ ...request, headers: { 'content-type': 'application/json' } });
        await response.body.dump();
        if (!isRight(response.statusCode, status))
          note(`${request.method} ${request.path} got ${response.statusCode}`);
      } catch (error) {
        note(`${request.method} ${request.path}: ${error.message}`);
      }
      longest = Math.max(longest, performance.now() - since);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, at) => work(at)));
  for (const socket of stalled) socket.destroy();
  await pool.destroy();
  return {
    figures: `${CONNECTIONS} connections for ${seconds} s: ${count} requests, the longest took ${Math.round(longest)} ms`,
    failures: [...failures].map(([text, times]) => `${text} (${times} times)`),
  };
}

/**
 * Opens all connections by requests that wait a second. Node accepts one in each turn of its loop, so that under load the last
 * of them would be accepted only after seconds.
 */
async function openAll(pool) {
  const request = { method: 'GET', path: '/things', headers: { prefer: 'wait=1' } };
  await Promise.all(
    Array.from({ length: CONNECTIONS }, () => pool.request(request).then(({ body }) => body.dump())),
  );
}

/** 400 and 422 say the same of a body that breaks its schema. */
function isRight(status, wanted) {
  return status === wanted || (wanted === 422 && status === 400);
}

function stall(port) {
  const socket = connect(port, '127.0.0.1', () =>
    socket.write('POST /things HTTP/1.1\r\nHost: x\r\nContent-'),
  );
  return socket.on('error', () => {});
}
