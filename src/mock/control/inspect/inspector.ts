import type { RawRequest, RawResponse } from '../../../http/message.ts';
import type { Engine } from '../../engine.ts';
import { use, type Awaitable } from '../../state/awaitable.ts';
import type { Journal } from '../journal/journal.ts';
import type { JournalReader } from '../journal/journal-reader.ts';
import { shownExchange, type ShownExchange } from './shown-exchange.ts';

/** Shows what a mock knows of what has happened, and lets it happen again. */
export interface Inspector {
  /** Shows one exchange of a namespace; undefined where it is not kept. */
  readonly exchange: (namespace: string, id: number) => ShownExchange | undefined;
  /** Sends a request, whose exchange it shows; undefined where none is kept. */
  readonly send: (namespace: string, request: RawRequest) => Awaitable<ShownExchange | undefined>;
  /**
   * Sends the request of an exchange again, with its credentials. `unknown`: it is not kept; `cut`: its body is not kept as
   * a whole.
   */
  readonly resend: (
    namespace: string,
    id: number,
  ) => Awaitable<ShownExchange | 'unknown' | 'cut' | undefined>;
}

/** What an inspector knows of the mock. */
interface Inspected {
  readonly engines: () => readonly Engine[];
  readonly kept: Journal;
  readonly journal: JournalReader;
  readonly answer: (request: RawRequest) => Awaitable<RawResponse>;
}

export function createInspector({ engines, kept, journal, answer }: Inspected): Inspector {
  const exchange = (namespace: string, id: number) => {
    const found = journal.find(namespace, id);
    return found && shownExchange(found, engines());
  };
  const send = (namespace: string, request: RawRequest) =>
    use(answer(request), () => {
      const sent = kept
        .of(namespace)
        .findLast(({ method, target }) => method === request.method && target === request.target);
      return sent && exchange(namespace, sent.id);
    });
  return {
    exchange,
    send,
    resend: (namespace, id) => {
      const found = journal.find(namespace, id);
      if (found === undefined) return 'unknown';
      const { request, cut } = found.exchange;
      return cut?.request === undefined ? send(namespace, request) : 'cut';
    },
  };
}
