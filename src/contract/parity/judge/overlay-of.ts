import { atPointer, formatPointer, parsePointer } from '../../../base/json-pointer.ts';
import { groupBy } from '../../../base/group-by.ts';
import { equalJson, isObject, items, member, type Json, type JsonObject } from '../../../base/json.ts';
import { removeAt, setAt } from '../../../base/edit-json.ts';
import { isSwagger, queryOf } from './overlay-place.ts';
import type { ResponseEdit } from './response-edit.ts';

/** An action of an OpenAPI Overlay (1.0, Action Object). */
type OverlayAction =
  | { readonly target: string; readonly remove: true }
  | { readonly target: string; readonly update: JsonObject };

/** Returns the actions of an overlay that make the corrections. Several of one Response Object are made together. */
export function overlayActions(
  document: JsonObject,
  edits: readonly ResponseEdit[],
): readonly OverlayAction[] {
  return [...groupBy(edits, ({ at }) => at)].flatMap(([at, own]) => {
    const remove = { target: queryOf(at), remove: true } as const;
    if (own.some(({ kind }) => kind === 'removeResponse')) return [remove];
    const [first] = own;
    const found = first && atPointer(document, first.response.pointer);
    if (!isObject(found)) return [];
    const written = isSwagger(document) ? asSwagger(found) : found;
    const path = parsePointer(at);
    const edited = own.reduce<Json>((value, edit) => withEdit(value, edit, document), written);
    const target = queryOf(formatPointer(path.slice(0, -1)));
    const update = { target, update: { [path.at(-1) ?? '']: edited } };
    return atPointer(document, at) === undefined ? [update] : [remove, update];
  });
}

/** Returns an OpenAPI Overlay with the corrections. */
export function overlayOf(document: JsonObject, edits: readonly ResponseEdit[], title: string): JsonObject {
  const actions = overlayActions(document, edits) as readonly JsonObject[];
  return { overlay: '1.0.0', info: { title, version: '1' }, actions };
}

/** What OpenAPI 3 has of a header field, which is added to those of Swagger 2.0 when it is read. */
const OF_OPENAPI_3: ReadonlySet<string> = new Set(['schema', 'style', 'explode', 'itemStyles']);

/** Returns a Response Object of Swagger 2.0 as it was written, without what was added when it was read. */
function asSwagger(response: JsonObject): JsonObject {
  const { content: _, ...written } = response;
  const { headers } = written;
  if (!isObject(headers)) return written;
  const fields = Object.entries(headers).map(([name, header]) => {
    const own = Object.entries(Object(header) as JsonObject).filter(([key]) => !OF_OPENAPI_3.has(key));
    return [name, Object.fromEntries(own)] as const;
  });
  return { ...written, headers: Object.fromEntries(fields) };
}

function withEdit(response: Json, edit: ResponseEdit, document: JsonObject): Json {
  switch (edit.kind) {
    case 'removeResponse':
      return response;
    case 'removeHeader':
      return removeAt(response, ['headers', headerName(response, edit.name)]) as Json;
    case 'requireHeader': {
      const path = ['headers', headerName(response, edit.name)];
      const header = atPointer(response, formatPointer(path));
      return setAt(response, path, { ...resolved(document, header), required: true }) as Json;
    }
    case 'removeMediaType':
      return removeAt(response, ['content', edit.range]) as Json;
    case 'refine': {
      const path = isSwagger(document) ? ['schema'] : ['content', edit.range, 'schema'];
      const schema = atPointer(response, formatPointer(path)) as Json;
      return setAt(response, path, refined(schema, edit.refinement)) as Json;
    }
  }
}

/** Returns a schema that both schemas are in. One that is refined already gets a further part. */
function refined(schema: Json, refinement: JsonObject): JsonObject {
  const parts = member(schema, 'allOf');
  const isRefined = isObject(schema) && Object.keys(schema).length === 1 && Array.isArray(parts);
  if (isRefined && items(parts).some((part) => equalJson(part, refinement))) return schema;
  return { allOf: [...(isRefined ? (parts as readonly Json[]) : [schema]), refinement] };
}

/** Returns the name of a header field as it is written: its case means nothing. */
function headerName(response: Json, name: string): string {
  const names = Object.keys(Object(member(response, 'headers')) as object);
  return names.find((one) => one.toLowerCase() === name.toLowerCase()) ?? name;
}

function resolved(document: JsonObject, header: unknown): JsonObject {
  const reference = isObject(header) ? header['$ref'] : undefined;
  const found = typeof reference === 'string' ? atPointer(document, reference.slice(1)) : header;
  return isObject(found) ? found : {};
}
