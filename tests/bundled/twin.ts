import { isObject, items, member, members, type Json } from '../../src/base/json.ts';
import type { Exchange, ExchangeRequest, Scene } from './exchange.ts';

/** Members whose texts are data: they are called otherwise in the twin. */
const NAMES = new Set(
  (
    '_id id agentId departmentId name username description email authToken userId oauthToken ' +
    'first_name last_name picture department_description department_email department_name'
  ).split(' '),
);

/** Members whose numbers identify. */
const IDENTIFIERS = new Set(['id', 'department_id', 'operatorId', 'operatorIds']);

/** Members that can be the other way round without any rule noticing. */
const SWITCHES = new Set(['enabled', 'showOnRegistration', 'showOnOfflineForm', 'admin', 'online']);

/** Each chat is there that often, and so are the numbers that count chats. */
const COPIES = 3;
const CHAT_COUNTS = new Set(['chats', 'open', 'closed']);

/** The number that is added to the `count` and `order` of agents. */
const AGENT_NUMBERS = new Map([
  ['count', 5],
  ['order', 2],
]);

const SHIFT = 1000 * 60 * 60 * 24 * 777;
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** The same scene in another world: other names, identifiers, times and numbers, the same everywhere. */
export function twinOf({ exchange, fixtures }: Scene): Scene {
  const names = renamings([
    ...Object.values(fixtures),
    exchange.request.body,
    exchange.deviation?.request?.body,
    exchange.body,
  ]);
  const rewrite = (value: Json) => rewriteAt('', value, names);
  const collections = Object.entries(fixtures).map(([name, list]) => [
    name,
    items(name === 'chats' ? copied(items(list)) : list).map(rewrite),
  ]);
  return {
    fixtures: Object.fromEntries(collections) as Scene['fixtures'],
    exchange: {
      ...exchange,
      request: twinRequest(exchange.request, names),
      body: exchange.body && rewrite(withoutNumbers(exchange) ? markDefaults(exchange.body) : exchange.body),
      deviation: exchange.deviation && {
        reason: exchange.deviation.reason,
        request: exchange.deviation.request && twinRequest(exchange.deviation.request, names),
      },
    },
  };
}

/** An agent who is assigned without numbers gets zeros, in any world. */
function withoutNumbers({ request, deviation }: Exchange): boolean {
  const { method, body } = deviation?.request ?? request;
  return (
    method === 'POST' && items(member(body, 'agents')).some((agent) => member(agent, 'count') === undefined)
  );
}

function markDefaults(body: Json): Json {
  const agents = items(member(body, 'agents')).map((agent) =>
    isObject(agent) ? { ...agent, count: -5, order: -2 } : agent,
  );
  return isObject(body) ? { ...body, agents } : body;
}

function copied(chats: readonly Json[]): Json[] {
  return Array.from({ length: COPIES }, (_, copy) =>
    chats.map((chat) => (isObject(chat) ? { ...chat, _id: `${String(chat['_id'])}-${copy}` } : chat)),
  ).flat();
}

/** Every text that is data, with the text that stands for it. A department called `success` would be another story. */
function renamings(values: readonly unknown[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const collect = (key: string, value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) collect(key, item);
    else if (isObject(value)) for (const [name, inner] of members(value)) collect(name, inner);
    else if (typeof value === 'string' && NAMES.has(key) && !names.has(value)) {
      names.set(value, `Twin-${names.size}`);
    }
  };
  for (const value of values) collect('', value);
  return names;
}

function rewriteAt(key: string, value: Json, names: ReadonlyMap<string, string>): Json {
  if (Array.isArray(value)) return items(value).map((item) => rewriteAt(key, item, names));
  if (isObject(value)) {
    const added = Object.hasOwn(value, 'agentId') ? AGENT_NUMBERS : new Map<string, number>();
    return Object.fromEntries(
      members(value).map(([name, inner]) => [
        names.get(name) ?? name,
        added.has(name) ? Number(inner) + (added.get(name) ?? 0) : rewriteAt(name, inner, names),
      ]),
    );
  }
  if (typeof value === 'string') return NAMES.has(key) ? (names.get(value) ?? value) : shifted(value);
  if (typeof value === 'boolean') return SWITCHES.has(key) ? !value : value;
  return typeof value === 'number' ? otherNumber(key, value) : value;
}

function otherNumber(key: string, value: number): number {
  if (IDENTIFIERS.has(key)) return value + 70_000;
  return CHAT_COUNTS.has(key) ? value * COPIES : value;
}

function shifted(text: string): string {
  return TIME.test(text) ? new Date(Date.parse(text) + SHIFT).toISOString() : text;
}

function twinRequest(request: ExchangeRequest, names: ReadonlyMap<string, string>): ExchangeRequest {
  const word = (text: string) => names.get(text) ?? shifted(text);
  const url = new URL(request.path, 'http://localhost');
  const path = url.pathname
    .split('/')
    .map((segment) => encodeURIComponent(word(decodeURIComponent(segment))));
  const query = [...url.searchParams].map(([name, value]) => `${name}=${encodeURIComponent(word(value))}`);
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    value
      .split(' ')
      .map((part) => names.get(part) ?? part)
      .join(' '),
  ]);
  return {
    method: request.method,
    path: path.join('/') + (query.length > 0 ? `?${query.join('&')}` : ''),
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: request.body && rewriteAt('', request.body, names),
  };
}
