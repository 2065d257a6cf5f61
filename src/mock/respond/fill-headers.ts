import { encodeParameter } from '../../codec/parameters/parameter-codec.ts';
import type { Description } from '../../description/model/description.ts';
import type { Header } from '../../description/model/media-type-object.ts';
import { responseFor, type Operation } from '../../description/model/operation.ts';
import { generateValue } from '../../generate/generate-value.ts';
import type { BehaviourResponse } from '../behaviour/behaviour.ts';

/** Adds the documented header fields that the response lacks: their examples, else usual or generated values. */
export function fillHeaders(
  response: BehaviourResponse,
  operation: Operation,
  context: { readonly description: Description; readonly seed: number },
): BehaviourResponse {
  const documented = responseFor(operation, response.status)?.headers ?? [];
  if (documented.length === 0) return response;
  const known = response.headers ?? {};
  const filled = documented
    .filter(({ name }) => !Object.hasOwn(known, name.toLowerCase()) && !/^content-(type|length)$/i.test(name))
    .flatMap((header): [string, string][] => {
      const value = headerText(header, operation, context);
      return value === undefined ? [] : [[header.name.toLowerCase(), value]];
    });
  return { ...response, headers: { ...Object.fromEntries(filled), ...known } };
}

function headerText(
  header: Header,
  operation: Operation,
  { description, seed }: { readonly description: Description; readonly seed: number },
): string | undefined {
  const validate = description.validators.of(header.schema, 'response');
  const example = header.examples.find(({ value }) => validate(value).length === 0);
  const names = [operation.id, header.name];
  const generated = generateValue(description, header.schema, { seed, names, direction: 'response' });
  const usual = usualValue(header.name.toLowerCase());
  const isUsual = usual !== undefined && validate(usual).length === 0;
  const value =
    example?.value ?? (isUsual ? usual : generated.kind === 'value' ? generated.value : undefined);
  if (value === undefined || value === null) return undefined;
  const text = encodeParameter({ ...header, location: 'header' }, value);
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text) ? text : undefined;
}

/** Returns a value in the form that a standard gives a field: most schemas only say that it is a string. */
function usualValue(name: string): string | undefined {
  switch (name) {
    case 'etag':
      return '"stuntdouble"';
    case 'last-modified':
    case 'date':
      return 'Wed, 01 Jan 2025 00:00:00 GMT';
    case 'expires':
      return 'Fri, 01 Jan 2100 00:00:00 GMT';
    case 'cache-control':
      return 'no-cache';
    case 'retry-after':
      return '1';
    case 'location':
    case 'content-location':
      return '/';
    case 'content-disposition':
      return 'attachment; filename="file"';
    case 'content-language':
      return 'en';
    case 'set-cookie':
      return 'session=stuntdouble; Path=/';
    case 'www-authenticate':
      return 'Basic realm="stuntdouble"';
    case 'link':
      return '</>; rel="self"';
    default:
      return /(request|correlation|trace)-?id$/.test(name)
        ? '00000000-0000-4000-8000-000000000000'
        : undefined;
  }
}
