import { memoised } from '../../base/memoise.ts';
import { percentDecoded } from '../../base/percent-decode.ts';
import type { WholeExchange } from '../../codec/archive/masked-exchange.ts';
import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';
import { negotiate } from '../../http/content-negotiation.ts';
import { headerValue, type RawRequest, type RawResponse } from '../../http/message.ts';
import { isSafe } from '../../http/method.ts';
import { parseQuery } from '../../http/raw-parameters.ts';
import { pathOf, queryOf } from '../../http/request-target.ts';
import type { SettingsByNamespace } from '../control/namespace-settings.ts';
import { createResourceModels } from '../inferred/resources/resource-models.ts';
import { namespaceOf } from '../state/namespace.ts';

/** The responses to reads that a recording has. */
export interface RecordedReads {
  /**
   * Returns the recorded response to the same request, unless what it shows has been changed since. `operation`: undefined
   * for what the description lacks.
   */
  readonly find: (request: RawRequest, operation: Operation | undefined) => RawResponse | undefined;
  /** Notes that a request has changed what its operation is for. */
  readonly note: (request: RawRequest, operation: Operation, status: number) => void;
}

/** Makes recorded reads of exchanges. Of several to one request, the last one that was no failure of the server counts. */
export function createRecordedReads(
  exchanges: readonly WholeExchange[],
  description: Description,
  settings: SettingsByNamespace,
): RecordedReads {
  const reads = new Map<string, WholeExchange[]>();
  for (const exchange of exchanges) {
    if (exchange.request.method !== 'GET' || !isLasting(exchange)) continue;
    const key = keyOf(exchange.request);
    reads.set(key, [exchange, ...(reads.get(key) ?? [])]);
  }
  const models = createResourceModels(description);
  /** Returns the collections that an operation reads or changes: its own, and those that its path leads through. */
  const storesOf = memoised(({ path }: Operation): readonly string[] => {
    const own = models
      .at(path)
      .filter(({ resource }) => [resource.collectionPath, resource.itemPath].includes(path))
      .map(({ store }) => store);
    const above = models.above(path)?.store;
    return [...new Set([...own, ...(above === undefined ? [] : [above])])];
  });
  return {
    find: (request, operation) => {
      if (!isPlainRead(request)) return undefined;
      const { changed = [] } = settings.of(namespaceOf(request.headers));
      const stores = operation === undefined ? [] : storesOf(operation);
      if (stores.some((store) => changed.includes(nameIn(description, store)))) return undefined;
      const accept = headerValue(request.headers, 'accept');
      const found = reads.get(keyOf(request))?.find(({ response }) => isAccepted(response, accept));
      return found && responseOf(found);
    },
    note: (request, operation, status) => {
      if (isSafe(request.method) || status >= 400) return;
      const stores = storesOf(operation).map((store) => nameIn(description, store));
      settings.change(namespaceOf(request.headers), ({ changed = [], ...others }) => ({
        ...others,
        changed: [...new Set([...changed, ...stores])],
      }));
    },
  };
}

function nameIn({ name }: Description, store: string): string {
  return `${name} ${store}`;
}

/** True for a response that the server would give again. */
function isLasting({ response: { status } }: WholeExchange): boolean {
  return status < 500 && status !== 304 && status !== 408 && status !== 429;
}

/** True for a request whose response depends on nothing but its target and what it accepts. */
function isPlainRead({ method, headers }: RawRequest): boolean {
  return (
    (method === 'GET' || method === 'HEAD') &&
    headers['range'] === undefined &&
    headers['prefer'] === undefined
  );
}

/** Requests with the same parameters are the same, whatever the order and the encoding of those. */
function keyOf({ target }: RawRequest): string {
  const query = parseQuery(queryOf(target)).map(({ name, value, bare }) =>
    JSON.stringify([plain(name), plain(value), bare === true]),
  );
  return JSON.stringify([percentDecoded(pathOf(target)), ...query.toSorted()]);
}

function plain(text: string): string {
  return percentDecoded(text.replaceAll('+', ' '));
}

function isAccepted({ headers }: WholeExchange['response'], accept: string | undefined): boolean {
  const type = headerValue(headers, 'content-type');
  return type === undefined || negotiate(accept, [type]) !== undefined;
}

function responseOf({ response }: WholeExchange): RawResponse {
  const { status, headers, body } = response;
  const { date: _, ...kept } = headers;
  return { status, headers: kept, body };
}
