// Sends requests over kept connections, a batch at a time: `node load.mjs '{"url":…,"path":…,"method":…,"count":…}'`.
// Sleeps outside its event loop while a batch is answered: a client that waits at its sockets is woken by every
// answer, and the server's CPU time would be mostly that of waking it.
import { Pool } from 'undici';

const BATCH = 64;
const NAP = 5; // milliseconds

const { url, path, method, headers, body, count } = JSON.parse(process.argv[2]);
const pool = new Pool(url, { connections: BATCH, pipelining: 1 });
const sleep = new Int32Array(new SharedArrayBuffer(4));

async function send() {
  const answer = await pool.request({ path, method, headers, body });
  if (answer.statusCode !== 200) throw new Error(`${method} ${path}: ${answer.statusCode}`);
  await answer.body.dump();
}

for (let sent = 0; sent < count; sent += BATCH) {
  const batch = Array.from({ length: BATCH }, send);
  await new Promise(setImmediate);
  Atomics.wait(sleep, 0, 0, NAP);
  await Promise.all(batch);
}
await pool.close();
