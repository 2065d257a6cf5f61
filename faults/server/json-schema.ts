/**
 * As much of JSON Schema, and of what OpenAPI 3.0 makes of it, as the descriptions here need: a judge that shares
 * nothing with the suite's.
 */

export type Schema = Readonly<Record<string, unknown>> | boolean;

/** A rule that a value breaks. */
export interface Problem {
  readonly pointer: string;
  readonly rule: string;
}

type Members = Readonly<Record<string, unknown>>;

/** Validates values that clients send: `readOnly` members are optional, and not validated. */
export class Validator {
  readonly #document: Members;

  constructor(document: Members) {
    this.#document = document;
  }

  problems(schema: unknown, value: unknown, pointer = ''): readonly Problem[] {
    if (schema === true || schema === undefined) return [];
    const node = this.resolve(schema);
    if (value === null && node['nullable'] === true) return [];
    const wrong = (isRight: boolean, rule: string): Problem[] => (isRight ? [] : [{ pointer, rule }]);
    return [
      ...wrong(hasType(node['type'], value), 'type'),
      ...wrong(listOf(node['enum'])?.some((one) => isSame(one, value)) ?? true, 'enum'),
      ...wrong(!('const' in node) || isSame(node['const'], value), 'const'),
      ...(typeof value === 'number' ? numberRules(node, value) : []).flatMap((rule) => wrong(false, rule)),
      ...(typeof value === 'string' ? textRules(node, value) : []).flatMap((rule) => wrong(false, rule)),
      ...(Array.isArray(value) ? this.#items(node, value, pointer) : []),
      ...(isMembers(value) ? this.#members(node, value, pointer) : []),
      ...(listOf(node['allOf']) ?? []).flatMap((part) => this.problems(part, value, pointer)),
      ...this.#branches(node, value, pointer),
    ];
  }

  /** Returns the schema that a `$ref` leads to. */
  resolve(schema: unknown): Members {
    const node = isMembers(schema) ? schema : {};
    const reference = node['$ref'];
    if (typeof reference !== 'string') return node;
    return this.resolve(
      reference
        .slice(2)
        .split('/')
        .reduce<unknown>((found, name) => (found as Members)[name], this.#document),
    );
  }

  #branches(node: Members, value: unknown, pointer: string): readonly Problem[] {
    const oneOf = listOf(node['oneOf']);
    const anyOf = listOf(node['anyOf']);
    const fits = (branch: unknown) => this.problems(branch, value, pointer).length === 0;
    return [
      ...(oneOf !== undefined && oneOf.filter(fits).length !== 1 ? [{ pointer, rule: 'oneOf' }] : []),
      ...(anyOf !== undefined && !anyOf.some(fits) ? [{ pointer, rule: 'anyOf' }] : []),
    ];
  }

  #items(node: Members, value: readonly unknown[], pointer: string): readonly Problem[] {
    const rules: string[] = [];
    if (value.length < number(node['minItems'], 0)) rules.push('minItems');
    if (value.length > number(node['maxItems'], Infinity)) rules.push('maxItems');
    const isRepeated = value.some((one, index) => value.slice(index + 1).some((other) => isSame(one, other)));
    if (node['uniqueItems'] === true && isRepeated) rules.push('uniqueItems');
    return [
      ...rules.map((rule) => ({ pointer, rule })),
      ...value.flatMap((item, index) => this.problems(node['items'], item, `${pointer}/${index}`)),
    ];
  }

  #members(node: Members, value: Members, pointer: string): readonly Problem[] {
    const properties = isMembers(node['properties']) ? node['properties'] : {};
    const isReadOnly = (name: string) => this.resolve(properties[name])['readOnly'] === true;
    const names = Object.keys(value).filter((name) => !isReadOnly(name));
    const missing = (listOf(node['required']) ?? []).filter(
      (name) => !Object.hasOwn(value, String(name)) && !isReadOnly(String(name)),
    );
    const rules = missing.map(() => 'required');
    if (names.length < number(node['minProperties'], 0)) rules.push('minProperties');
    if (names.length > number(node['maxProperties'], Infinity)) rules.push('maxProperties');
    const rest = node['additionalProperties'];
    return [
      ...rules.map((rule) => ({ pointer, rule })),
      ...names.flatMap((name) => {
        const at = `${pointer}/${name}`;
        if (Object.hasOwn(properties, name)) return this.problems(properties[name], value[name], at);
        return rest === false
          ? [{ pointer: at, rule: 'additionalProperties' }]
          : this.problems(rest, value[name], at);
      }),
    ];
  }
}

function hasType(type: unknown, value: unknown): boolean {
  if (type === undefined) return true;
  return [type].flat().some((name) => {
    switch (name) {
      case 'null':
        return value === null;
      case 'array':
        return Array.isArray(value);
      case 'object':
        return isMembers(value);
      case 'integer':
        return Number.isInteger(value);
      default:
        return typeof value === name;
    }
  });
}

function numberRules(node: Members, value: number): readonly string[] {
  const rules: string[] = [];
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = node;
  if (value < number(minimum, -Infinity)) rules.push('minimum');
  if (value > number(maximum, Infinity)) rules.push('maximum');
  if (exclusiveMinimum === true && value === minimum) rules.push('exclusiveMinimum');
  if (exclusiveMaximum === true && value === maximum) rules.push('exclusiveMaximum');
  if (value <= number(exclusiveMinimum, -Infinity)) rules.push('exclusiveMinimum');
  if (value >= number(exclusiveMaximum, Infinity)) rules.push('exclusiveMaximum');
  const step = node['multipleOf'];
  if (typeof step === 'number' && !Number.isInteger(value / step)) rules.push('multipleOf');
  return rules;
}

/** By name; others are not looked at. */
export const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  uuid: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
  date: isDate,
  'date-time': (text) => {
    const [, day = '', hours, minutes, seconds] =
      /^(\d{4}-\d\d-\d\d)[Tt ](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.exec(text) ?? [];
    return isDate(day) && Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) <= 60;
  },
  email: (text) => /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)*$/.test(text),
  uri: (text) => /^[a-z][a-z\d+.-]*:[^\s]+$/i.test(text),
};

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function textRules(node: Members, value: string): readonly string[] {
  const rules: string[] = [];
  const length = Array.from(value).length;
  if (length < number(node['minLength'], 0)) rules.push('minLength');
  if (length > number(node['maxLength'], Infinity)) rules.push('maxLength');
  const { pattern, format } = node;
  if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(value)) rules.push('pattern');
  if (typeof format === 'string' && FORMATS[format]?.(value) === false) rules.push('format');
  return rules;
}

function number(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? (value as readonly unknown[]) : undefined;
}

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isSame(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    isMembers(one) ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1))) : one,
  );
}
