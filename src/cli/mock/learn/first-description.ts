import { exactJsonIn } from '../../../base/exact-json.ts';
import type { JsonObject } from '../../../base/json.ts';
import type { ArchivedExchange } from '../../../codec/archive/read-har.ts';
import { pathOf } from '../../../http/request-target.ts';
import { INFERRED, LearnedOperation } from './learned-operation.ts';
import { schemesOf } from './learned-security.ts';
import { camel, singular, templatesOf } from './path-templates.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Writes the first description of an API: what exchanges with it show, each part marked as inferred. */
export function firstDescription(exchanges: readonly ArchivedExchange[], origin: string): JsonObject {
  const asked = exchanges.map(({ request, response }) => ({
    path: pathOf(request.target),
    value: request.method === 'GET' && response.status < 300 ? exactJsonIn(response.body) : undefined,
  }));
  const templateOf = templatesOf(asked);
  const paths = new Map<string, Map<string, LearnedOperation>>();
  for (const exchange of exchanges) {
    const { method, target } = exchange.request;
    if (!METHODS.includes(method)) continue;
    const { template, values } = templateOf(pathOf(target));
    const operations = paths.get(template) ?? new Map<string, LearnedOperation>();
    const operation = operations.get(method) ?? new LearnedOperation();
    operation.add(exchange, values);
    operations.set(method, operation);
    paths.set(template, operations);
  }
  const schemes = exchanges.flatMap(({ request }) => schemesOf(request));
  const named = idMaker();
  return {
    openapi: '3.1.1',
    info: { title: new URL(origin).host, version: '0', description: 'Learned from traffic.' },
    ...INFERRED,
    servers: [{ url: origin }],
    paths: Object.fromEntries(
      [...paths]
        .toSorted(([one], [other]) => one.localeCompare(other))
        .map(([template, operations]) => [
          template,
          {
            ...INFERRED,
            ...Object.fromEntries(
              METHODS.flatMap((method) => {
                const operation = operations.get(method);
                if (operation === undefined) return [];
                const id = named(operationName(method, template, paths));
                return [[method.toLowerCase(), operation.definition(id)] as const];
              }),
            ),
          },
        ]),
    ),
    ...(schemes.length > 0 && {
      components: {
        securitySchemes: Object.fromEntries(
          schemes.map(({ name, definition }) => [name, { ...definition, ...INFERRED }]),
        ),
      },
    }),
  };
}

const VERBS: Readonly<Record<string, string>> = {
  GET: 'get',
  POST: 'create',
  PUT: 'replace',
  PATCH: 'update',
  DELETE: 'delete',
};

/** Returns `listUsers` where there are items below the path, `getUser` for one of them, else `getUsersStatus`. */
function operationName(method: string, template: string, paths: ReadonlyMap<string, unknown>): string {
  const words = template
    .split('/')
    .filter((segment) => segment !== '' && !/^\{|^(?:api|rest|v\d+(?:\.\d+)*)$/i.test(segment));
  const last = words.at(-1) ?? 'root';
  const hasItems = [...paths.keys()].some(
    (path) => path.startsWith(`${template}/{`) && !path.slice(template.length + 1).includes('/'),
  );
  if (template.endsWith('}')) return `${VERBS[method]}${capital(singular(last))}`;
  if (hasItems && method === 'GET') return `list${capital(last)}`;
  if (hasItems && method === 'POST') return `create${capital(singular(last))}`;
  return `${method === 'POST' ? 'post' : VERBS[method]}${words.slice(-2).map(capital).join('') || 'Root'}`;
}

function capital(word: string): string {
  const whole = camel(word);
  return (whole[0] ?? '').toUpperCase() + whole.slice(1);
}

/** Returns a function that makes each name one that was not there before. */
function idMaker(): (name: string) => string {
  const used = new Set<string>();
  return (name) => {
    let unused = name;
    for (let count = 2; used.has(unused); count += 1) unused = `${name}${count}`;
    used.add(unused);
    return unused;
  };
}
