import { generateValue } from '../conformance/generate/generate-value.ts';
import { encodeParameter } from '../conformance/parameter-codec.ts';
import { responseFor } from '../conformance/judge-response.ts';
import type { Description } from '../spec/description.ts';
import type { Operation } from '../spec/operation.ts';
import type { Header } from '../spec/parameter.ts';
import type { BehaviourResponse } from './behaviour.ts';

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
  const value = example?.value ?? (made.kind === 'value' ? made.value : undefined);
  if (value === undefined || value === null) return undefined;
  const text = encodeParameter({ ...header, location: 'header' }, value);
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text) ? text : undefined;
}
