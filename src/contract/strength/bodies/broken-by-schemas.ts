import type { Json, JsonObject } from '../../../base/json.ts';
import { ODD, type BrokenValue } from './broken-value.ts';
import { bounds } from './oversteps.ts';

/** Texts that a pattern may not match. */
const ODD_TEXTS = ['', '~', 'x y\nz', '0', 'ÄÖ ü'];

/** Returns how a value can be broken by what its schemas say. */
export function brokenBySchemas(schemas: Iterable<JsonObject>): readonly BrokenValue[] {
  const found = new Map<string, BrokenValue>();
  for (const schema of schemas) {
    for (const broken of brokenBy(schema)) found.set(`${broken.operator} ${broken.detail}`, broken);
  }
  return [...found.values()];
}

function brokenBy(schema: JsonObject): readonly BrokenValue[] {
  const { pattern } = schema;
  return [
    ...bounds(schema),
    ...(Array.isArray(schema['enum']) || schema['const'] !== undefined ? [choice] : []),
    ...(typeof schema['format'] === 'string' ? [format(schema['format'])] : []),
    ...(typeof pattern === 'string' ? brokenPattern(pattern) : []),
  ];
}

const choice: BrokenValue = {
  operator: 'enum-left',
  change: (value) => {
    if (typeof value === 'string') return ODD;
    return typeof value === 'number' ? 4711 : undefined;
  },
};

function format(name: string): BrokenValue {
  return {
    operator: 'format-broken',
    detail: name,
    change: (value) => (typeof value === 'string' ? ODD : undefined),
  };
}

function brokenPattern(pattern: string): readonly BrokenValue[] {
  const odd = ODD_TEXTS.find((text) => !matches(pattern, text));
  if (odd === undefined) return [];
  const change = (value: Json) => (typeof value === 'string' ? odd : undefined);
  return [{ operator: 'pattern-broken', change }];
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return true;
  }
}
