/** The types of JSON values; integers are numbers. */
export const TYPES = ['string', 'number', 'boolean', 'object', 'array', 'null'] as const;

export type Type = (typeof TYPES)[number];

/** Returns the type of a value. */
export function typeOfValue(value: unknown): Type {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as Exclude<Type, 'null' | 'array'>;
}
