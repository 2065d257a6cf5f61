// Makes the `--data` of a description of AutoRest's test server, which accepts just the values of its tests. They are in the
// examples that it publishes, in the prose of the description, in what the server answers to a GET of the same path, and in
// its refusals, which name what was expected.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

/** The time limit of a request, in milliseconds. */
const PATIENCE = 3_000;

export function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
}

/** Returns the values for the operations of a description in a folder, as `{ operations }`, where there are any. */
export async function dataOfDocument(folder, document, { url, signal }) {
  const operations = {};
  for (const operation of operationsOf(document)) {
    const values = await valuesOf(operation, { folder, url: url + (document.basePath ?? ''), signal });
    if (values !== undefined) operations[operation.operationId] = values;
  }
  return { operations };
}

function operationsOf({ paths = {}, parameters: shared = {} }) {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]?.operationId !== undefined).map((method) => ({
      ...item[method],
      method,
      path,
      parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])].map((one) =>
        one.$ref === undefined ? one : (shared[one.$ref.split('/').at(-1)] ?? {}),
      ),
    })),
  );
}

async function valuesOf(operation, context) {
  const example = exampleOf(operation, context.folder) ?? (await fromProse(operation, context));
  const takesBody = operation.parameters.some((one) => one.in === 'body');
  if (!takesBody || example?.body !== undefined) return example;
  const parameters = example?.parameters ?? {};
  for (const source of [answerOf, expectedBy]) {
    const body = await source(operation, parameters, context);
    const isTaken = body !== undefined && (await send(operation, { parameters, body }, context)).ok;
    if (isTaken) return { parameters, body };
  }
  return example;
}

/** Returns the values of the first example of an operation that there is a file of. */
function exampleOf({ parameters, 'x-ms-examples': examples = {} }, folder) {
  const files = Object.values(examples).map(({ $ref = '' }) => join(folder, $ref));
  const file = files.find((one) => existsSync(one));
  if (file === undefined) return undefined;
  const given = readJson(file).parameters ?? {};
  const known = parameters.filter(({ name }) => given[name] !== undefined);
  const body = known.find((one) => one.in === 'body');
  const others = known.filter((one) => one.in !== 'body').map(({ name }) => [name, given[name]]);
  return {
    parameters: Object.fromEntries(others),
    ...(body === undefined ? {} : { body: given[body.name] }),
  };
}

/** Returns the values that a sentence such as `with header values "scenario": "positive", "value": 1` names, where they work. */
async function fromProse(operation, context) {
  const named = [...(operation.description ?? '').matchAll(/"([\w-]+)": (?:"([^"]*)"|([^\s",]+))/g)];
  const found = operation.parameters.flatMap(({ name, type }) => {
    const [, , text, bare] = named.find((one) => one[1] === name) ?? [];
    const value = text ?? bare;
    if (value === undefined) return [];
    return [[name, type === 'string' ? value : (parsed(value) ?? value)]];
  });
  const parameters = Object.fromEntries(found);
  const isTaken = found.length > 0 && (await send(operation, { parameters }, context)).ok;
  return isTaken ? { parameters } : undefined;
}

/** Returns what a GET of the same path is answered with: a PUT has to bring the same. */
async function answerOf({ path }, parameters, context) {
  const { ok, value } = await send({ method: 'get', path, parameters: [] }, { parameters }, context);
  return ok && value !== null ? value : undefined;
}

/** Returns the body that a refusal names. */
async function expectedBy(operation, parameters, context) {
  const { ok, value } = await send(operation, { parameters, body: {} }, context);
  if (ok) return undefined;
  const expected = value?.expected ?? parsed(/expected body '(.*)'/.exec(value?.message)?.[1]);
  return typeof expected === 'string' ? parsed(expected) : expected;
}

async function send({ method, path, parameters: described }, { parameters, body }, { url, signal }) {
  const target = path.replaceAll(/\{(\w+)\}/g, (whole, name) =>
    encodeURIComponent(parameters[name] ?? whole),
  );
  const given = (place) =>
    described.flatMap(({ name, in: where }) =>
      where === place && parameters[name] !== undefined ? [[name, String(parameters[name])]] : [],
    );
  const query = new URLSearchParams(given('query'));
  const asked = {
    method: method.toUpperCase(),
    headers: [...given('header'), ...(body === undefined ? [] : [['content-type', 'application/json']])],
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  return attempt(`${url}${target}?${query}`, asked, signal);
}

/** The server closes connections that it has just promised to keep: what is cut is sent again. */
async function attempt(address, asked, signal, left = 3) {
  try {
    const response = await fetch(address, asked);
    return { ok: response.ok, value: parsed(await response.text()) };
  } catch {
    signal.throwIfAborted();
    return left > 0 && !asked.signal.aborted ? attempt(address, asked, signal, left - 1) : { ok: false };
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
