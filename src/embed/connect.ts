import { messageOf } from '../base/error-message.ts';
import type { Connection } from '../page/store/connection.ts';

/** Returns a connection that is made when it is first used; what is asked before waits for it. */
export function connectLater(connect: () => Promise<Connection>): Connection {
  return {
    request: async (request) => (await connect()).request(request),
    subscribe: (subscription) => {
      let stop: (() => void) | undefined;
      let isStopped = false;
      const start = async () => {
        const connection = await connect();
        if (!isStopped) stop = connection.subscribe(subscription);
      };
      start().catch((error: unknown) => {
        if (!isStopped) subscription.onState('refused', messageOf(error));
      });
      return () => {
        isStopped = true;
        stop?.();
      };
    },
  };
}
