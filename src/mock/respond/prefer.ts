import { headerValue, type HeaderFields } from '../../http/message.ts';

/** What a client would like to be answered (RFC 7240). */
export interface Preferences {
  /** The status that it wants to see. */
  readonly code: string | undefined;
  /** The name of a documented example. */
  readonly example: string | undefined;
  /** A generated body, although there is an example. */
  readonly isDynamic: boolean;
  /** Of what is generated. */
  readonly seed: number | undefined;
  /** Seconds before the answer. */
  readonly wait: number | undefined;
  /** Whether one of them says what to answer with. */
  readonly asksForContent: boolean;
}

const NONE: Preferences = {
  code: undefined,
  example: undefined,
  isDynamic: false,
  seed: undefined,
  wait: undefined,
  asksForContent: false,
};

const PREFERENCE = /(?:^|[,;])\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^,;\s]*))?/g;

/** The first of each preference counts (RFC 7240, section 2). */
export function parsePreferences(headers: HeaderFields): Preferences {
  const field = headerValue(headers, 'prefer');
  if (field === undefined) return NONE;
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of field.matchAll(PREFERENCE)) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, value.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1'));
  }
  const [code, example] = [found.get('code'), found.get('example')];
  const isDynamic = ['true', '1', ''].includes(found.get('dynamic') ?? 'false');
  return {
    code,
    example,
    isDynamic,
    seed: wholeNumber(found.get('seed')),
    wait: wholeNumber(found.get('wait')),
    asksForContent: code !== undefined || example !== undefined || isDynamic || found.has('seed'),
  };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** The longest that an answer is held back, in seconds. */
const LONGEST_WAIT = 30;

/** Holds the answer back for as long as the client wants it. */
export async function waitFor({ wait }: Preferences): Promise<void> {
  if (wait === undefined || wait === 0) return;
  await new Promise((resolve) => {
    setTimeout(resolve, Math.min(wait, LONGEST_WAIT) * 1000);
  });
}

/** The value of `Preference-Applied` (RFC 7240, section 3); undefined where nothing was asked for. */
export function appliedPreferences(preferences: Preferences): string | undefined {
  const { code, example, isDynamic, seed, wait } = preferences;
  const applied = [
    ...(code === undefined ? [] : [`code=${code}`]),
    ...(example === undefined ? [] : [`example="${example.replace(/["\\]/g, String.raw`\$&`)}"`]),
    ...(isDynamic ? ['dynamic=true'] : []),
    ...(seed === undefined ? [] : [`seed=${seed}`]),
    ...(wait === undefined ? [] : [`wait=${Math.min(wait, LONGEST_WAIT)}`]),
  ];
  return applied.length === 0 ? undefined : applied.join(', ');
}
