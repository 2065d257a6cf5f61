import { escapeToken } from '../../base/json-pointer.ts';
import { members, type JsonObject } from '../../base/json.ts';
import { once } from '../../base/memoise.ts';
import { resolveObject } from '../document/resolve-reference.ts';
import { isStatusKey } from '../document/status-key.ts';
import type { RequestBody, Response } from '../model/operation.ts';
import { sourceOf, type Source } from '../model/source.ts';
import { compileContent, compileHeaders } from './compile-content.ts';
import { compileLinks } from './compile-links.ts';

/** Compiles the request body of an operation; undefined where it has none. */
export function compileRequestBody(
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

/** Compiles the responses of an operation; the parts of each on first use. */
export function compileResponses(
  operation: JsonObject,
  pointer: string,
  document: JsonObject,
  inherited: Source,
): readonly Response[] {
  return members(operation['responses']).flatMap(([status, node]) => {
    if (status.startsWith('x-') || !isStatusKey(status)) return [];
    const found = resolveObject(document, node, `${pointer}/responses/${escapeToken(status)}`);
    if (found === undefined) return [];
    const source = sourceOf(found.node, sourceOf(node, inherited));
    const headers = once(() => compileHeaders(document, found.node['headers'], `${found.pointer}/headers`));
    const content = once(() => compileContent(document, found.node['content'], `${found.pointer}/content`));
    const links = once(() => compileLinks(document, found.node['links'], `${found.pointer}/links`));
    return [
      {
        status: status.toUpperCase() === 'DEFAULT' ? 'default' : status.toUpperCase(),
        get headers() {
          return headers();
        },
        get content() {
          return content();
        },
        get links() {
          return links();
        },
        pointer: found.pointer,
        source,
      },
    ];
  });
}
