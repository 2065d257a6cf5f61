import { isObject, type JsonObject } from '../../../base/json.ts';
import { isIdentifierText } from './identifier-text.ts';

/** Values that were seen at one place, and the schema that they fit. */
export class ValueSamples {
  readonly #types = new Set<string>();
  readonly #members = new Map<string, { readonly samples: ValueSamples; count: number }>();
  #objects = 0;
  #items: ValueSamples | undefined;
  #formats: ReadonlySet<string> = new Set(Object.keys(FORMATS));

  add(value: unknown): void {
    const type = typeOf(value);
    this.#types.add(type);
    if (typeof value === 'string') this.#addText(value);
    else if (Array.isArray(value)) {
      this.#items ??= new ValueSamples();
      for (const item of value as readonly unknown[]) this.#items.add(item);
    } else if (isObject(value)) {
      this.#objects += 1;
      for (const [name, member] of Object.entries(value)) this.#addMember(name, member);
    }
  }

  /** True before the first value. */
  get isEmpty(): boolean {
    return this.#types.size === 0;
  }

  /** Returns the schema of the values. `requires`: members that all objects have are required. */
  schema(requires: boolean): JsonObject {
    const types = [...this.#types].filter((type) => !(type === 'integer' && this.#types.has('number')));
    const [only] = types;
    return {
      ...(types.length === 1 && only !== undefined && { type: only }),
      ...(types.length > 1 && { type: types.toSorted() }),
      ...(this.#types.has('string') && this.#format()),
      ...(this.#types.has('object') && this.#objectKeywords(requires)),
      ...(this.#items !== undefined && !this.#items.isEmpty && { items: this.#items.schema(requires) }),
    };
  }

  #addText(text: string): void {
    if (this.#formats.size > 0)
      this.#formats = new Set([...this.#formats].filter((format) => FORMATS[format]?.test(text) === true));
  }

  #addMember(name: string, value: unknown): void {
    const known = this.#members.get(name) ?? { samples: new ValueSamples(), count: 0 };
    known.samples.add(value);
    known.count += 1;
    this.#members.set(name, known);
  }

  #format(): JsonObject {
    const [format] = this.#formats;
    return format === undefined ? {} : { format };
  }

  #objectKeywords(requires: boolean): JsonObject {
    const members = [...this.#members];
    if (this.#isMap()) {
      const values = new ValueSamples();
      for (const [, { samples }] of members) values.#merge(samples);
      return { additionalProperties: values.schema(requires) };
    }
    const required = members.filter(([, { count }]) => count === this.#objects).map(([name]) => name);
    return {
      ...(members.length > 0 && {
        properties: Object.fromEntries(
          members.map(([name, { samples }]) => [name, samples.schema(requires)]),
        ),
      }),
      ...(requires && required.length > 0 && { required }),
    };
  }

  /** True for objects whose names are identifiers, or many, and never the same. */
  #isMap(): boolean {
    const names = [...this.#members.keys()];
    const identifiers = names.filter(isIdentifierText);
    if (names.length > 1 && identifiers.length === names.length) return true;
    const isRare = [...this.#members.values()].every(
      ({ count }) => count <= this.#objects / 4 || count === 1,
    );
    return names.length > MANY_NAMES && isRare;
  }

  #merge(other: ValueSamples): void {
    for (const type of other.#types) this.#types.add(type);
    this.#formats = new Set([...this.#formats].filter((format) => other.#formats.has(format)));
    this.#objects += other.#objects;
    for (const [name, { samples, count }] of other.#members) {
      const known = this.#members.get(name) ?? { samples: new ValueSamples(), count: 0 };
      known.samples.#merge(samples);
      known.count += count;
      this.#members.set(name, known);
    }
    if (other.#items !== undefined) {
      this.#items ??= new ValueSamples();
      this.#items.#merge(other.#items);
    }
  }
}

/** More names than this are those of a map, where no object has the names of another. */
const MANY_NAMES = 30;

/** The formats that are told from texts, each by a pattern that takes no more than the format does. */
const FORMATS: Readonly<Record<string, RegExp>> = {
  'date-time':
    /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)$/,
  date: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  email:
    /^[A-Za-z0-9][A-Za-z0-9._%+-]{0,60}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,60}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}$/,
  uri: /^https?:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:\/[\w.~!$&'()*+,;=:@/-]*)?(?:\?[\w.~!$&'()*+,;=:@/?-]*)?$/,
};

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'bigint') return 'integer';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}
