import { weaklyMemoised } from '../../base/memoise.ts';
import type { Description } from '../../description/model/description.ts';

/** The header fields that are kept, beside those that the description names. */
export const KEPT_FIELDS: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'allow',
  'cache-control',
  'content-disposition',
  'content-language',
  'content-location',
  'content-range',
  'content-type',
  'deprecation',
  'etag',
  'expires',
  'last-modified',
  'link',
  'location',
  'prefer',
  'preference-applied',
  'ratelimit',
  'retry-after',
  'sunset',
  'vary',
  'www-authenticate',
  'x-total-count',
]);

/** Returns the names of the header fields that a description names, those of API keys among them. */
export const describedFields = weaklyMemoised(
  ({ operations, securitySchemes }: Description): ReadonlySet<string> => {
    const keys = securitySchemes.flatMap(({ carrier }) =>
      carrier.kind === 'apiKey' && carrier.in === 'header' ? [carrier.name] : [],
    );
    const fields = operations.flatMap(({ parameters, responses }) => [
      ...parameters.flatMap(({ location, name }) => (location === 'header' ? [name] : [])),
      ...responses.flatMap((response) => response.headers.map(({ name }) => name)),
    ]);
    return new Set([...keys, ...fields].map((name) => name.toLowerCase()));
  },
);
