import { groupBy } from '../../../base/group-by.ts';
import type { ArchiveContent, ArchivedExchange, LeftOutEntry } from '../../../codec/archive/read-har.ts';
import type { Description } from '../../../description/model/description.ts';
import { isJson, parseMediaType } from '../../../http/media-type.ts';
import { headerValue } from '../../../http/message.ts';
import { matchPath, servedPaths } from '../../../mock/match/match-path.ts';

/** The exchanges of one API. */
export interface ApiExchanges {
  /** Undefined where there are none. */
  readonly origin: string | undefined;
  readonly exchanges: readonly ArchivedExchange[];
  readonly leftOut: readonly LeftOutEntry[];
}

/** What tells the exchanges of an API from others. */
export interface ApiChoice {
  /** The description of the API; undefined where there is none yet. */
  readonly description: Description | undefined;
  /** The origin of the API; undefined: the one with the most of its exchanges. */
  readonly origin: string | undefined;
}

/** Chooses the exchanges of an API among those of archives, which have the pages, styles and trackers of a site too. */
export function apiExchanges(
  contents: readonly ArchiveContent[],
  { description, origin }: ApiChoice,
): ApiExchanges {
  const served = description && servedPaths(description);
  const reasonFor = ({ request, response }: ArchivedExchange): string | undefined => {
    if (request.method === 'OPTIONS') return 'it asks for what is allowed';
    if (served !== undefined)
      return matchPath(served, request).match.kind === 'matched'
        ? undefined
        : 'the description has no such operation';
    return isOfApi({ request, response }) ? undefined : 'it is no request to an API';
  };
  const all = contents
    .flatMap(({ exchanges }) => exchanges)
    .map((exchange) => ({ exchange, reason: reasonFor(exchange) }));
  const fitting = all.filter(({ reason }) => reason === undefined).map(({ exchange }) => exchange);
  const byOrigin = [...groupBy(fitting, (exchange) => exchange.origin)];
  const chosen = origin ?? byOrigin.toSorted(([, one], [, other]) => other.length - one.length)[0]?.[0];
  return {
    origin: chosen,
    exchanges: fitting.filter((exchange) => exchange.origin === chosen),
    leftOut: [
      ...contents.flatMap(({ leftOut }) => leftOut),
      ...all.flatMap(({ exchange, reason }) => {
        const why = reason ?? (exchange.origin === chosen ? undefined : `it is of ${exchange.origin}`);
        const { method, target } = exchange.request;
        return why === undefined ? [] : [{ entry: `${method} ${target.replace(/\?.*$/s, '')}`, reason: why }];
      }),
    ],
  };
}

const PAGE_PARTS =
  /^(?:text\/(?:html|css|javascript)|application\/(?:(?:x-)?javascript|manifest\+json|wasm)|image\/|font\/|audio\/|video\/|text\/event-stream)/;

/** Requests to an API change something, or are answered with data; what makes up a page is no API. */
function isOfApi({ request, response }: Pick<ArchivedExchange, 'request' | 'response'>): boolean {
  const text = headerValue(response.headers, 'content-type') ?? '';
  const type = parseMediaType(text);
  if (type !== undefined && isJson(type)) return !PAGE_PARTS.test(text);
  if (PAGE_PARTS.test(text.toLowerCase())) return false;
  return request.method !== 'GET' || (response.status < 300 && response.body.length > 0);
}
