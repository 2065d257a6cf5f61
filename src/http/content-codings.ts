import { headerValue, type HeaderFields } from './message.ts';

/** The codings of a body that can be removed and applied, the best one first. */
export const CODINGS = ['br', 'gzip', 'deflate'] as const;

export type ContentCoding = (typeof CODINGS)[number];

/**
 * Returns the codings of a body in the order in which they were applied, without `identity` (RFC 9110, section 8.4).
 */
export function codingsOf(headers: HeaderFields): readonly string[] {
  const field = headerValue(headers, 'content-encoding');
  if (field === undefined) return NONE;
  return field
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity')
    .map((coding) => (coding === 'x-gzip' ? 'gzip' : coding));
}

const NONE: readonly string[] = [];

export function isKnownCoding(coding: string): coding is ContentCoding {
  return CODINGS.some((known) => known === coding);
}

/**
 * Returns the coding that an `Accept-Encoding` field prefers (RFC 9110, section 12.5.3); undefined when it is none, or
 * when the field prefers the body as it is.
 */
export function preferredCoding(headers: HeaderFields): ContentCoding | undefined {
  const qualities = new Map(
    (headerValue(headers, 'accept-encoding') ?? '').split(',').map((item): [string, number] => {
      const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return [name === 'x-gzip' ? 'gzip' : name, quality === undefined ? 1 : Number(quality) || 0];
    }),
  );
  const qualityOf = (coding: string) => qualities.get(coding) ?? qualities.get('*') ?? 0;
  const [best] = CODINGS.toSorted((left, right) => qualityOf(right) - qualityOf(left));
  if (best === undefined || qualityOf(best) === 0) return undefined;
  return qualityOf(best) < (qualities.get('identity') ?? 0) ? undefined : best;
}
