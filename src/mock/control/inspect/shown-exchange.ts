import { parseExactJson, writeExactJson } from '../../../base/exact-json.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { textIn } from '../../../codec/archive/har-entry.ts';
import { inBytes, type RawResponse } from '../../../http/message.ts';
import type { Engine } from '../../engine.ts';
import { servedOperation, type ServedOperation } from '../../choose/served-operation.ts';
import type { ItemChange } from '../../state/item-change.ts';
import { summaryOf, type ExchangeSummary } from '../journal/exchange-summary.ts';
import { journalEntry, maskOfBody, type JournalEntry, type Mask } from '../journal/journal-entry.ts';
import type { FoundExchange } from '../journal/journal-reader.ts';
import { brokenRules, type BrokenRule } from './broken-rules.ts';
import { isInner } from './inner-collections.ts';
import { credentialsOf, type Credentials } from './needed-credentials.ts';
import { nearestOperations } from './nearest-operations.ts';

/** An exchange with all that is known of why it was answered so, without secrets. */
export interface ShownExchange extends JournalEntry {
  readonly summary: ExchangeSummary;
  /** Path and query as they were sent. */
  readonly target: string;
  /** The texts of the bodies as they were sent; null where there is none, or it is no text. */
  readonly texts: { readonly request: string | null; readonly response: string | null };
  readonly why: Why;
  /** What has become of the items. */
  readonly changes: readonly ItemChange[];
}

export interface Why {
  /** The operation that has the method and path; null where none has. */
  readonly matched: MatchedOperation | null;
  /** The operations that are most like the request where none has its method and path. */
  readonly nearest: readonly (Pick<MatchedOperation, 'id' | 'method' | 'path' | 'api'> & {
    readonly differs: readonly string[];
  })[];
  readonly rules: readonly BrokenRule[];
  /** What the response of the upstream breaks of the description, a sentence each. */
  readonly upstreamBreaks: readonly string[];
  readonly credentials: Credentials;
  /** The identity that has sent it; null where none is needed, or any is accepted. */
  readonly caller: { readonly id: string; readonly roles: readonly string[] } | null;
}

export interface MatchedOperation extends ServedOperation {
  readonly api: string;
  readonly summary: string | null;
  /** JSON Pointer into the description. */
  readonly pointer: string;
}

/** Shows one exchange. Nothing of this was worked out before it is asked for. */
export function shownExchange({ exchange, mask }: FoundExchange, engines: readonly Engine[]): ShownExchange {
  const { operation, request, response, violations, trace, cut } = exchange;
  const engine =
    engines.find(
      ({ description }) => operation !== undefined && description.operations.includes(operation),
    ) ?? engines[0];
  const entry = journalEntry(exchange, mask);
  return {
    ...entry,
    summary: summaryOf(exchange, mask, () => (operation && engine?.description.name) ?? undefined),
    target: mask(request.target),
    texts: {
      request: textOf(request.body, maskOfBody(mask, cut?.request)),
      response: textOf(response.body, maskOfBody(mask, cut?.response)),
    },
    why: {
      matched: operation && engine ? matchedOperation(engine, operation) : null,
      nearest:
        operation === undefined && trace === undefined
          ? nearestOperations(engines, request).map(({ api, operation: { id, method, path }, differs }) => ({
              api,
              id,
              method,
              path,
              differs,
            }))
          : [],
      rules: brokenRules(violations, entry, mask),
      upstreamBreaks: (exchange.upstream?.violations ?? []).map(({ sentence }) => mask(sentence)),
      credentials: engine ? credentialsOf(request, operation, engine.description) : { needed: [], sent: [] },
      caller: trace?.caller === undefined ? null : { id: trace.caller.id, roles: trace.caller.roles },
    },
    changes: (trace?.changes ?? [])
      .filter(({ collection }) => !isInner(collection))
      .map((change) => masked(change, mask)),
  };
}

function matchedOperation({ api, description }: Engine, operation: Operation): MatchedOperation {
  return {
    ...servedOperation(api, operation),
    api: description.name,
    summary: operation.summary ?? null,
    pointer: operation.pointer,
  };
}

function textOf(body: RawResponse['body'], mask: Mask): string | null {
  const { body: bytes } = inBytes({ status: 0, headers: {}, body });
  if (!(bytes instanceof Uint8Array) || bytes.length === 0) return null;
  const text = textIn(bytes);
  return text === undefined ? null : mask(text);
}

/** Returns a change without secrets. */
function masked({ collection, id, before, after }: ItemChange, mask: Mask): ItemChange {
  const maskItem = (item: ItemChange['before']) =>
    item && (parseExactJson(mask(writeExactJson(item) ?? '{}')) as NonNullable<ItemChange['before']>);
  return { collection, id: mask(id), before: maskItem(before), after: maskItem(after) };
}
