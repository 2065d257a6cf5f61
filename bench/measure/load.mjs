// Sends requests over kept-alive connections, in batches. It is a process that `rates.mjs` starts once and sends what is to
// be done, as `{ url, path, method, count, … }`; it answers when that is done, with `{ error }` where it failed.
// While the server handles a batch, it sleeps outside its event loop: a client that waits for its sockets is woken by every
// response, and the server would spend most of its CPU time on waking it. `nap`: how long, in milliseconds. `namespaces`:
// the requests are for so many namespaces in turn. `isNew`: none comes twice.
import { Pool } from 'undici';

let requests = 0;

const sleep = new Int32Array(new SharedArrayBuffer(4));

process.on('message', (job) => {
  run(job).then(
    () => process.send({}),
    ({ message }) => process.send({ error: message }),
  );
});
process.on('disconnect', () => process.exit());

async function run({ url, count, nap = 15, connections = 64, ...request }) {
  const pool = new Pool(url, { connections, pipelining: 1 });
  for (let sent = 0; sent < count; sent += connections) {
    const batch = Array.from({ length: connections }, (_, index) => send(pool, request, sent + index));
    await new Promise(setImmediate);
    Atomics.wait(sleep, 0, 0, nap);
    await Promise.all(batch);
  }
  await pool.close();
}

async function send(
  pool,
  { path, method, headers, body, status = 200, namespaces = 0, isNew = false },
  number,
) {
  const own = {
    ...(namespaces > 0 && { 'x-stuntdouble-namespace': `bench-${number % namespaces}` }),
    ...(isNew && { 'x-request-id': String((requests += 1)) }),
  };
  const answer = await pool.request({ path, method, headers: { ...headers, ...own }, body });
  if (answer.statusCode !== status) throw new Error(`${method} ${path}: ${answer.statusCode}`);
  await answer.body.dump();
}
