import { harEntry } from '../../../codec/archive/har-entry.ts';
import { SecretValues } from '../../../codec/archive/secret-values.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Identity } from '../../state/identity.ts';
import type { Expectation } from './expectation.ts';
import { findExchanges, type ExchangeFilter } from './find-exchanges.ts';
import { harExchange } from './har-exchange.ts';
import type { Journal } from './journal.ts';
import { apiNames } from './api-names.ts';
import type { ExchangeSummary, JournalEntry } from '../inspect/shown/exchange.ts';
import { summaryOf } from './exchange-summary.ts';
import { journalEntry, type Mask } from './journal-entry.ts';
import type { PackedExchange } from './packed-exchange.ts';
import { recorded, type Recorded } from './recorded.ts';
import { verifyExchanges, type Verification } from './verify-exchanges.ts';

/** Shows what a journal keeps, without secrets. Nothing of this is worked out before it is asked for. */
export interface JournalReader {
  /** Shows an exchange that has just been kept, in a line. */
  readonly summary: (exchange: PackedExchange) => ExchangeSummary;
  /** Shows the last exchanges of a namespace so, the oldest first. */
  readonly summaries: (namespace: string, limit: number) => readonly ExchangeSummary[];
  /** Returns one exchange of a namespace, with its secrets, and the mask of these; undefined where it is not kept. */
  readonly find: (namespace: string, id: number) => FoundExchange | undefined;
  /** The oldest first. */
  readonly entries: (namespace: string, filter: ExchangeFilter) => readonly JournalEntry[];
  /** The same as entries of an HTTP archive (HAR 1.2). */
  readonly har: (namespace: string, filter: ExchangeFilter) => readonly object[];
  /** Shows another exchange of a namespace in the same way. */
  readonly show: (namespace: string, exchange: Recorded) => JournalEntry;
  readonly verify: (namespace: string, expectation: Expectation) => Verification;
}

/** An exchange as it was. Only what `mask` has freed of secrets may be shown. */
export interface FoundExchange {
  readonly exchange: Recorded;
  readonly mask: Mask;
}

/** What a reader knows of the APIs. */
interface Served {
  readonly descriptions: () => readonly Description[];
  /** Their credentials are secrets whether they have been sent or not. */
  readonly identities: () => readonly Identity[];
}

export function createJournalReader(journal: Journal, { descriptions, identities }: Served): JournalReader {
  const secrets = new SecretValues(descriptions);
  const learned = new WeakSet<PackedExchange>();
  const mask = (text: string) => secrets.mask(text);
  const readAll = (packed: readonly PackedExchange[]) => {
    const exchanges = packed.map(recorded);
    for (const secret of identities().flatMap(secretsOf)) secrets.add(secret);
    for (const [index, { request, response }] of exchanges.entries()) {
      const key = packed[index];
      if (key === undefined || learned.has(key)) continue;
      learned.add(key);
      secrets.learn(request, response);
    }
    return exchanges;
  };
  const exchangesOf = (namespace: string) => readAll(journal.of(namespace));
  const apiOf = apiNames(descriptions);
  const summaries = (packed: readonly PackedExchange[]) =>
    readAll(packed).map((exchange) => summaryOf(exchange, mask, apiOf));
  return {
    summary: (exchange) => summaries([exchange])[0] as ExchangeSummary,
    summaries: (namespace, limit) => (limit === 0 ? [] : summaries(journal.of(namespace).slice(-limit))),
    find: (namespace, id) => {
      const packed = journal.of(namespace).find((one) => one.id === id);
      if (packed === undefined) return undefined;
      const [exchange] = readAll([packed]);
      return exchange && { exchange, mask };
    },
    entries: (namespace, filter) =>
      findExchanges(exchangesOf(namespace), filter).map((exchange) => journalEntry(exchange, mask)),
    har: (namespace, filter) =>
      findExchanges(exchangesOf(namespace), filter).map((exchange) =>
        harEntry(harExchange(exchange, mask), { mask, longestBody: Infinity }),
      ),
    show: (namespace, exchange) => {
      exchangesOf(namespace); // learns their secrets
      secrets.learn(exchange.request, exchange.response);
      return journalEntry(exchange, mask);
    },
    verify: (namespace, expectation) => verifyExchanges(exchangesOf(namespace), expectation, mask),
  };
}

function secretsOf({ credentials, client, user }: Identity): readonly string[] {
  const own = Object.values(credentials).flatMap((value) => [value, value.slice(value.indexOf(':') + 1)]);
  return [...own, client?.secret ?? '', user?.password ?? ''];
}
