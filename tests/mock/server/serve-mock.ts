import { afterEach } from '@jest/globals';
import { listen, type Listening, type ListenOptions } from '../../../src/mock/server/listen.ts';

const listening: Listening[] = [];

afterEach(closeAll);

/** Serves a mock, on a free port unless the options name one, until the test is over. */
export function serveMock(
  app: Parameters<typeof listen>[0],
  options: Partial<ListenOptions> = {},
): Promise<Listening> {
  return untilOver(listen(app, { port: 0, ...options }));
}

/** Closes what listens when the test is over. */
export async function untilOver(starting: Promise<Listening>): Promise<Listening> {
  const started = await starting;
  listening.push(started);
  return started;
}

/** Stops all that the test has served, also what never responds. */
export async function closeAll(): Promise<void> {
  await Promise.all(
    listening.splice(0).map(({ server, close }) => {
      server.closeAllConnections();
      return close();
    }),
  );
}
