// Runs a server in its own process, and reads that process's CPU time.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PRELOAD = fileURLToPath(new URL('report-cpu.cjs', import.meta.url));

/** Starts the server, and waits until it prints its URL. */
export async function startServer({ file, args }) {
  const child = fork(file, args, {
    execArgv: ['--require', PRELOAD],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const first = message(child, 'first');
  const url = await listening(child);
  return {
    url,
    /** CPU time of the start, until the end of the first response, in microseconds. */
    first,
    /** CPU time of the process so far, in microseconds. */
    cpu: () => {
      const answer = message(child, 'cpu');
      child.send('cpu');
      return answer;
    },
    /** Its memory (RSS), in bytes. */
    memory: () => {
      const answer = message(child, 'memory');
      child.send('memory');
      return answer;
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
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

function message(child, name) {
  return new Promise((resolve) => {
    const take = (received) => {
      if (!(name in received)) return;
      child.off('message', take);
      resolve(received[name]);
    };
    child.on('message', take);
  });
}
