import type { Request } from './message.ts';
import { isMembers, type Validator } from './json-schema.ts';

type Members = Readonly<Record<string, unknown>>;

/** A parameter of a request. Its value has the type of the schema, if the text can be converted. */
export interface Read {
  readonly parameter: Members;
  readonly value: unknown;
}

/** The places that parameters are read from. */
export interface Places {
  readonly request: Request;
  readonly path: Readonly<Record<string, string>>;
}

/** Returns the parameters of an operation that are in a request. */
export function readParameters(
  parameters: readonly Members[],
  places: Places,
  validator: Validator,
): readonly Read[] {
  return parameters.flatMap((parameter) => {
    const value = readParameter(parameter, places, validator);
    return value === undefined ? [] : [{ parameter, value }];
  });
}

function readParameter(parameter: Members, { request, path }: Places, validator: Validator): unknown {
  const name = String(parameter['name']);
  const schema = validator.resolve(parameter['schema']);
  switch (parameter['in']) {
    case 'path':
      return path[name] === undefined ? undefined : typed(decodeURIComponent(path[name]), schema, validator);
    case 'header': {
      const text = request.headers[name.toLowerCase()];
      return text === undefined ? undefined : single(text, schema, ',', validator);
    }
    case 'cookie': {
      const cookies = (request.headers['cookie'] ?? '').split(/;\s*/).map((pair) => pair.split('='));
      const text = cookies.find(([key]) => key === name)?.[1];
      return text === undefined ? undefined : typed(decodeURIComponent(text), schema, validator);
    }
    default:
      return readQuery(name, { parameter, schema }, new URL(request.target, 'http://depot'), validator);
  }
}

function readQuery(
  name: string,
  { parameter, schema }: { readonly parameter: Members; readonly schema: Members },
  { search, searchParams }: URL,
  validator: Validator,
): unknown {
  if (parameter['style'] === 'deepObject') {
    const properties = isMembers(schema['properties']) ? schema['properties'] : {};
    const pairs = [...searchParams].flatMap(([key, text]) => {
      const [, member] = /^([^[\]]+)\[([^[\]]+)\]$/.exec(key)?.slice(1) ?? [];
      return key.startsWith(`${name}[`) && member !== undefined
        ? [[member, typed(text, validator.resolve(properties[member]), validator)] as const]
        : [];
    });
    return pairs.length === 0 ? undefined : Object.fromEntries(pairs);
  }
  const texts = searchParams.getAll(name);
  if (texts.length === 0) return undefined;
  if (schema['type'] === 'array' && parameter['explode'] === false) {
    const separator = parameter['style'] === 'pipeDelimited' ? '|' : ',';
    const raw = search
      .slice(1)
      .split('&')
      .find((pair) => pair.startsWith(`${name}=`));
    return single((raw ?? '').slice(name.length + 1), schema, separator, validator, decodeURIComponent);
  }
  if (schema['type'] === 'array') {
    return texts.map((text) => typed(text, validator.resolve(schema['items']), validator));
  }
  return texts.length > 1 ? texts : typed(texts[0] ?? '', schema, validator);
}

/** Splits a text into a list if the schema is an array, else converts it to the schema's type. */
function single(
  text: string,
  schema: Members,
  separator: string,
  validator: Validator,
  decode: (text: string) => string = (plain) => plain,
): unknown {
  if (schema['type'] !== 'array') return typed(decode(text), schema, validator);
  const plain = separator === '|' ? text.replace(/%7C/gi, '|') : text;
  return plain
    .split(separator)
    .map((item) => typed(decode(item.trim()), validator.resolve(schema['items']), validator));
}

/** Converts a text to the type of the schema, if possible; else returns the text. */
export function typed(text: string, schema: Members, validator: Validator): unknown {
  const types = [schema['type']].flat();
  const branches = Array.isArray(schema['anyOf']) ? schema['anyOf'] : [];
  if (branches.length > 0) return typed(text, validator.resolve(branches[0]), validator);
  const isNumeric = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text);
  if ((types.includes('integer') || types.includes('number')) && isNumeric) return Number(text);
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (typeof schema['const'] === 'boolean' && text === String(schema['const'])) return schema['const'];
  return text;
}
