import type { Description } from '../spec/description.ts';
import { atPointer, pointerOfFragment } from '../spec/json-pointer.ts';
import { isObject, items, member, members, stringMember, type Json, type JsonObject } from '../spec/json.ts';
import type { Direction, Schema } from '../spec/schema.ts';

/** How deep optional parts are filled; below, only what is required. */
const DEPTH = 4;

/** The deepest that required parts are followed: a schema that requires itself cannot be satisfied. */
const DEEPEST = 24;

export interface SampleOptions {
  /** Leaves out what the direction leaves out. Default: `response`. */
  readonly direction?: Direction;
  /** Whether properties that are not required are filled. Default: true. */
  readonly optional?: boolean;
}

/**
 * A value that is likely to fit a schema, the same each time: its examples, default or first allowed value, else
 * the smallest that its keywords allow. Undefined where there can be none. Whoever sends it has to check it.
 */
export function sampleSchema(
  { document }: Description,
  schema: Schema,
  { direction = 'response', optional = true }: SampleOptions = {},
): Json | undefined {
  if (typeof schema.definition === 'boolean') return null;
  const hidden = direction === 'response' ? 'writeOnly' : 'readOnly';
  return sample({ document, hidden, optional }, schema.definition, 0);
}

interface Sampling {
  readonly document: JsonObject;
  /** The flag of properties that do not travel in this direction. */
  readonly hidden: string;
  readonly optional: boolean;
}

function sample(sampling: Sampling, node: Json, depth: number): Json | undefined {
  if (!isObject(node)) return null;
  if (depth > DEEPEST) return undefined;
  const reference = stringMember(node, '$ref');
  if (reference !== undefined) {
    const target = atPointer(sampling.document, pointerOfFragment(reference.replace(/^#/, '')));
    return sample(sampling, (target ?? null) as Json, depth + 1);
  }
  const given = givenValue(node);
  if (given !== undefined && !isObject(given)) return given;
  const parts = items(node['allOf']);
  if (parts.length > 0) return sampleAll(sampling, node, parts, depth);
  const branches = items(node['oneOf'] ?? node['anyOf']);
  if (branches.length > 0) return sampleBranch(sampling, node, branches, depth);
  return sampleType(sampling, node, depth) ?? given;
}

function givenValue(node: JsonObject): Json | undefined {
  const candidates = [
    node['const'],
    node['example'],
    items(node['examples'])[0],
    node['default'],
    items(node['enum'])[0],
  ];
  return candidates.find((candidate) => candidate !== undefined);
}

function sampleAll(
  sampling: Sampling,
  node: JsonObject,
  parts: readonly Json[],
  depth: number,
): Json | undefined {
  const { allOf: _, ...own } = node;
  const samples = [...parts, own].map((part) => sample(sampling, part, depth + 1));
  const objects = samples.filter(isObject);
  if (objects.length > 0) return Object.assign({}, ...objects) as JsonObject;
  return samples.find((one) => one !== undefined && one !== null);
}

/** The first branch that can be filled, with the properties that stand beside the branches. */
function sampleBranch(
  sampling: Sampling,
  node: JsonObject,
  branches: readonly Json[],
  depth: number,
): Json | undefined {
  const { oneOf: _, anyOf: _anyOf, ...own } = node;
  const [found] = branches.flatMap((branch) => {
    const value = sample(sampling, branch, depth + 1);
    return value === undefined ? [] : [value];
  });
  if (!isObject(found) || own['properties'] === undefined) return found;
  const beside = sampleType(sampling, own, depth);
  return isObject(beside) ? { ...beside, ...found } : found;
}

function sampleType(sampling: Sampling, node: JsonObject, depth: number): Json | undefined {
  switch (typeOf(node)) {
    case 'object':
      return sampleObject(sampling, node, depth);
    case 'array':
      return sampleArray(sampling, node, depth);
    case 'integer':
    case 'number':
      return sampleNumber(node);
    case 'boolean':
      return true;
    case 'string':
      return sampleString(node);
    default:
      return null;
  }
}

function typeOf(node: JsonObject): string | undefined {
  const type = node['type'];
  if (typeof type === 'string') return type;
  const listed = items(type).find((one) => one !== 'null');
  if (typeof listed === 'string') return listed;
  if (isObject(node['properties'])) return 'object';
  return node['items'] === undefined ? undefined : 'array';
}

function sampleObject(sampling: Sampling, node: JsonObject, depth: number): Json {
  const { hidden, optional } = sampling;
  const required = items(node['required']);
  const example = givenValue(node);
  const wanted = members(node['properties']).filter(([name, property]) =>
    member(property, hidden) === true ? false : required.includes(name) || (optional && depth < DEPTH),
  );
  const filled = wanted.flatMap(([name, property]): [string, Json][] => {
    const value = member(example, name) ?? sample(sampling, property, depth + 1);
    return value === undefined ? [] : [[name, value]];
  });
  return filled.length === 0 && isObject(example) ? example : Object.fromEntries(filled);
}

function sampleArray(sampling: Sampling, node: JsonObject, depth: number): Json {
  const least = typeof node['minItems'] === 'number' ? node['minItems'] : 0;
  const count = Math.max(least, sampling.optional && depth < DEPTH ? 1 : 0);
  const item = count === 0 ? undefined : sample(sampling, node['items'] ?? true, depth + 1);
  return item === undefined ? [] : Array.from({ length: count }, () => item);
}

function sampleNumber(node: JsonObject): number {
  const minimum = typeof node['minimum'] === 'number' ? node['minimum'] : undefined;
  const above = typeof node['exclusiveMinimum'] === 'number' ? node['exclusiveMinimum'] + 1 : undefined;
  const maximum = typeof node['maximum'] === 'number' ? node['maximum'] : undefined;
  const wanted = minimum ?? above ?? Math.min(1, maximum ?? 1);
  const step = typeof node['multipleOf'] === 'number' ? node['multipleOf'] : undefined;
  return step === undefined ? wanted : Math.ceil(wanted / step) * step;
}

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': '2024-01-01T00:00:00Z',
  date: '2024-01-01',
  time: '00:00:00Z',
  email: 'user@example.com',
  uuid: '00000000-0000-4000-8000-000000000000',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
};

function sampleString(node: JsonObject): string {
  const text = FORMATS[stringMember(node, 'format') ?? ''] ?? 'string';
  const least = typeof node['minLength'] === 'number' ? node['minLength'] : 0;
  const most = typeof node['maxLength'] === 'number' ? node['maxLength'] : Infinity;
  return text.padEnd(Math.min(least, 1000), 'x').slice(0, most);
}
