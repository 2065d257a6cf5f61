import { isObject } from '../../../base/json.ts';

/** The formats that the validator knows, by name. */
type KnownFormats = Readonly<Record<string, unknown>>;

/** True for texts and numbers of a format, for all where it is not known, and for numbers where it is one of texts. */
export function hasFormat(formats: KnownFormats, name: string, value: string | number): boolean {
  const format: unknown = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (isFunctional(format)) {
    const type = format.type ?? 'string';
    return typeof value !== type || format.validate(value);
  }
  if (typeof value === 'number') return true;
  if (format instanceof RegExp) return format.test(value);
  return typeof format !== 'function' || format(value) === true;
}

interface FunctionalFormat {
  readonly type?: string;
  readonly validate: (value: string | number) => boolean;
}

function isFunctional(format: unknown): format is FunctionalFormat {
  return isObject(format) && typeof format['validate'] === 'function';
}
