// Stops the mock while clients create, and others wait for what never comes: it ends in time and in order, and what it has
// answered is whole.
import { connect } from 'node:net';
import { Pool } from 'undici';

const CLIENTS = 100;

/** The mock gives running requests 5 s. */
const PATIENCE = 8_000;

export async function stopUnderLoad(mock) {
  const { url, port } = mock;
  const pool = new Pool(url, { connections: CLIENTS });
  const waiting = [
    'GET /things HTTP/1.1\r\nHost: x\r\nX-Stuntdouble-Fault: no-response\r\n\r\n',
    'GET /things HTTP/1.1\r\nHost: x\r\nX-Stuntdouble-Fault: drip=60s\r\n\r\n',
    'GET /things HTTP/1.1\r\nHost: x\r\nPrefer: wait=60\r\n\r\n',
    'POST /things HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{',
    'GET /th',
    '',
  ].map((text) =>
    connect(port, '127.0.0.1')
      .on('error', () => {})
      .on('connect', function send() {
        this.write(text);
      }),
  );
  const failures = [];
  let [isStopping, count] = [false, 0];
  const work = async () => {
    for (;;) {
      const headers = { 'content-type': 'application/json' };
      const response = await pool
        .request({ method: 'POST', path: '/things', headers, body: '{"name":"late"}' })
        .catch((error) => error);
      if (response instanceof Error) {
        if (!isStopping) failures.push(`before the stop: ${response.message}`);
        return;
      }
      const text = await response.body.text().catch((error) => error.message);
      if (response.statusCode !== 201 || !text.endsWith('}'))
        failures.push(`a create got ${response.statusCode} ${text.slice(0, 100)}`);
      count += 1;
    }
  };
  const working = Promise.all(Array.from({ length: CLIENTS }, work));
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  isStopping = true;
  const start = performance.now();
  const code = await Promise.race([
    mock.stop(),
    new Promise((resolve) => setTimeout(() => resolve('no end'), PATIENCE)),
  ]);
  const took = Math.round(performance.now() - start);
  if (code !== 0) failures.push(`it ended with ${code}`);
  mock.kill('SIGKILL');
  await working;
  await pool.destroy();
  for (const socket of waiting) socket.destroy();
  return {
    figures: `${CLIENTS} clients, ${count} creates: it ended after ${took} ms`,
    failures,
    isStopped: true,
  };
}
