// Runs a server in its own process, and reads that process's CPU time.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const PRELOAD = fileURLToPath(new URL('report-cpu.cjs', import.meta.url));

/** A server that has not responded after so many milliseconds does not run. */
const PATIENCE = 60_000;

/**
 * Starts the server, and waits until it prints its URL; one whose `args` are a function gets the port that it is to
 * listen on, and is asked until it responds.
 */
export async function startServer({ file, args, cwd }) {
  const port = typeof args === 'function' ? await freePort() : undefined;
  const child = fork(file, port === undefined ? args : args(port), {
    execArgv: ['--require', PRELOAD],
    stdio: ['ignore', 'pipe', port === undefined ? 'inherit' : 'ignore', 'ipc'],
    cwd,
  });
  const first = message(child, 'first');
  const url = port === undefined ? await listening(child) : await responding(child, port);
  return {
    url,
    /** CPU time of the start, until the end of the first response, in microseconds. */
    first,
    /** CPU time of the process so far, in microseconds. */
    cpu: () => ask(child, 'cpu'),
    /** Its memory (RSS), in bytes. */
    memory: () => ask(child, 'memory'),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

function ask(child, name) {
  const answer = message(child, name);
  child.send(name);
  return answer;
}

function listening(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      const url = /Listening on (http:\/\/[\d.:]+)/.exec(output)?.[1];
      if (url === undefined) return;
      output = '';
      resolve(url);
    });
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
}

/** Asks a server that prints no URL until it responds. */
async function responding(child, port) {
  const url = `http://127.0.0.1:${port}`;
  child.stdout.resume();
  for (const end = Date.now() + PATIENCE; Date.now() < end;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer !== undefined) return url;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  child.kill();
  throw new Error(`the server did not respond within ${PATIENCE / 1000} s`);
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

function message(child, name) {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error(`the server ended before it told its ${name}`));
    const take = (received) => {
      if (typeof received !== 'object' || !(name in received)) return; // servers may send messages of their own
      child.off('message', take);
      child.off('exit', ended);
      resolve(received[name]);
    };
    child.on('message', take);
    if (name !== 'first') child.once('exit', ended);
  });
}
