import type { Validator } from '../../server/json-schema.ts';
import type { Members } from '../../server/work.ts';

const BOOLEANS: Readonly<Record<string, boolean>> = {
  true: true,
  1: true,
  on: true,
  yes: true,
  false: false,
  0: false,
  off: false,
  no: false,
};

/** A text of a query or a form as what its schema wants, in any way that it can be taken for that. */
export function lenient(text: string, schema: Members, validator: Validator): unknown {
  const { type, items } = schema;
  if (type === 'array') return lenient(text, validator.resolve(items), validator);
  const plain = text.trim().toLowerCase();
  if (type === 'boolean') return Object.hasOwn(BOOLEANS, plain) ? BOOLEANS[plain] : text;
  if (type !== 'integer' && type !== 'number') return text;
  return /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/.test(plain) ? Number(plain) : text;
}
