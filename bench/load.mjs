// Sends requests over kept-alive connections, in batches: `node load.mjs '{"url":…,"path":…,"method":…,"count":…}'`.
// While the server handles a batch, it sleeps outside its event loop: a client that waits for its sockets is woken by every
// response, and the server would spend most of its CPU time on waking it.
import { Pool } from 'undici';

const BATCH = 64;
const NAP = 15; // milliseconds, in which even a slow server has handled the batch

const { url, path, method, headers, body, count, status = 200 } = JSON.parse(process.argv[2]);
const pool = new Pool(url, { connections: BATCH, pipelining: 1 });
const sleep = new Int32Array(new SharedArrayBuffer(4));

async function send() {
  const answer = await pool.request({ path, method, headers, body });
  if (answer.statusCode !== status) throw new Error(`${method} ${path}: ${answer.statusCode}`);
  await answer.body.dump();
}

for (let sent = 0; sent < count; sent += BATCH) {
  const batch = Array.from({ length: BATCH }, send);
  await new Promise(setImmediate);
  Atomics.wait(sleep, 0, 0, NAP);
  await Promise.all(batch);
}
await pool.close();
