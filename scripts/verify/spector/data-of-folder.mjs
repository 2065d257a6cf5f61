// Makes the `--data` of a folder of Spector's from the requests in its mock module, which are all that it accepts.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Header fields that no parameter can describe (OpenAPI 3.0.4, 4.7.12.2). */
const IGNORED_FIELDS = new Set(['accept', 'authorization', 'content-type']);

/** The bodies that a mock expects and its description does not allow, which `--data` refuses. */
const UNFIT = new Set([
  'PATCH /json-merge-patch/update/resource',
  'PATCH /json-merge-patch/update/resource/optional',
  'POST /encode/bytes/body/request/base64url',
  'POST /type/file/body/request/json-content-type',
  'PUT /type/enum/fixed/string/unknown-value',
]);

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * Returns `{ data, headers }` for a description that was emitted for a folder: the values for each of its operations that
 * the mock module has a request for, and the header fields of credentials. `base` is the path before its paths.
 */
export async function dataOfFolder(specs, folder, { document, base, url }) {
  const file = join(specs, '..', 'dist', 'specs', folder, 'mockapi.js');
  if (!existsSync(file)) return { data: { operations: {} }, headers: [] };
  const { Scenarios } = await import(pathToFileURL(file).href);
  const requests = Object.values(Scenarios).flatMap(({ apis }) => apis);
  const found = operationsOf(document).flatMap((operation) => {
    const request = requestFor(operation, requests, base);
    return request === undefined ? [] : [{ operation, request }];
  });
  const operations = found.map(({ operation, request }) => [
    operation.name,
    valuesOf(operation, request, { document, base, url }),
  ]);
  return {
    data: { operations: Object.fromEntries(operations) },
    headers: credentialsOf(
      document,
      found.map(({ request }) => request),
    ),
  };
}

function operationsOf({ paths }) {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method] !== undefined).map((method) => ({
      ...item[method],
      name: `${method.toUpperCase()} ${path}`,
      method,
      path,
      parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])],
    })),
  );
}

/** Returns a request that is answered with a success, else any other. */
function requestFor({ method, path }, requests, base) {
  const pattern = patternOf(base + path.split('?')[0]);
  const fitting = requests.filter((one) => one.method === method && pattern.test(pathOf(one)));
  return fitting.find(({ response }) => response.status < 300) ?? fitting[0];
}

function patternOf(path) {
  const source = path.split(/(\{[^}]+\})/).map((part) => (part.startsWith('{') ? '(.+?)' : escaped(part)));
  return new RegExp(`^${source.join('')}$`);
}

function escaped(text) {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** Returns the path of a request, with the values in the place of Express's parameters. */
function pathOf({ uri, request }) {
  return uri
    .split('?')[0]
    .replaceAll(/:(\w+)/g, (whole, name) => String(request?.pathParams?.[name] ?? whole));
}

function valuesOf(operation, api, { document, base, url }) {
  const names = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
  const [, ...segments] = patternOf(base + operation.path.split('?')[0]).exec(pathOf(api)) ?? [];
  const given = new Map([
    ...names.map((name, index) => [`path ${name}`, decoded(segments[index])]),
    ...Object.entries(api.request?.query ?? {}).map(([name, value]) => [`query ${name}`, value]),
    ...[...new URL(api.uri, url).searchParams].map(([name, value]) => [`query ${name}`, value]),
    ...Object.entries(api.request?.headers ?? {}).map(([name, value]) => [
      `header ${name.toLowerCase()}`,
      value,
    ]),
  ]);
  const parameters = operation.parameters
    .map((one) => resolved(one, document))
    .flatMap((parameter) => {
      const name = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
      if (parameter.in === 'header' && IGNORED_FIELDS.has(name)) return [];
      const value = given.get(`${parameter.in} ${name}`);
      return value === undefined ? [] : [[parameter.name, read(value, parameter, document)]];
    });
  const body = bodyOf(api.request?.body, url);
  const takesBody = operation.requestBody !== undefined && body !== undefined && !UNFIT.has(operation.name);
  return { parameters: Object.fromEntries(parameters), ...(takesBody ? { body } : {}) };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function resolved(value, document) {
  if (value?.$ref === undefined) return value;
  const parts = value.$ref.slice(2).split('/');
  return resolved(
    parts.reduce((place, part) => place[part], document),
    document,
  );
}

/** Returns the value that a parameter has on the wire as its schema has it. */
function read(value, { in: place, schema: given, style, explode }, document) {
  const schema = resolved(given, document) ?? {};
  if (schema.type !== 'array') return typed(value, schema);
  const separators = { spaceDelimited: ' ', pipeDelimited: '|' };
  const parts =
    typeof value === 'string' && !(place === 'query' && explode)
      ? value.split(separators[style] ?? ',')
      : [value].flat();
  return parts.map((part) => typed(part, resolved(schema.items, document) ?? {}));
}

function typed(value, { type }) {
  if (typeof value !== 'string') return type === 'string' ? String(value) : value;
  if (['integer', 'number'].includes(type)) return Number(value);
  if (type === 'boolean') return value === 'true';
  return value;
}

/** Returns the value of a body; undefined where it is none that `--data` could have. */
function bodyOf(body, url) {
  const raw = body?.rawContent;
  const text = typeof raw?.serialize === 'function' ? raw.serialize({ baseUrl: url }) : raw;
  if (typeof text !== 'string') return undefined;
  if (/json/.test(body.contentType) && !/jsonl/.test(body.contentType)) return JSON.parse(text);
  return body.contentType.startsWith('text/') ? text : undefined;
}

/** Returns the header fields that carry credentials, of the first request with such a field. */
function credentialsOf({ components = {} }, requests) {
  const names = Object.values(components.securitySchemes ?? {}).flatMap(({ type, in: place, name }) => {
    if (type === 'apiKey') return place === 'header' ? [name] : [];
    return ['authorization'];
  });
  return names.flatMap((name) => {
    const values = requests.flatMap(({ request, response }) =>
      response.status < 300
        ? Object.entries(request?.headers ?? {}).filter(
            ([field]) => field.toLowerCase() === name.toLowerCase(),
          )
        : [],
    );
    return values.slice(0, 1).map(([, value]) => `${name}: ${value}`);
  });
}
