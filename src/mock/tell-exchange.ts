import { inBytes, type RawRequest } from '../http/message.ts';
import type { Handled } from './choose/serve-request.ts';
import type { Callbacks } from './control/callbacks/callbacks.ts';
import type { ExchangeEvent } from './control/exchange-event.ts';
import type { Events } from './control/journal/events.ts';
import type { JournalReader } from './control/journal/journal-reader.ts';
import type { Journal } from './control/journal/journal.ts';
import type { MockSettings } from './mock-settings.ts';
import { withoutSecrets } from './oauth/login-server.ts';
import { namespaceOf } from './state/namespace.ts';

/** Those to whom exchanges are told. */
interface Listeners extends Pick<MockSettings, 'observer'> {
  readonly journal: Journal;
  /** False where the journal keeps none. */
  readonly keepsExchanges: boolean;
  readonly reader: () => JournalReader;
  readonly events: Events;
  readonly callbacks: Callbacks | undefined;
}

/** Tells what has happened. */
export interface Teller {
  /** `milliseconds`: how long the exchange has taken. */
  readonly tellEvent: (event: ExchangeEvent, namespace: string, milliseconds: number) => void;
  /** Tells of a request that began at `start`, and what was done with it. */
  readonly tell: (request: RawRequest, handled: Handled, start: number) => void;
}

export function createTeller(listeners: Listeners): Teller {
  const { journal, keepsExchanges, reader, events, callbacks, observer } = listeners;
  const tellEvent: Teller['tellEvent'] = (event, namespace, milliseconds) => {
    if (keepsExchanges || events.isHeard) {
      const kept = journal.record(event, { namespace, milliseconds });
      if (events.isHeard) events.tell(reader().summary(kept));
    }
    observer?.({ ...event, response: inBytes(event.response) });
  };
  return {
    tellEvent,
    tell: (request, { response, facts, isLogin }, start) => {
      if (facts === undefined) return;
      const { operation, violations, reason, trace, values } = facts;
      if (operation && values) callbacks?.after({ request, response, operation, values });
      const shown = isLogin ? withoutSecrets(request, response) : { request, response };
      const event = {
        request: shown.request,
        response: shown.response,
        operation,
        violations,
        reason,
        trace,
      };
      tellEvent(event, namespaceOf(request.headers), performance.now() - start);
    },
  };
}
