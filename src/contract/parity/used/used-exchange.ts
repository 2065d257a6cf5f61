import { percentDecoded } from '../../../base/percent-decode.ts';
import { parseQuery } from '../../../http/raw-parameters.ts';
import { queryOf } from '../../../http/request-target.ts';

/** A request that a front end has sent, and the response that it got, from a recording. Secrets are masked. */
export interface UsedExchange {
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly target: string;
  readonly contentType: string | undefined;
  /** Undefined: no body, or one that is no text. */
  readonly body: string | undefined;
  /** 0: there was no response. */
  readonly status: number;
  /** The value of a JSON response; undefined for any other. */
  readonly response: unknown;
}

/** A recorded request that is not sent, and why. */
export interface SkippedRequest {
  /** Method, path and the names in the query: their values may be secrets. */
  readonly request: string;
  readonly reason: string;
}

/** Returns a recorded request as one that is not sent. */
export function skippedRequest({ method, target }: UsedExchange, reason: string): SkippedRequest {
  const names = parseQuery(queryOf(target)).map(({ name }) => percentDecoded(name));
  const query = names.length === 0 ? '' : `?${[...new Set(names)].join('&')}`;
  return { request: `${method} ${target.replace(/\?.*$/s, '')}${query}`, reason };
}
