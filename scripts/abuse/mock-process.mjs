// Runs the mock in a process of its own.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { abusedApi, behaviours } from './abused-api.mjs';

const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
const PRELOAD = fileURLToPath(new URL('report-heap.cjs', import.meta.url));

/** Starts the mock of the abused API, whose files are in a folder, and waits until it listens. */
export async function startMock(folder, args = []) {
  const description = join(folder, 'abused.json');
  const code = join(folder, 'behaviours.mjs');
  writeFileSync(description, JSON.stringify(abusedApi()));
  writeFileSync(code, behaviours());
  const child = fork(
    CLI,
    ['mock', description, '--behaviours', code, '--port', '0', '--quiet', '--empty', ...args],
    { execArgv: ['--require', PRELOAD], stdio: ['ignore', 'pipe', 'pipe', 'ipc'], cwd: folder },
  );
  const ended = once(child, 'exit');
  let output = '';
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (errors = (errors + text).slice(-2_000)));
  const url = await new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output = (output + text).slice(-5_000);
      const found = /Listening on (http:\/\/[\d.:]+)/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.on('exit', (status) => reject(new Error(`the mock ended with ${status}: ${errors}`)));
  });
  return {
    url,
    port: Number(new URL(url).port),
    /** Undefined while it runs. */
    failure: () =>
      child.exitCode === null && child.signalCode === null
        ? undefined
        : `the mock ended with ${child.exitCode ?? child.signalCode}: ${errors}`,
    /** Its memory after a collection, in bytes. */
    memory: async () => {
      child.send('memory');
      return (await once(child, 'message'))[0];
    },
    kill: (signal) => child.kill(signal),
    /** Ends it; resolves with its exit code. */
    stop: async () => {
      child.kill('SIGTERM');
      return (await ended)[0];
    },
  };
}

/** Tells what is wrong with a mock that should serve; undefined where it does. */
export async function illness({ url, failure }) {
  const dead = failure();
  if (dead !== undefined) return dead;
  try {
    const response = await fetch(`${url}/things?limit=1`, { signal: AbortSignal.timeout(5_000) });
    await response.arrayBuffer();
    return response.status === 200 ? undefined : `a list got ${response.status}`;
  } catch (error) {
    return `a list got no response: ${error.message}`;
  }
}
