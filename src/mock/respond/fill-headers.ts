import type { Description } from '../../description/model/description.ts';
import type { Header } from '../../description/model/media-type-object.ts';
import { responseFor, type Operation } from '../../description/model/operation.ts';
import { generateValue } from '../../generate/generate-value.ts';
import type { HeaderFields } from '../../http/message.ts';
import { isFieldName, isWireField } from '../../http/wire-fields.ts';
import type { BehaviourResponse } from '../behaviour/behaviour.ts';
import { fieldNameOf, headerLines } from './headers/header-lines.ts';
import { fittingLocation } from './fitting-location.ts';
import { lastModified } from './headers/last-modified.ts';

interface HeaderContext {
  readonly description: Description;
  readonly seed: number;
  /** The scheme and authority under which the client reached the mock, for absolute URLs; undefined if unknown. */
  readonly origin?: string | undefined;
  /** The name of the example that the client prefers. Default: the first one. */
  readonly example?: string | undefined;
}

/**
 * Adds the documented header fields that the response lacks: their examples, else usual or generated values. Fields
 * that only the sender of a message can know are left out.
 */
export function fillHeaders(
  response: BehaviourResponse,
  operation: Operation,
  context: HeaderContext,
): BehaviourResponse {
  const documented = responseFor(operation, response.status)?.headers ?? [];
  if (documented.length === 0) return response;
  const known = fittingLocations(response.headers ?? {}, documented, operation, context);
  const filled = new Map<string, readonly string[]>();
  for (const header of documented) {
    const name = fieldNameOf(header);
    const isOwn = isFieldName(name) && !isWireField(name) && name !== 'content-type';
    if (!isOwn || Object.hasOwn(known, name)) continue;
    const lines = filled.get(name) ?? [];
    if (lines.length > 0 && name !== 'set-cookie') continue; // the same name in another case
    filled.set(name, [...lines, ...(linesOf(header, operation, { ...context, body: response.body }) ?? [])]);
  }
  const fields = [...filled].flatMap(([name, lines]): [string, string | readonly string[]][] => {
    const [first, ...others] = lines;
    return first === undefined ? [] : [[name, others.length === 0 ? first : lines]];
  });
  return { ...response, headers: { ...Object.fromEntries(fields), ...known } };
}

/**
 * Writes `Location` and `Content-Location` in the form that their schemas want. One that has no such form is left out,
 * and so filled like the fields that the response lacks.
 */
function fittingLocations(
  fields: HeaderFields,
  documented: readonly Header[],
  operation: Operation,
  { description, origin }: HeaderContext,
): HeaderFields {
  const locations = documented.filter((header) => /^(content-)?location$/.test(fieldNameOf(header)));
  if (locations.length === 0) return fields;
  const fitted = new Map(Object.entries(fields));
  for (const header of locations) {
    const name = fieldNameOf(header);
    const value = fields[name];
    if (typeof value !== 'string') continue;
    const text = fittingLocation(description, header, value, { origin, servers: operation.servers });
    if (text === undefined) fitted.delete(name);
    else fitted.set(name, text);
  }
  return Object.fromEntries(fitted);
}

function linesOf(
  header: Header,
  operation: Operation,
  { description, seed, example, body }: HeaderContext & { readonly body: unknown },
): readonly string[] | undefined {
  const modified = fieldNameOf(header) === 'last-modified' ? lastModified(body) : undefined;
  const date = modified === undefined ? undefined : new Date(modified).toUTCString();
  const dated = date === undefined ? undefined : headerLines(description, header, date);
  if (dated !== undefined) return dated;
  const preferred = header.examples.filter(({ name }) => name === example);
  for (const { value } of [...preferred, ...header.examples]) {
    const lines = headerLines(description, header, value);
    if (lines !== undefined) return lines;
  }
  const usual = usualValue(fieldNameOf(header), operation);
  const usualLines = usual === undefined ? undefined : headerLines(description, header, usual);
  if (usualLines !== undefined) return usualLines;
  const names = [operation.id, header.name];
  const generated = generateValue(description, header.schema, { seed, names, direction: 'response' });
  return generated.kind === 'value' ? headerLines(description, header, generated.value) : undefined;
}

/** The values in the forms that standards give to fields: most schemas only say that they are strings. */
const USUAL: Readonly<Record<string, string>> = {
  'accept-patch': 'application/merge-patch+json',
  'accept-post': 'application/json',
  age: '0',
  allow: 'GET, HEAD, OPTIONS',
  'cache-control': 'no-cache',
  'content-disposition': 'attachment; filename="file"',
  'content-language': 'en',
  'content-location': '/',
  date: 'Wed, 01 Jan 2025 00:00:00 GMT',
  etag: '"stuntdouble"',
  expires: 'Fri, 01 Jan 2100 00:00:00 GMT',
  'last-modified': 'Wed, 01 Jan 2025 00:00:00 GMT',
  link: '</>; rel="self"',
  location: '/',
  pragma: 'no-cache',
  'retry-after': '1',
  'set-cookie': 'session=stuntdouble; Path=/',
  'strict-transport-security': 'max-age=0',
  sunset: 'Fri, 01 Jan 2100 00:00:00 GMT',
  vary: 'Accept',
  'www-authenticate': 'Basic realm="stuntdouble"',
  'x-content-type-options': 'nosniff',
};

function usualValue(name: string, { responses }: Operation): string | undefined {
  if (name === 'accept-ranges') return responses.some(({ status }) => status === '206') ? 'bytes' : 'none';
  if (/(request|correlation|trace)-?id$/.test(name)) return '00000000-0000-4000-8000-000000000000';
  return Object.hasOwn(USUAL, name) ? USUAL[name] : undefined;
}
