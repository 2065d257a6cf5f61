import { exactText } from '../../../base/exact-json.ts';
import { isObject } from '../../../base/json.ts';
import { writeCredential } from '../../../codec/credential.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { encodeText } from '../../../http/charset.ts';
import { isJson, parseMediaType } from '../../../http/media-type.ts';
import { NO_BODY, type RawRequest } from '../../../http/message.ts';
import { pathOf } from '../../../http/request-target.ts';
import type { ApiRun } from '../../contract/plan-runs.ts';
import { textOf } from './arguments.ts';
import { ToolError, type Given } from './tool.ts';

/** Returns a path that leads nowhere but below the target. @throws ToolError */
export function requirePath(path: string): string {
  if (!/^\/[!-~]*$/.test(path))
    throw new ToolError('path: give one that begins with / and is percent-encoded');
  if (path.includes('#')) throw new ToolError('path: it has no fragment');
  if (/(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i.test(pathOf(path)) || path.includes('\\'))
    throw new ToolError('path: it has no segments . and ..');
  return path;
}

/** Fields that belong to the connection, and are not given. */
const OWN =
  /^(?:host|connection|content-length|transfer-encoding|upgrade|expect|te|trailer|keep-alive|proxy-.*)$/;

/** Makes the request of a call. @throws ToolError for header fields that cannot be sent, or are not the client's */
export function requestOf(given: Given, method: string, path: string): RawRequest {
  const { headers = {}, body } = given;
  const fields = isObject(headers) ? Object.entries(headers) : [];
  for (const [name, value] of fields) {
    if (
      !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) ||
      typeof value !== 'string' ||
      !/^[\t -~\x80-\xff]*$/.test(value)
    )
      throw new ToolError(`headers: ${name.slice(0, 100)} is no header field with a text`);
    if (OWN.test(name.toLowerCase())) throw new ToolError(`headers: ${name} is set by the connection`);
  }
  const named = Object.fromEntries(fields.map(([name, value]) => [name.toLowerCase(), String(value)]));
  const namespace = textOf(given, 'namespace');
  const type = named['content-type'] ?? 'application/json';
  const parsed = parseMediaType(type);
  const isText = typeof body === 'string' && !(parsed !== undefined && isJson(parsed));
  return {
    method,
    target: path,
    headers: {
      accept: '*/*',
      ...named,
      ...(body !== undefined && { 'content-type': type }),
      ...(namespace !== undefined && { 'x-stuntdouble-namespace': namespace }),
    },
    body: body === undefined ? NO_BODY : encodeText(isText ? body : exactText(body)),
  };
}

/** Adds the header fields of the command line, and the credentials of the caller. @throws ToolError for an unknown one */
export function withCredentials(
  request: RawRequest,
  given: Given,
  { plan }: ApiRun,
  operation: Operation,
): RawRequest {
  const caller = textOf(given, 'caller') ?? 'default';
  if (caller === 'none') return request;
  const fixed = Object.entries(plan.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const headers = { ...Object.fromEntries(fixed.filter(([, value]) => value !== '')), ...request.headers };
  const known = Object.hasOwn(plan.identities, caller) ? plan.identities[caller] : undefined;
  if (known === undefined)
    throw new ToolError(
      `caller: there is no ${caller}; there are ${[...Object.keys(plan.identities), 'none'].join(', ')}`,
    );
  const schemes = (operation.security[0]?.schemes ?? []).map(({ scheme }) => scheme);
  return schemes.reduce(
    (current, scheme) => {
      const credential = known.credentials[scheme.name];
      return credential === undefined || credential === ''
        ? current
        : writeCredential(current, scheme, credential);
    },
    { ...request, headers },
  );
}
