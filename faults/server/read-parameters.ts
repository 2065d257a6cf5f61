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

/** Converts texts to values. */
export interface Reader {
  readonly validator: Validator;
  readonly typed: (text: string, schema: Members, validator: Validator) => unknown;
}

/** Returns the parameters of an operation that are in a request. */
export function readParameters(
  parameters: readonly Members[],
  places: Places,
  reader: Reader,
): readonly Read[] {
  return parameters.flatMap((parameter) => {
    const value = readParameter(parameter, places, reader);
    return value === undefined ? [] : [{ parameter, value }];
  });
}

function readParameter(parameter: Members, { request, path }: Places, reader: Reader): unknown {
  const { validator } = reader;
  const name = String(parameter['name']);
  const schema = validator.resolve(parameter['schema']);
  switch (parameter['in']) {
    case 'path':
      return path[name] === undefined ? undefined : read(decodeURIComponent(path[name]), schema, reader);
    case 'header': {
      const text = request.headers[name.toLowerCase()];
      return text === undefined ? undefined : single(text, schema, ',', reader);
    }
    case 'cookie': {
      const cookies = (request.headers['cookie'] ?? '').split(/;\s*/).map((pair) => pair.split('='));
      const text = cookies.find(([key]) => key === name)?.[1];
      return text === undefined ? undefined : read(decodeURIComponent(text), schema, reader);
    }
    default:
      return readQuery(name, { parameter, schema }, new URL(request.target, 'http://depot'), reader);
  }
}

function readQuery(
  name: string,
  { parameter, schema }: { readonly parameter: Members; readonly schema: Members },
  { search, searchParams }: URL,
  reader: Reader,
): unknown {
  const { validator } = reader;
  if (parameter['style'] === 'deepObject') {
    const properties = isMembers(schema['properties']) ? schema['properties'] : {};
    const pairs = [...searchParams].flatMap(([key, text]) => {
      const [, member] = /^([^[\]]+)\[([^[\]]+)\]$/.exec(key)?.slice(1) ?? [];
      return key.startsWith(`${name}[`) && member !== undefined
        ? [[member, read(text, validator.resolve(properties[member]), reader)] as const]
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
    return single((raw ?? '').slice(name.length + 1), schema, separator, reader, decodeURIComponent);
  }
  if (schema['type'] === 'array') {
    return texts.map((text) => read(text, validator.resolve(schema['items']), reader));
  }
  return texts.length > 1 ? texts : read(texts[0] ?? '', schema, reader);
}

/** Splits a text into a list if the schema is an array, else converts it to the schema's type. */
function single(
  text: string,
  schema: Members,
  separator: string,
  reader: Reader,
  decode: (text: string) => string = (plain) => plain,
): unknown {
  if (schema['type'] !== 'array') return read(decode(text), schema, reader);
  const plain = separator === '|' ? text.replace(/%7C/gi, '|') : text;
  return plain
    .split(separator)
    .map((item) => read(decode(item.trim()), reader.validator.resolve(schema['items']), reader));
}

function read(text: string, schema: Members, { typed: readTyped, validator }: Reader): unknown {
  return readTyped(text, schema, validator);
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
