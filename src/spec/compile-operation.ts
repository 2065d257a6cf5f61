import { compileParameters } from './compile-parameter.ts';
import { compileContent, compileHeaders } from './compile-content.ts';
import { compileSecurity } from './compile-security.ts';
import type { Fault } from './fault.ts';
import { formatPointer } from './json-pointer.ts';
import { isObject, member, members, stringMember, type Json, type JsonObject } from './json.ts';
import type { Operation, RequestBody, Response } from './operation.ts';
import { faultOf, resolveObject } from './resolve-reference.ts';
import type { SecurityScheme } from './security.ts';
import { DOCUMENTED, sourceOf, type Source } from './source.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/** The operations in the description's order. One that refers to nothing is left out, and said in `faults`. */
export function compileOperations(
  document: JsonObject,
  schemes: readonly SecurityScheme[],
  faults: Fault[],
): readonly Operation[] {
  const context = { document, schemes, source: sourceOf(document, DOCUMENTED) };
  return members(document['paths']).flatMap(([path, node]) => {
    if (!path.startsWith('/')) return [];
    try {
      return compilePathItem(path, node, context, faults);
    } catch (error) {
      faults.push(faultOf(error));
      return [];
    }
  });
}

interface Context {
  readonly document: JsonObject;
  readonly schemes: readonly SecurityScheme[];
  readonly source: Source;
}

function compilePathItem(path: string, node: Json, context: Context, faults: Fault[]): Operation[] {
  const item = resolveObject(context.document, node, formatPointer(['paths', path]));
  if (item === undefined) return [];
  const source = sourceOf(item.node, context.source);
  return METHODS.flatMap((method) => {
    const definition = item.node[method];
    if (!isObject(definition)) return [];
    try {
      const place = { path, method, item: item.node, pointer: item.pointer };
      return [compileOperation(definition, place, { ...context, source })];
    } catch (error) {
      faults.push(faultOf(error));
      return [];
    }
  });
}

interface Place {
  readonly path: string;
  readonly method: string;
  readonly item: JsonObject;
  readonly pointer: string;
}

function compileOperation(definition: JsonObject, place: Place, context: Context): Operation {
  const pointer = `${place.pointer}/${place.method}`;
  const source = sourceOf(definition, context.source);
  const method = place.method.toUpperCase();
  return {
    id: stringMember(definition, 'operationId') ?? `${method} ${place.path}`,
    method,
    path: place.path,
    summary: stringMember(definition, 'summary'),
    pointer,
    source,
    parameters: compileParameters(context.document, place.item, place.pointer, definition, pointer, source),
    requestBody: compileRequestBody(definition, pointer, context.document, source),
    responses: compileResponses(definition, pointer, context.document, source),
    security: compileSecurity(context.document, definition, context.schemes, source),
    definition,
  };
}

function compileRequestBody(
  operation: JsonObject,
  pointer: string,
  document: JsonObject,
  inherited: Source,
): RequestBody | undefined {
  const node = operation['requestBody'];
  if (node === undefined) return undefined;
  const found = resolveObject(document, node, `${pointer}/requestBody`);
  if (found === undefined) return undefined;
  return {
    required: found.node['required'] === true,
    content: compileContent(document, found.node['content'], `${found.pointer}/content`),
    pointer: found.pointer,
    source: sourceOf(found.node, inherited),
  };
}

function compileResponses(
  operation: JsonObject,
  pointer: string,
  document: JsonObject,
  inherited: Source,
): readonly Response[] {
  return members(operation['responses']).flatMap(([status, node]) => {
    const found = resolveObject(document, node, `${pointer}/responses/${status}`);
    if (found === undefined || status.startsWith('x-')) return [];
    const source = sourceOf(found.node, sourceOf(node, inherited));
    return [
      {
        status: status.toUpperCase() === 'DEFAULT' ? 'default' : status.toUpperCase(),
        headers: compileHeaders(document, found.node['headers'], `${found.pointer}/headers`),
        content: compileContent(document, found.node['content'], `${found.pointer}/content`),
        links: member(found.node, 'links') ?? {},
        pointer: found.pointer,
        source,
      },
    ];
  });
}
