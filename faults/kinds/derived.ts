import { handleOf, type Fault } from '../fault.ts';
import { readDocument } from '../run-suite.ts';
import { Depot } from '../server/depot.ts';
import { isMembers } from '../server/json-schema.ts';

type Members = Readonly<Record<string, unknown>>;
type Path = readonly string[];

/** A change of one keyword in the server's copy of the description. */
interface Change {
  readonly path: Path;
  readonly keyword: string;
  readonly what: string;
  /** The new value; `undefined` removes the keyword. */
  readonly value: unknown;
}

/**
 * Returns servers that follow a changed description instead of the published one. A keyword is removed, so that they accept
 * invalid requests, or tightened, so that they refuse valid ones; or a member of a response is missing or of another type.
 */
export function derivedFaults(): readonly Fault[] {
  const document = readDocument();
  const sites = new Sites(document);
  const changes = [
    ...sites.requestSchemas().flatMap((path) => schemaChanges(nodeAt(document, path), path)),
    ...sites.responseSchemas().flatMap((path) => answerChanges(nodeAt(document, path), path)),
    ...sites.operations().flatMap((path) => operationChanges(document, path)),
  ];
  return changes.map((change): Fault => {
    const survives = hiddenBy(change);
    return {
      name: `${change.what}: ${pointerOf(change)}`,
      category: 'derived',
      operations: sites.usersOf(change.path),
      build: () => handleOf(new Depot(changed(readDocument(), change))),
      ...(survives !== undefined && { survives }),
    };
  });
}

function pointerOf({ path }: Change): string {
  return path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

const NOBODYS = 'an identifier that is none is refused as nobody’s: 404 is as right as 400';

/** Changes that no request can reveal, with the reason. */
const HIDDEN: readonly (readonly [what: RegExp, where: RegExp, reason: string])[] = [
  [/^(format|minimum) dropped$/, /\{(toolId|noteId)\}.*parameters\/\d\/schema$/, NOBODYS],
  [/^type dropped$/, /\{entryId\}\/parameters/, NOBODYS],
  [
    /^minimum tightened$/,
    /\{(noteId|memberId)\}\/parameters/,
    'it shows in the very first item only, which other cases have made and removed',
  ],
  [
    /^minItems dropped$/,
    /get\/parameters|x-www-form/,
    'an empty list cannot be written in a query or a form',
  ],
  [/^answers with/, /search.*hits/, 'a word that is made up finds nothing: no answer has a hit in it'],
];

function hiddenBy({ what, path }: Change): string | undefined {
  const place = path.join('/');
  return HIDDEN.find(([change, where]) => change.test(what) && where.test(place))?.[2];
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

function schemaChanges(node: Members, path: Path): readonly Change[] {
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
function answerChanges(node: Members, path: Path): readonly Change[] {
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

/** Returns changes of parameters and security requirements. */
function operationChanges(document: Members, path: Path): readonly Change[] {
  const operation = nodeAt(document, path);
  const parameters = listOf(operation['parameters']) as readonly Members[];
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

/** Knows the places of schemas in a document, and the operations that use them. */
class Sites {
  readonly #document: Members;
  readonly #users = new Map<string, Set<string>>();
  readonly #requests = new Map<string, Path>();
  readonly #responses = new Map<string, Path>();
  readonly #operations: Path[] = [];

  constructor(document: Members) {
    this.#document = document;
    for (const [path, item] of Object.entries(document['paths'] as Members))
      this.#enterItem(path, item as Members);
  }

  requestSchemas(): readonly Path[] {
    return [...this.#requests.values()];
  }

  /** Schemas that no request contains. */
  responseSchemas(): readonly Path[] {
    return [...this.#responses].filter(([key]) => !this.#requests.has(key)).map(([, path]) => path);
  }

  operations(): readonly Path[] {
    return this.#operations;
  }

  usersOf(path: Path): readonly string[] {
    return [...(this.#users.get(path.join(' ')) ?? [])];
  }

  #enterItem(path: string, item: Members): void {
    const shared = listOf(item['parameters']) as readonly Members[];
    for (const [method, value] of Object.entries(item).filter(([name]) => name !== 'parameters')) {
      const operation = value as Members;
      const id = String(operation['operationId']);
      const at = ['paths', path, method];
      this.#operations.push(at);
      this.#users.set(at.join(' '), new Set([id]));
      for (const [index] of shared.entries()) {
        this.#enter(this.#requests, ['paths', path, 'parameters', String(index), 'schema'], id);
      }
      for (const [index] of listOf(operation['parameters']).entries()) {
        this.#enter(this.#requests, [...at, 'parameters', String(index), 'schema'], id);
      }
      this.#enterContent(this.#requests, [...at, 'requestBody'], id);
      for (const status of Object.keys(operation['responses'] as Members)) {
        if (status.startsWith('2')) this.#enterContent(this.#responses, [...at, 'responses', status], id);
      }
    }
  }

  #enterContent(sites: Map<string, Path>, path: Path, id: string): void {
    const resolved = this.#resolved(path);
    const content = nodeAt(this.#document, resolved)['content'];
    for (const type of Object.keys(content ?? {})) {
      if (type !== 'text/csv') this.#enter(sites, [...resolved, 'content', type, 'schema'], id);
    }
  }

  #enter(sites: Map<string, Path>, written: Path, id: string): void {
    const path = this.#resolved(written);
    const key = path.join(' ');
    const users = this.#users.get(key) ?? new Set();
    this.#users.set(key, users);
    if (users.has(id) && sites.has(key)) return;
    users.add(id);
    const node = nodeAt(this.#document, path);
    if (node['readOnly'] === true && sites === this.#requests) return;
    sites.set(key, path);
    const properties = (node['properties'] ?? {}) as Members;
    for (const name of Object.keys(properties)) this.#enter(sites, [...path, 'properties', name], id);
    for (const keyword of ['items', 'additionalProperties']) {
      if (isMembers(node[keyword])) this.#enter(sites, [...path, keyword], id);
    }
    for (const keyword of ['oneOf', 'anyOf', 'allOf']) {
      for (const [index] of listOf(node[keyword]).entries()) {
        this.#enter(sites, [...path, keyword, String(index)], id);
      }
    }
  }

  #resolved(path: Path): Path {
    const reference = nodeAt(this.#document, path)['$ref'];
    return typeof reference === 'string' ? this.#resolved(reference.slice(2).split('/')) : path;
  }
}

function changed(document: Members, { path, keyword, value }: Change): Members {
  const copy = structuredClone(document);
  const node = nodeAt(copy, path) as Record<string, unknown>;
  if (value === undefined) delete node[keyword];
  else node[keyword] = value;
  return copy;
}

function nodeAt(document: Members, path: Path): Members {
  const found = path.reduce<unknown>((node, name) => (node as Members | undefined)?.[name], document);
  return isMembers(found) ? found : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
