// Sends requests over kept-alive connections, in batches: `node load.mjs '{"url":…,"path":…,"method":…,"count":…}'`.
// While the server handles a batch, it sleeps outside its event loop: a client that waits for its sockets is woken by every
// response, and the server would spend most of its CPU time on waking it. `nap`: how long, in milliseconds. `namespaces`:
// the requests are for so many namespaces in turn.
import { Pool } from 'undici';

const {
  url,
  path,
  method,
  headers,
  body,
  count,
  status = 200,
  nap = 15,
  connections = 64,
  namespaces = 0,
} = JSON.parse(process.argv[2]);
const pool = new Pool(url, { connections, pipelining: 1 });
const sleep = new Int32Array(new SharedArrayBuffer(4));

async function send(number) {
  const own = namespaces > 0 ? { 'x-stuntdouble-namespace': `bench-${number % namespaces}` } : {};
  const answer = await pool.request({ path, method, headers: { ...headers, ...own }, body });
  if (answer.statusCode !== status) throw new Error(`${method} ${path}: ${answer.statusCode}`);
  await answer.body.dump();
}

for (let sent = 0; sent < count; sent += connections) {
  const batch = Array.from({ length: connections }, (_, index) => send(sent + index));
  await new Promise(setImmediate);
  Atomics.wait(sleep, 0, 0, nap);
  await Promise.all(batch);
}
await pool.close();
