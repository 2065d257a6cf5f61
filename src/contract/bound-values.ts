import { headerValue, type HeaderFields } from '../conformance/raw-message.ts';
import { atPointer, formatPointer } from '../spec/json-pointer.ts';
import type { Step } from './case.ts';
import type { Exchange } from './exchange.ts';

/** Takes what later steps refer to from a success. */
export function bindMembers(
  step: Step,
  { response, judgement }: Exchange,
  bound: Record<string, string>,
): void {
  if (response === undefined || response.status >= 300) return;
  for (const [name, path] of Object.entries(step.bind)) {
    const body = judgement?.body ?? parsed(response.body);
    const shown = path.length === 0 ? undefined : atPointer(body, formatPointer(path));
    const value = shown ?? locatedIn(response.headers);
    if (typeof value === 'string' || typeof value === 'number') bound[name] = String(value);
  }
}

/** The same from header fields. */
export function bindFields(
  { bindFields: fields = {} }: Step,
  { response }: Exchange,
  bound: Record<string, string>,
): void {
  if (response === undefined || response.status >= 300) return;
  for (const [name, field] of Object.entries(fields)) {
    const value = headerValue(response.headers, field);
    if (value !== undefined) bound[name] = value;
  }
}

/** What an answer of another media type than its description's says: what was made has to be removed all the same. */
function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as unknown;
  } catch {
    return undefined;
  }
}

/** The last part of the path in a Location field (RFC 9110, section 10.2.2). */
function locatedIn(headers: HeaderFields): string | undefined {
  const location = headerValue(headers, 'location')?.replace(/[?#].*$/s, '');
  const segment = location?.split('/').findLast((part) => part !== '');
  return segment === undefined ? undefined : decoded(segment);
}

/** As it is where it is no percent-encoding. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
