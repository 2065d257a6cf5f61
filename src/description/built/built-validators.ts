import type { ErrorObject, ValidateFunction } from 'ajv';
import equal from 'ajv/dist/runtime/equal.js';
import ucs2length from 'ajv/dist/runtime/ucs2length.js';
import { parsePointer } from '../../base/json-pointer.ts';
import { NotLoadedError } from '../../base/on-demand.ts';
import { isMultiple } from '../schemas/keywords/is-multiple.ts';
import { compilePattern } from '../schemas/pattern.ts';
import type { BuiltParts, KeywordFunction } from '../schemas/keyword-functions.ts';
import type { BuiltLookup } from '../schemas/view-key.ts';
import type { BuiltModule, BuiltModules, Places } from './built-modules.ts';

/** What the functions of a built description call. */
export interface BuiltRuntime {
  readonly keyword: (name: string, value: unknown) => KeywordFunction;
  /** Returns a format; one that accepts every text where it is not known. */
  readonly format: (name: string) => unknown;
  readonly compilePattern: typeof compilePattern;
  readonly isMultiple: typeof isMultiple;
  readonly equal: (left: unknown, right: unknown) => boolean;
  readonly ucs2length: (text: string) => number;
}

/** Makes the validator of a schema. */
type Factory = (runtime: BuiltRuntime) => ValidateFunction;

/** Limits the modules that are loaded with one; those that are left are loaded when they are needed. */
const MAX_AHEAD = 24;

/** Returns a function that finds validators that were built. What is not there yet has to be loaded first. */
export function builtLookup(modules: BuiltModules): BuiltLookup {
  const loaded = new Map<string, BuiltModule>();
  const load = async (name: string): Promise<void> => {
    const wanted = [name];
    for (let next = 0; next < wanted.length;) {
      const round = wanted.slice(next);
      next = wanted.length;
      const found = await Promise.all(round.map(async (one) => loaded.get(one) ?? modules[one]?.()));
      for (const [index, module] of found.entries()) {
        const own = round[index];
        if (module === undefined || own === undefined) continue;
        loaded.set(own, module);
        const further = module.uses.filter((use) => !loaded.has(use) && !wanted.includes(use));
        wanted.push(...further.slice(0, Math.max(0, MAX_AHEAD - wanted.length)));
      }
    }
  };
  return (key, parts) => {
    const name = moduleOf(key);
    if (!Object.hasOwn(modules, name)) return undefined;
    const module = loaded.get(name);
    if (module === undefined) throw new NotLoadedError(() => load(name));
    const made = Object.hasOwn(module.validators, key) ? module.validators[key] : undefined;
    if (made === undefined) return undefined;
    const [factory, places] = typeof made === 'function' ? [made, {}] : made;
    return placed((factory as Factory)(runtimeOf(parts as BuiltParts)), pointerOfKey(key), places);
  };
}

/** Returns the name of the module that has a validator: the operation, or the shared schema, that its schema belongs to. */
export function moduleOf(key: string): string {
  const tokens = parsePointer(pointerOfKey(key));
  const start = tokens[0] === 'x-external' ? 2 : 0;
  const rest = tokens.slice(start);
  const count = ['components', 'paths', 'webhooks'].includes(rest[0] ?? '') ? 3 : 1;
  return tokens.slice(0, start + count).join(' ');
}

function pointerOfKey(key: string): string {
  return key
    .replace(/^(?:parts:)?\w+:/, '')
    .replace(/:\[\[.*$/s, '')
    .replace(/#\w+$/, '');
}

function runtimeOf({ keywords, formats }: BuiltParts): BuiltRuntime {
  return {
    keyword: (name, value) => {
      const factory = keywords[name];
      if (factory === undefined) throw new Error(`this description was built by another version: ${name}`);
      return factory(value);
    },
    format: (name) => (Object.hasOwn(formats, name) ? formats[name] : () => true),
    compilePattern,
    isMultiple,
    equal: defaultOf(equal) as unknown as BuiltRuntime['equal'],
    ucs2length: defaultOf(ucs2length),
  };
}

/** Returns the default export of a CommonJS module, which some bundlers unwrap, and Node does not. */
function defaultOf<Value>(module: { readonly default: Value }): Value {
  return Object.hasOwn(module, 'default') ? module.default : (module as unknown as Value);
}

/** Adds the places in the description to the errors of a validator; those of others have theirs already. */
function placed(validate: ValidateFunction, pointer: string, places: Places): ValidateFunction {
  const check = (value: unknown, place?: Parameters<ValidateFunction>[1]): boolean => {
    const isValid = validate(value, place);
    check.errors = isValid ? null : (validate.errors ?? []).map((error) => withPlace(error, pointer, places));
    return isValid;
  };
  check.errors = null as ErrorObject[] | null;
  return check as unknown as ValidateFunction;
}

function withPlace(error: ErrorObject, pointer: string, places: Places): ErrorObject {
  if ('place' in error) return error;
  const path = error.schemaPath.replace(/^#/, '').replace(/\/[^/]*$/, '');
  const place = Object.hasOwn(places, path) ? places[path] : pointer;
  return { ...error, place } as ErrorObject;
}
