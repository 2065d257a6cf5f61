import { setImmediate } from 'node:timers/promises';
import type { Listening, ListenOptions } from '../../mock/server/listen.ts';
import { PersistError } from '../../mock/server/persist/persist-error.ts';
import { UsageError } from '../options/usage-error.ts';

/**
 * Starts to listen. `option`: the one that names the port. @throws UsageError when the address, or the file of the state,
 * cannot be used
 */
export function listenOrExplain(
  start: () => Promise<Listening>,
  address: ListenOptions & { readonly host: string },
  option = '--port',
): Promise<Listening> {
  return start().catch((error: unknown) => {
    const reason = reasonOf(error, address, option);
    throw reason === undefined ? error : new UsageError(reason, { cause: error });
  });
}

/** True for the error of a port that another program has. */
export function isInUse(error: unknown): boolean {
  return codeOf(error) === 'EADDRINUSE' || codeOf(error) === 'EACCES';
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function reasonOf(
  error: unknown,
  { port, host }: ListenOptions & { readonly host: string },
  option: string,
): string | undefined {
  if (error instanceof PersistError) return `--persist: ${error.message}`;
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return `port ${port} is in use: give another one (${option} 0 picks a free one), or stop the other program`;
    case 'EACCES':
      return `port ${port} needs more permissions than you have: give one above 1023 with ${option}`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `--host ${host}: this machine has no such address`;
    default:
      return undefined;
  }
}

/** Resolves at the first SIGINT (Ctrl-C) or SIGTERM. The second one ends the process at once. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}

/** Running requests may take this many milliseconds after the stop. */
const GRACE = 5_000;

/** Stops accepting requests, and waits until the running ones have finished. */
export async function stopServing({ close, server }: Listening): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), GRACE);
  await close();
  clearTimeout(timer);
}

/**
 * Ends the process as soon as what it has printed is out. Timers of responses that nobody waits for any more, such as those
 * with a delay, would keep it until they are over.
 */
export async function endProcess(code: number): Promise<never> {
  await setImmediate(); // lines are written once in a turn of the event loop
  await new Promise<void>((resolve) => {
    process.stdout.write('', () => resolve());
  });
  process.exit(code);
}
