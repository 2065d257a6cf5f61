/** What a field allows, as far as reading its text depends on it. */
interface Typed {
  readonly types: readonly string[];
  readonly items?: Typed;
}

/**
 * Reads the text of a field: a number, a truth value, null or JSON where its schema allows one and the text is one; texts
 * between commas for a list; else the text itself. It may be wrong: wrong requests are sent, too.
 */
export function valueOfText(text: string, { types, items = { types: [] } }: Typed): unknown {
  const allows = (type: string) => types.length === 0 || types.includes(type);
  const trimmed = text.trim();
  if (types.length > 0 && types.every((type) => type === 'string')) return text;
  if (/^[[{]/.test(trimmed) && (allows('array') || allows('object'))) return jsonOf(trimmed) ?? text;
  if (types.includes('array'))
    return trimmed === '' ? [] : trimmed.split(',').map((one) => valueOfText(one.trim(), items));
  const word = WORDS.find(({ pattern, types: wanted }) => pattern.test(trimmed) && wanted.some(allows));
  return word === undefined ? text : word.read(trimmed);
}

/** Texts that are values of other types. */
const WORDS = [
  { pattern: /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/, types: ['integer', 'number'], read: Number },
  { pattern: /^(true|false)$/, types: ['boolean'], read: (text: string) => text === 'true' },
  { pattern: /^null$/, types: ['null'], read: () => null },
];

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns the text of a value for a field. */
export function textOfValue(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Returns an object with a member set, or without it for undefined. */
export function withMember(holder: unknown, name: string, value: unknown): Record<string, unknown> {
  const own = typeof holder === 'object' && holder !== null && !Array.isArray(holder) ? holder : {};
  const entries = Object.entries(own).filter(([one]) => one !== name);
  const at = Object.keys(own).indexOf(name);
  if (value !== undefined) entries.splice(at < 0 ? entries.length : at, 0, [name, value]);
  return Object.fromEntries(entries);
}
