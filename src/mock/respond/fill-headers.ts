import { encodeParameter } from '../../codec/parameters/parameter-codec.ts';
import type { Description } from '../../description/model/description.ts';
import { responseFor, type Operation } from '../../description/model/operation.ts';
import type { Header } from '../../description/model/media-type-object.ts';
import { generateValue } from '../../generate/generate-value.ts';
import type { BehaviourResponse } from '../behaviour/behaviour.ts';

/** An answer with all the header fields that its response documents: examples, else generated values. */
export function fillHeaders(
  answer: BehaviourResponse,
  operation: Operation,
  context: { readonly description: Description; readonly seed: number },
): BehaviourResponse {
  const documented = responseFor(operation, answer.status)?.headers ?? [];
  if (documented.length === 0) return answer;
  const known = answer.headers ?? {};
  const filled = documented
    .filter(({ name }) => !Object.hasOwn(known, name.toLowerCase()) && !/^content-(type|length)$/i.test(name))
    .flatMap((header): [string, string][] => {
      const value = headerText(header, operation, context);
      return value === undefined ? [] : [[header.name.toLowerCase(), value]];
    });
  return { ...answer, headers: { ...Object.fromEntries(filled), ...known } };
}

function headerText(
  header: Header,
  operation: Operation,
  { description, seed }: { readonly description: Description; readonly seed: number },
): string | undefined {
  const validate = description.validators.of(header.schema, 'response');
  const example = header.examples.find(({ value }) => validate(value).length === 0);
  const names = [operation.id, header.name];
  const made = generateValue(description, header.schema, { seed, names, direction: 'response' });
  const usual = usualValue(header.name.toLowerCase());
  const isUsual = usual !== undefined && validate(usual).length === 0;
  const value = example?.value ?? (isUsual ? usual : made.kind === 'value' ? made.value : undefined);
  if (value === undefined || value === null) return undefined;
  const text = encodeParameter({ ...header, location: 'header' }, value);
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text) ? text : undefined;
}

/** What fields look like whose form RFC 9110 gives; schemas only say that they are texts. */
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
