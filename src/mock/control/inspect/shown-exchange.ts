import { parseExactJson, writeExactJson } from '../../../base/exact-json.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { textIn } from '../../../codec/archive/har-entry.ts';
import { inBytes, type RawResponse } from '../../../http/message.ts';
import type { Engine } from '../../engine.ts';
import { servedOperation } from '../../choose/served-operation.ts';
import type { ItemChange } from '../../state/item-change.ts';
import { summaryOf } from '../journal/exchange-summary.ts';
import { journalEntry, maskOfBody, type Mask } from '../journal/journal-entry.ts';
import type { FoundExchange } from '../journal/journal-reader.ts';
import type { MatchedOperation, ShownExchange } from './shown/exchange.ts';
import { brokenRules } from './broken-rules.ts';
import { isInner } from './inner-collections.ts';
import { credentialsOf } from './needed-credentials.ts';
import { nearestOperations } from './nearest-operations.ts';

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
