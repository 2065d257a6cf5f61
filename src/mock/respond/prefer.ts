import { headerValue, type HeaderFields } from '../../http/message.ts';

/** The preferences of a request's `Prefer` field (RFC 7240). */
export interface Preferences {
  /** `code=404`: the status of the response. */
  readonly code: string | undefined;
  /** `example=NAME`: the documented example to send. */
  readonly example: string | undefined;
  /** `dynamic=true`: a generated body, even when there is an example. */
  readonly isDynamic: boolean;
  /** `seed=7`: the seed of the generated body. */
  readonly seed: number | undefined;
  /** `wait=2`: the delay before the response, in seconds. */
  readonly wait: number | undefined;
  /** True when one of them selects the response: every preference but `wait`. */
  readonly selectsContent: boolean;
}

/** The preferences of a request without `Prefer`. */
export const NO_PREFERENCES: Preferences = {
  code: undefined,
  example: undefined,
  isDynamic: false,
  seed: undefined,
  wait: undefined,
  selectsContent: false,
};

const PREFERENCE = /(?:^|[,;])\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^,;\s]*))?/g;

/** Reads the `Prefer` field. The first of several values of a preference counts (RFC 7240, section 2). */
export function parsePreferences(headers: HeaderFields): Preferences {
  const field = headerValue(headers, 'prefer');
  if (field === undefined) return NO_PREFERENCES;
  const preferences = new Map<string, string>();
  for (const [, name = '', value = ''] of field.matchAll(PREFERENCE)) {
    const key = name.toLowerCase();
    if (!preferences.has(key)) preferences.set(key, value.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1'));
  }
  const [code, example] = [preferences.get('code'), preferences.get('example')];
  const isDynamic = ['true', '1', ''].includes(preferences.get('dynamic') ?? 'false');
  return {
    code,
    example,
    isDynamic,
    seed: wholeNumber(preferences.get('seed')),
    wait: wholeNumber(preferences.get('wait')),
    selectsContent: code !== undefined || example !== undefined || isDynamic || preferences.has('seed'),
  };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** The longest delay before a response, in seconds. */
const MAX_WAIT = 30;

/** Waits as long as the client prefers, at most `MAX_WAIT` seconds. */
export async function waitAsPreferred({ wait }: Preferences): Promise<void> {
  if (wait === undefined || wait === 0) return;
  await new Promise((resolve) => {
    setTimeout(resolve, Math.min(wait, MAX_WAIT) * 1000);
  });
}

/** Returns the value of `Preference-Applied` (RFC 7240, section 3); undefined when the request has no preferences. */
export function appliedPreferences(preferences: Preferences): string | undefined {
  const { code, example, isDynamic, seed, wait } = preferences;
  const applied = [
    ...(code === undefined ? [] : [`code=${code}`]),
    ...(example === undefined ? [] : [`example="${example.replace(/["\\]/g, String.raw`\$&`)}"`]),
    ...(isDynamic ? ['dynamic=true'] : []),
    ...(seed === undefined ? [] : [`seed=${seed}`]),
    ...(wait === undefined ? [] : [`wait=${Math.min(wait, MAX_WAIT)}`]),
  ];
  return applied.length === 0 ? undefined : applied.join(', ');
}
