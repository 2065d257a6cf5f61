// Runs a server on loopback, with a folder that is deleted afterwards.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** The module that makes a server listen on loopback, for `node --import`. */
export const LOOPBACK = new URL('loopback.mjs', import.meta.url).href;

/** The time limits for its start and its stop, in milliseconds. */
const PATIENCE = 30_000;

/**
 * Serves while `work(url)` runs. `argumentsFor(folder, port)` gives the arguments of the command; the server is ready when
 * `path` answers with a success. Ends it and deletes its folder also when the work fails.
 */
export async function withServer({ command, path, argumentsFor }, work, signal) {
  const folder = await mkdtemp(join(tmpdir(), `stuntdouble-${basename(command)}-`));
  let server;
  try {
    const port = await freePort();
    server = start(command, await argumentsFor(folder, port));
    const url = `http://127.0.0.1:${port}`;
    await untilReady(`${url}${path}`, { ...server, command, signal });
    return await work(url);
  } finally {
    if (server !== undefined) await stop(server);
    await rm(folder, { recursive: true, force: true });
  }
}

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

function start(command, args) {
  const output = { text: '' };
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  child.stderr.setEncoding('utf8').on('data', (text) => (output.text = (output.text + text).slice(-2_000)));
  const ended = once(child, 'close').catch((error) => (output.text += error.message));
  return { child, output, ended };
}

async function untilReady(url, { command, child, output, signal }) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    signal.throwIfAborted();
    const isReady = await fetch(url, { signal: AbortSignal.timeout(1_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    if (child.exitCode !== null || Date.now() > end)
      throw new Error(`${command} did not start\n${output.text}`);
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
