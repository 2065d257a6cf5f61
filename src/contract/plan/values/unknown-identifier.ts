import type { Description } from '../../../description/model/description.ts';
import type { Parameter } from '../../../description/model/parameter.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { generated } from '../../../generate/generate-value.ts';

const LEAST = 900_000_000;

/** A number and a text that hardly any item is identified by. */
export function unknownIdentifiers(seed: number): readonly [number, string] {
  const number = LEAST + ((seed * 7_919) % 99_999_999);
  return [number, String(number)];
}

/** Returns such an identifier that fits a schema, or else any that does, as it is written in a path. */
export function unknownIdentifier(
  { description, seed }: { readonly description: Description; readonly seed: number },
  name: string,
  schema: Schema | undefined,
): string {
  const [number, text] = unknownIdentifiers(seed);
  if (schema === undefined) return text;
  const validate = description.validators.of(schema, 'request');
  const options = { seed, names: [name, 'unknown'], direction: 'request' } as const;
  const candidates = [number, text, generated(description, schema, options)];
  const found = candidates.find((one) => one !== undefined && validate(one).length === 0);
  const isText = typeof found === 'string' || typeof found === 'number';
  return isText ? encodeURIComponent(String(found)) : text;
}

/** True for a text in a path that hardly any item is identified by: neither a short nor a documented one. */
export function isUnknown(text: string, { examples }: Pick<Parameter, 'examples'>): boolean {
  const shortest = String(LEAST).length;
  const isShown = examples.some(({ value }) => encodeURIComponent(String(value)) === text);
  return !isShown && text.replace(/%[\dA-F]{2}/gi, '.').length >= shortest;
}
