import type { Written } from '../server/message.ts';

/** A response. Its body is decoded if it is JSON. */
export interface Shown {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export function shownOf({ status, headers, body }: Written): Shown {
  return { status, headers, body: parsed(body) };
}

/** Returns the response with the parts of `changed` replaced. */
export function rewritten(answer: Written, changed: Partial<Shown>): Written {
  const { status = answer.status, headers = answer.headers } = changed;
  if (!('body' in changed)) return { ...answer, status, headers };
  const { body } = changed;
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers, body: new TextEncoder().encode(text) };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
