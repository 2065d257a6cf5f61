// Runs an Alertmanager on a free port of loopback, without a cluster, and with a folder that is deleted afterwards.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CONFIGURATION = 'route:\n  receiver: nobody\nreceivers:\n  - name: nobody\n';

/** The time limits for its start and its stop, in milliseconds. */
const PATIENCE = 10_000;

/** Serves while `work(url)` runs. Ends the server and deletes its folder also when the work fails. */
export async function withAlertmanager(work, signal) {
  const folder = await mkdtemp(join(tmpdir(), 'stuntdouble-alertmanager-'));
  let child;
  try {
    const file = join(folder, 'alertmanager.yml');
    await writeFile(file, CONFIGURATION);
    const address = `127.0.0.1:${await freePort()}`;
    child = start(['--config.file', file, '--storage.path', folder, '--web.listen-address', address]);
    await untilReady(`http://${address}`, child, signal);
    return await work(`http://${address}`);
  } finally {
    if (child !== undefined) await stop(child);
    await rm(folder, { recursive: true, force: true });
  }
}

function start(args) {
  const output = { text: '' };
  const child = spawn('prometheus-alertmanager', [...args, '--cluster.listen-address='], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.stderr.setEncoding('utf8').on('data', (text) => (output.text = (output.text + text).slice(-2_000)));
  const ended = once(child, 'close').catch((error) => (output.text += error.message));
  return { child, output, ended };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

async function untilReady(url, { child, output }, signal) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    signal.throwIfAborted();
    const isReady = await fetch(`${url}/-/ready`, { signal: AbortSignal.timeout(1_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    if (child.exitCode !== null || Date.now() > end)
      throw new Error(`Alertmanager did not start\n${output.text}`);
    await wait(50);
  }
}

async function stop({ child, ended }) {
  child.kill('SIGTERM');
  const killing = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  await ended;
  clearTimeout(killing);
}

function wait(milliseconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
