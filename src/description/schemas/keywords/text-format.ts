import { isObject, member } from '../../../base/json.ts';

/** The formats that the validator knows, by name. */
type KnownFormats = Readonly<Record<string, unknown>>;

/** True for texts of a format, and for all texts where it is not known, or is one of numbers. */
export function hasFormat(formats: KnownFormats, name: string, text: string): boolean {
  const format: unknown = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (format instanceof RegExp) return format.test(text);
  if (typeof format === 'function') return format(text) === true;
  return !isTextFormat(format) || member(format, 'type') === 'number' || format.validate(text);
}

function isTextFormat(format: unknown): format is { readonly validate: (text: string) => boolean } {
  return isObject(format) && typeof format['validate'] === 'function';
}
