// Sends bytes over a socket, and says what came.
import { connect } from 'node:net';

/** So long nothing more has to come, in milliseconds, before what came counts as all. */
const QUIET = 250;

/** So long a response may take, in milliseconds. */
const PATIENCE = 5_000;

/**
 * Returns the statuses of the responses, and what became of the connection: `closed` or `open`. `pieces` are sent one after
 * the other; `end`: the sending side is closed after them (`half`), or the connection is reset (`reset`).
 */
export function sendRaw(port, { pieces, pause = 5, end, isPatient = false }) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    let received = '';
    let timer;
    let isSent = false;
    const finish = (state) => {
      clearTimeout(timer);
      clearTimeout(limit);
      socket.destroy();
      const statuses = [...received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
      resolve({ statuses, state, received });
    };
    const limit = setTimeout(() => finish('open'), PATIENCE);
    const wait = () => {
      clearTimeout(timer);
      if (isSent && !(isPatient && received === '')) timer = setTimeout(() => finish('open'), QUIET);
    };
    socket.setEncoding('latin1').on('data', (text) => {
      received += text;
      wait();
    });
    socket.on('end', () => finish('closed'));
    socket.on('close', () => finish('closed'));
    socket.on('error', () => finish('closed'));
    socket.on('connect', async () => {
      for (const [index, piece] of pieces.entries()) {
        if (index > 0) await new Promise((next) => setTimeout(next, pause));
        if (socket.destroyed) return;
        await new Promise((next) => socket.write(piece, next));
      }
      isSent = true;
      if (end === 'half') socket.end();
      if (end === 'reset') socket.resetAndDestroy();
      wait();
    });
  });
}
