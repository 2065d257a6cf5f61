import type { MockApp } from '../../mock/server/app.ts';
import { listen, type Listening, type ListenOptions } from '../../mock/server/listen.ts';
import { UsageError } from '../options/usage-error.ts';

/** @throws UsageError for an address that cannot be had */
export function listenOrExplain(app: MockApp, address: Required<ListenOptions>): Promise<Listening> {
  return listen(app, address).catch((error: unknown) => {
    const reason = reasonOf(error, address);
    throw reason === undefined ? error : new UsageError(reason, { cause: error });
  });
}

function reasonOf(error: unknown, { port, host }: Required<ListenOptions>): string | undefined {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return `port ${port} is in use: stop what uses it, or give another (--port 0 picks a free one)`;
    case 'EACCES':
      return `port ${port} may not be used by you: give one above 1023 with --port`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `--host ${host}: this machine has no such address`;
    default:
      return undefined;
  }
}

/** Ctrl-C or a polite `kill`. A second one ends the process at once. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}

/** How long running requests may take after a stop, in milliseconds. */
const GRACE = 5_000;

/** Takes no more requests, and lets the running ones finish. */
export async function stopServing({ close, server }: Listening): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), GRACE);
  await close();
  clearTimeout(timer);
}
