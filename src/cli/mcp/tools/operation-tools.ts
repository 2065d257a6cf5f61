import { exactText } from '../../../base/exact-json.ts';
import { isObject, type JsonObject } from '../../../base/json.ts';
import { writeCredential } from '../../../codec/credential.ts';
import { operationExclusion } from '../../../contract/plan/exclude.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { encodeText } from '../../../http/charset.ts';
import { isJson, parseMediaType } from '../../../http/media-type.ts';
import { headerValue, NO_BODY, type RawRequest, type WholeResponse } from '../../../http/message.ts';
import { isSafe } from '../../../http/method.ts';
import { pathOf } from '../../../http/request-target.ts';
import { createRouter } from '../../../mock/match/router.ts';
import type { ApiRun } from '../../contract/plan-runs.ts';
import type { McpSession } from '../mcp-session.ts';
import { numberOf, textOf, ToolError, type Given, type Tool } from './tool.ts';

/** So many operations are listed at once. */
const PAGE = 100;

export function listOperationsTool({ runs }: McpSession): Tool {
  const all = runs.flatMap(({ api }) =>
    api.description.operations.map((operation) => ({ api: api.description.name, operation })),
  );
  return {
    name: 'list_operations',
    description: 'Lists the operations of the API: identifier, method, path, summary.',
    isReadOnly: true,
    takes: {
      text: { type: 'string', description: 'Only those whose identifier, path or summary has this text.' },
      page: {
        type: 'integer',
        description: `The page, of ${PAGE} operations each. Default: 1.`,
        most: 10_000,
      },
    },
    call: async (given) => {
      const text = textOf(given, 'text')?.toLowerCase() ?? '';
      const found = all
        .map(({ api, operation: { id, method, path, definition } }) => {
          const { summary } = definition;
          return { api, operation: id, method, path, ...(typeof summary === 'string' && { summary }) };
        })
        .filter((one) => Object.values(one).some((value) => value.toLowerCase().includes(text)));
      const page = numberOf(given, 'page') ?? 1;
      const shown = found.slice((page - 1) * PAGE, page * PAGE);
      return {
        says: `${found.length} operations, page ${page} of ${Math.max(1, Math.ceil(found.length / PAGE))}`,
        data: shown,
      };
    },
  };
}

/** Of a response body, so much is shown, in bytes. */
const MOST_BODY = 50_000;

export function sendTool(session: McpSession): Tool {
  const isExcluded = operationExclusion(session.task.exclude);
  const routers = session.runs.map((run) => ({ run, router: createRouter(run.api.description.operations) }));
  const find = (method: string, path: string): { readonly run: ApiRun; readonly operation: Operation } => {
    for (const { run, router } of routers) {
      const match = router.match(method, path);
      if (match.kind === 'matched') return { run, operation: match.operation };
    }
    throw new ToolError(`no operation has ${method} ${path}: list_operations shows them`);
  };
  return {
    name: 'send',
    description:
      `Sends a request of a described operation to ${session.target.name}, with the credentials given at the start. ` +
      (session.safety === 'full' ? '' : 'Only GET, HEAD and OPTIONS are sent.'),
    isReadOnly: session.safety !== 'full',
    takes: {
      method: { type: 'string', description: 'Such as GET.', isRequired: true, most: 20 },
      path: {
        type: 'string',
        description: 'The path of the operation with its values, and a query: /things/1?limit=2',
        isRequired: true,
        most: 8_000,
      },
      headers: { type: 'object', description: 'Header fields, each a text.' },
      body: {
        type: 'any',
        description: 'The body: any value as JSON; a text as it is, where content-type says another type.',
      },
      caller: {
        type: 'string',
        description: 'The caller whose credentials are sent. Default: default; none: none.',
      },
      namespace: { type: 'string', description: 'The namespace of a mock. Default: the default one.' },
    },
    call: async (given) => {
      const method = (textOf(given, 'method') ?? '').toUpperCase();
      const path = requirePath(textOf(given, 'path') ?? '');
      const { run, operation } = find(method, pathOf(path));
      if (isExcluded(operation)) throw new ToolError(`${operation.id} is excluded: it is never sent`);
      if (session.safety !== 'full' && !isSafe(method))
        throw new ToolError(
          `${method} is not sent: the safety is ${session.safety}, which only a new start can change`,
        );
      const request = withCredentials(requestOf(given, method, path), given, run, operation);
      const outcome = await session.target.send(request, { operation: operation.id });
      if (outcome.kind !== 'answered')
        throw new ToolError(`${operation.id} got no response: ${outcome.reason}`);
      const { status } = outcome.response;
      return { says: `${operation.id} was answered ${status}`, data: shownResponse(outcome.response) };
    },
  };
}

/** Returns a path that leads nowhere but below the target. @throws ToolError */
function requirePath(path: string): string {
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

function requestOf(given: Given, method: string, path: string): RawRequest {
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
function withCredentials(
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

function shownResponse({ status, headers, body }: WholeResponse): JsonObject {
  const fields = Object.keys(headers).flatMap((name) => {
    const value = headerValue(headers, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const text = new TextDecoder().decode(body.subarray(0, MOST_BODY));
  return {
    status,
    headers: Object.fromEntries(fields),
    body: text,
    ...(body.length > MOST_BODY && { cut: `the body has ${body.length} bytes` }),
  };
}
