import { createAjv } from '../schemas/create-ajv.ts';
import type { KeywordFunction } from '../schemas/keyword-functions.ts';
import type { Format } from '../schemas/keywords/format-table.ts';
import { EXACT_BOUNDS, EXACT_INTEGERS } from '../schemas/schema-assertions.ts';
import { LAZY_REFERENCE } from '../schemas/keywords/schema-view.ts';
import { UNEVALUATED } from '../schemas/schema-views.ts';

/** What Ajv keeps outside a function that it has compiled. */
interface ScopeValue {
  readonly prefix: string;
  readonly str: string;
  readonly value?: { readonly ref: unknown; readonly key?: unknown; readonly code?: unknown };
}

/** The keywords whose functions are called. */
const CALLED = [EXACT_INTEGERS, EXACT_BOUNDS, UNEVALUATED, LAZY_REFERENCE];

/**
 * Writes the validator of a view as the source of a function that makes it from a `BuiltRuntime`.
 * @throws Error for a schema that cannot be compiled
 */
export function standaloneSource(view: object, formats: Readonly<Record<string, Format>>): string {
  const called = new Map<unknown, readonly [name: string, value: unknown]>();
  const keywords = Object.fromEntries(
    CALLED.map((name) => [
      name,
      (value: unknown) => {
        const standIn: KeywordFunction = () => true;
        called.set(standIn, [name, value]);
        return standIn;
      },
    ]),
  );
  const { source } = createAjv({ formats, keywords, isForFiles: true }).compile(view);
  if (source === undefined) throw new Error('the validator has no source');
  const { validateName, validateCode: code, scopeValues } = source;
  const values = Object.values(scopeValues)
    .flatMap((ofPrefix): readonly ScopeValue[] => [...(ofPrefix ?? [])])
    .toSorted((left, right) => ORDER.indexOf(left.prefix) - ORDER.indexOf(right.prefix));
  const declared = values.map((value) => `const ${value.str}=${written(value, called, code)};`);
  return `(K)=>{const self=K;${declared.join('')}${code}return ${String(validateName)}}`;
}

/** Patterns are made by a function. */
const ORDER = ['func', 'pattern', 'formats', 'keyword', 'schema'];

function written(
  { prefix, str, value }: ScopeValue,
  called: ReadonlyMap<unknown, readonly [name: string, value: unknown]>,
  code: string,
): string {
  switch (prefix) {
    case 'func':
      return `K.${/(\w+)(?:"\)\.default)?$/.exec(String(value?.code))?.[1]}`;
    case 'pattern':
      return String(value?.code);
    case 'formats':
      return `K.format(${JSON.stringify(value?.key)})`;
    case 'keyword': {
      const [name = '', own] = called.get(value?.ref) ?? [];
      return `K.keyword(${JSON.stringify(name)},${literal(own)})`;
    }
    case 'schema':
      return literal(used(value?.ref, str, code));
    default:
      throw new Error(`the validator needs ${str}`);
  }
}

/** Returns the parts of a schema that the code of its validator uses: most of it stands in the code already. */
function used(schema: unknown, name: string, code: string): unknown {
  const paths = code.matchAll(
    new RegExp(`\\b${name}((?:\\.[A-Za-z_$][\\w$]*|\\["(?:[^"\\\\]|\\\\.)*"\\])*)`, 'g'),
  );
  const kept: Record<string, unknown> = {};
  for (const [, path = ''] of paths) {
    const [first] = [...path.matchAll(/\.([\w$]+)|\[("(?:[^"\\]|\\.)*")\]/g)].map(([, plain, quoted]) =>
      quoted === undefined ? plain : String(JSON.parse(quoted)),
    );
    if (first === undefined) return schema;
    kept[first] = (schema as Readonly<Record<string, unknown>>)[first];
  }
  return kept;
}

/** Writes a value as a literal of JavaScript. */
function literal(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return `[${value.map(literal).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([name, member]) => `${nameOf(name)}:${literal(member)}`).join(',')}}`;
}

/** `__proto__` would set the prototype. */
function nameOf(name: string): string {
  return name === '__proto__' ? `["__proto__"]` : JSON.stringify(name);
}
