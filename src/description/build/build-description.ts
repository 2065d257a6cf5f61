import { writeExactJson } from '../../base/exact-json.ts';
import { isObject, type JsonObject } from '../../base/json.ts';
import { moduleOf } from '../built/built-validators.ts';
import { writeGraph } from '../built/model-graph.ts';
import type { Description } from '../model/description.ts';
import type { Operation } from '../model/operation.ts';
import { formatTable, type Format } from '../schemas/keywords/format-table.ts';
import type { View } from '../schemas/keywords/schema-view.ts';
import type { Direction, Schema } from '../schemas/schema.ts';
import { LAZY_REFERENCE } from '../schemas/keywords/schema-view.ts';
import { SchemaViews } from '../schemas/schema-views.ts';
import { partsKey } from '../schemas/view-key.ts';
import { plainDocument } from './plain-document.ts';
import { prunedDocument } from './pruned-document.ts';
import { standaloneSource } from './standalone-source.ts';

/** The files of a built description, by their paths. */
type BuiltFiles = ReadonlyMap<string, string>;

/** A validator, and where its parts are in the description. */
interface Built {
  readonly source: string;
  readonly places: Readonly<Record<string, string | null>>;
  readonly uses: readonly string[];
}

/**
 * Builds a description for pages: its model, and the validators of its operations as source, so that no `eval` is needed.
 * Schemas that cannot be compiled are left out.
 */
export function buildDescription(description: Description, operations: readonly Operation[]): BuiltFiles {
  const modules = modulesOf(validatorsOf(description, operations));
  const files = new Map<string, string>();
  const paths = [...modules].map(([module, validators], index) => {
    const path = `modules/${index}-${module.replace(/[^\w]+/g, '-').slice(0, 60)}.js`;
    files.set(path, moduleText(validators));
    return [module, path] as const;
  });
  files.set('index.js', entryText(description, operations, new Map(paths)));
  files.set('index.d.ts', TYPES);
  return files;
}

/** Writes the module that a page imports. `modules`: the paths of all others by their names. */
export function entryText(
  description: Description,
  operations: readonly Operation[],
  modules: ReadonlyMap<string, string>,
): string {
  const { name, document, title, version, servers, disabled, securitySchemes } = description;
  const openBasePaths = description.openBasePaths().map(({ source }) => source);
  const served = operations.map((operation) => ({ ...operation, callbacks: [] })); // a page sends none
  const model = { title, version, servers, operations: served, disabled, securitySchemes, openBasePaths };
  const isWhole = operations.length === description.operations.length;
  const json = (value: unknown) => JSON.stringify(writeExactJson(value) ?? '');
  const imports = [...modules].map(
    ([module, path]) => `${JSON.stringify(module)}:()=>${IMPORT}('./${path}')`,
  );
  return [
    `export default {stuntdouble:1,name:${JSON.stringify(name)},`,
    `document:${json(plainDocument(isWhole ? document : prunedDocument(document, operations)))},`,
    `model:${json(writeGraph(model, document))},`,
    `modules:{\n${imports.join(',\n')}\n}};\n`,
  ].join('\n');
}

/** Written apart from its brackets, so that nobody takes the text for an import of this module. */
const IMPORT = 'import';

const TYPES = `import type { BuiltDescription } from 'stuntdouble/fetch';\n\ndeclare const description: BuiltDescription;\nexport default description;\n`;

/** Builds the validators that operations lead to, by their keys. */
function validatorsOf(
  description: Description,
  operations: readonly Operation[],
): ReadonlyMap<string, Built> {
  const { document } = description;
  const views = new SchemaViews(document, { isFlat: true });
  const formats = formatsOf(document);
  const built = new Map<string, Built>();
  const sources = new Map<string, string>();
  const build = (key: string, view: View, pointer: string): readonly string[] => {
    const schema = typeof view === 'object' ? view : view ? {} : { not: {} };
    const text = writeExactJson(schema) ?? '';
    try {
      const source = sources.get(text) ?? standaloneSource(schema, formats);
      sources.set(text, source);
      const uses = [...keysIn(schema)];
      built.set(key, { source, places: placesOf(schema, pointer, views), uses });
      return uses;
    } catch {
      return []; // such an operation is not served in process either
    }
  };
  const seen = new Set<string>();
  const waiting = operations
    .flatMap((operation) => rootsOf(operation))
    .map(([schema, direction]) => views.keyOf(schema, direction));
  for (const { parameters, pointer } of operations) {
    for (const location of ['path', 'query', 'header', 'cookie'] as const) {
      const parts = parameters.filter((parameter) => parameter.location === location);
      const place = `${pointer}/parameters#${location}`;
      if (parts.length > 0) build(partsKey('request', place), views.ofParts(parts, 'request'), place);
    }
  }
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (seen.has(key) || !key.includes(':')) continue;
    seen.add(key);
    const { target, context } = views.placeOf(key);
    const alone = { definition: target.node as Schema['definition'], pointer: target.pointer };
    waiting.push(views.keyOf(alone, context.direction), ...build(key, viewOf(views, key), target.pointer));
  }
  return built;
}

/** Returns a view; one that nothing fits where a reference in it leads nowhere. */
function viewOf(views: SchemaViews, key: string): View {
  try {
    return views.view(key);
  } catch {
    return false;
  }
}

/** Returns the schemas of an operation, each with the direction of the messages that it describes. */
function rootsOf({
  parameters,
  requestBody,
  responses,
}: Operation): readonly (readonly [Schema, Direction])[] {
  return [
    ...schemasIn([parameters, requestBody]).map((schema) => [schema, 'request'] as const),
    ...schemasIn(responses).map((schema) => [schema, 'response'] as const),
  ];
}

function schemasIn(value: unknown): readonly Schema[] {
  if (value instanceof Map) return [...value.values()].flatMap(schemasIn);
  if (Array.isArray(value)) return value.flatMap(schemasIn);
  if (!isObject(value)) return [];
  const { definition, pointer } = value;
  if (definition !== undefined && typeof pointer === 'string') return [value as unknown as Schema];
  return Object.entries(value).flatMap(([name, member]) => (name === 'examples' ? [] : schemasIn(member)));
}

/** Returns the keys that a view refers to. */
function keysIn(view: unknown): ReadonlySet<string> {
  const keys = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [name, member] of Object.entries(node)) {
      if (name === LAZY_REFERENCE && typeof member === 'string') keys.add(member);
      else if (name === 'unevaluated')
        for (const key of Object.values(member as object)) keys.add(String(key));
      else visit(member);
    }
  };
  visit(view);
  return keys;
}

/** Returns the places of the parts of a view that are not those of the view itself; `null` for those that are from nowhere. */
function placesOf(
  view: object,
  pointer: string,
  views: SchemaViews,
): Readonly<Record<string, string | null>> {
  const places: Record<string, string | null> = {};
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null || LAZY_REFERENCE in node) return;
    const own = Array.isArray(node) ? pointer : (views.pointerOf(node) ?? null);
    if (own !== pointer && path !== '') places[path] = own;
    for (const [name, member] of Object.entries(node)) visit(member, `${path}/${encodeURIComponent(name)}`);
  };
  visit(view, '');
  return places;
}

/** Returns the formats, with those that the description names without anybody knowing them: a behaviour may bring them. */
function formatsOf(document: JsonObject): Readonly<Record<string, Format>> {
  const known = formatTable(document, new Map(), () => undefined);
  const named = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (isObject(node) && typeof node['format'] === 'string') named.add(node['format']);
    for (const member of Object.values(node)) visit(member);
  };
  visit(document);
  const unknown = [...named].filter((name) => !Object.hasOwn(known, name));
  return { ...known, ...Object.fromEntries(unknown.map((name) => [name, () => true])) };
}

function modulesOf(built: ReadonlyMap<string, Built>): ReadonlyMap<string, ReadonlyMap<string, Built>> {
  const modules = new Map<string, Map<string, Built>>();
  for (const [key, one] of built) {
    const name = moduleOf(key);
    const module = modules.get(name) ?? new Map<string, Built>();
    modules.set(name, module.set(key, one));
  }
  return modules;
}

/** Writes a module. Equal functions are written once. */
function moduleText(validators: ReadonlyMap<string, Built>): string {
  const names = new Map<string, string>();
  for (const { source } of validators.values()) if (!names.has(source)) names.set(source, `f${names.size}`);
  const functions = [...names].map(([source, name]) => `const ${name}=${source};`);
  const entries = [...validators].map(([key, { source, places }]) => {
    const value = names.get(source);
    const hasPlaces = Object.keys(places).length > 0;
    return `${JSON.stringify(key)}:${hasPlaces ? `[${value},${JSON.stringify(places)}]` : value}`;
  });
  const uses = [...validators.values()].flatMap((one) => one.uses.map(moduleOf));
  const own = new Set([...validators.keys()].map(moduleOf));
  const others = [...new Set(uses)].filter((name) => !own.has(name));
  return `${functions.join('\n')}\nexport const validators={\n${entries.join(',\n')}\n};\nexport const uses=${JSON.stringify(others)};\n`;
}
