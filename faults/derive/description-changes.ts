import { FORMATS } from '../server/json-schema.ts';
import type { Members } from '../server/work.ts';
import { listOf, nodeAt, resolvedPath, type Path } from './node-at.ts';

/** A change of one keyword in the server's copy of the description. */
export interface Change {
  readonly path: Path;
  readonly keyword: string;
  readonly what: string;
  /** The new value; `undefined` removes the keyword. */
  readonly value: unknown;
}

const DROPPED = [
  'type',
  'enum',
  'const',
  'format',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
];

/**
 * Tells whether removing a `type` has no effect: the values of an enum have the type anyway, and on the wire, a text is
 * always a string and a form always an object.
 */
function isIdle(keyword: string, node: Members, path: Path): boolean {
  if (keyword === 'format') return !Object.hasOwn(FORMATS, String(node['format']));
  if (keyword !== 'type') return false;
  const isText = node['type'] === 'string' || node['type'] === 'object';
  const isWire = path.includes('parameters') || path.some((name) => /form/.test(name));
  return 'enum' in node || (isWire && isText && !path.includes('options'));
}

const TIGHTER: Readonly<Record<string, (value: number) => number>> = {
  minimum: (value) => value + 1,
  maximum: (value) => value - 1,
  exclusiveMinimum: (value) => value + 1,
  exclusiveMaximum: (value) => value - 1,
  multipleOf: (value) => value * 2,
  minLength: (value) => value + 1,
  maxLength: (value) => value - 1,
  minItems: (value) => value + 1,
  maxItems: (value) => value - 1,
  minProperties: (value) => value + 1,
  maxProperties: (value) => value - 1,
};

/** Returns changes of a schema in requests. */
export function schemaChanges(node: Members, path: Path): readonly Change[] {
  const make = (keyword: string, what: string, value: unknown): Change => ({ path, keyword, what, value });
  const required = listOf(node['required']);
  const properties = Object.keys(node['properties'] ?? {});
  const isWritten = (name: string) =>
    ((node['properties'] as Members | undefined)?.[name] as Members | undefined)?.['readOnly'] !== true;
  const choices = listOf(node['enum']);
  const types = listOf(node['type']);
  return [
    ...DROPPED.filter((keyword) => keyword in node && !isIdle(keyword, node, path)).map((keyword) =>
      make(keyword, `${keyword} dropped`, undefined),
    ),
    ...(node['additionalProperties'] === false
      ? [make('additionalProperties', 'additionalProperties dropped', undefined)]
      : []),
    ...Object.entries(TIGHTER).flatMap(([keyword, tighten]) => {
      const value = node[keyword];
      return typeof value === 'number' ? [make(keyword, `${keyword} tightened`, tighten(value))] : [];
    }),
    ...(choices.length > 1
      ? choices.map((choice) =>
          make(
            'enum',
            `enum without ${String(choice)}`,
            choices.filter((one) => one !== choice),
          ),
        )
      : []),
    ...(types.length > 1 ? [make('type', 'type without null', types[0])] : []),
    ...(node['nullable'] === true ? [make('nullable', 'nullable dropped', undefined)] : []),
    ...required
      .filter((name) => isWritten(String(name)))
      .map((name) =>
        make(
          'required',
          `required without ${String(name)}`,
          required.filter((one) => one !== name),
        ),
      ),
    ...properties
      .filter((name) => !required.includes(name) && isWritten(name))
      .map((name) => make('required', `required with ${name}`, [...required, name])),
    ...['oneOf', 'anyOf'].flatMap((keyword) => {
      const branches = listOf(node[keyword]);
      return branches.map((_, index) =>
        make(
          keyword,
          `${keyword} without number ${index}`,
          branches.filter((__, other) => other !== index),
        ),
      );
    }),
  ];
}

/** Returns changes of response schemas: a required member of a body is missing, or of another type. */
export function answerChanges(node: Members, path: Path): readonly Change[] {
  const properties = (node['properties'] ?? {}) as Readonly<Record<string, Members>>;
  return listOf(node['required'])
    .map(String)
    .flatMap((name) => {
      const { [name]: property, ...rest } = properties;
      if (property === undefined) return [];
      const forgotten = { path, keyword: 'properties', what: `answers without ${name}`, value: rest };
      if (property['type'] !== 'integer' && property['type'] !== 'number') return [forgotten];
      const value = { ...properties, [name]: { type: 'string' } };
      return [forgotten, { path, keyword: 'properties', what: `answers with ${name} as a text`, value }];
    });
}

/** Changes to the parameters and credentials of an operation, or to what the operations of a path share. */
export function operationChanges(document: Members, path: Path): readonly Change[] {
  const operation = nodeAt(document, path);
  const parameters = listOf(operation['parameters']).map((_, index) =>
    nodeAt(document, resolvedPath(document, [...path, 'parameters', String(index)])),
  );
  const security = listOf(operation['security']) as readonly Members[];
  const make = (keyword: string, what: string, value: unknown): Change => ({ path, keyword, what, value });
  return [
    ...parameters.flatMap((parameter, index) => {
      if (parameter['in'] === 'path') return []; // a path parameter is always there
      const isRequired = parameter['required'] === true;
      const other = { ...parameter, required: !isRequired };
      return make(
        'parameters',
        `${String(parameter['name'])} ${isRequired ? 'not required' : 'required'}`,
        parameters.with(index, other),
      );
    }),
    ...security.flatMap((one, index) => [
      make('security', 'no credential asked for', []),
      ...Object.entries(one).flatMap(([scheme, scopes]) => {
        const { [scheme]: _, ...rest } = one;
        const isFree = Object.keys(rest).length === 0;
        return [
          ...(isFree ? [] : [make('security', `${scheme} not asked for`, security.with(index, rest))]),
          ...((scopes as readonly string[]).length === 0
            ? []
            : [
                make(
                  'security',
                  `scopes of ${scheme} not asked for`,
                  security.with(index, { ...one, [scheme]: [] }),
                ),
              ]),
        ];
      }),
    ]),
  ];
}
