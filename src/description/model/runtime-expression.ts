/** A value of an exchange (OpenAPI 3.1, section 4.8.20.3, Runtime Expressions). */
export type RuntimeExpression =
  | { readonly kind: 'url' | 'method' | 'statusCode' }
  | { readonly kind: 'parameter'; readonly location: 'path' | 'query'; readonly name: string }
  /** Names of header fields are in lower case. */
  | { readonly kind: 'header'; readonly of: 'request' | 'response'; readonly name: string }
  /** JSON Pointer into the body; empty for the whole body. */
  | { readonly kind: 'body'; readonly of: 'request' | 'response'; readonly pointer: string };

/** Parses a runtime expression; undefined for other texts, which are literal values. */
export function parseRuntimeExpression(text: string): RuntimeExpression | undefined {
  const whole = WHOLE.find((kind) => text === `$${kind}`);
  if (whole !== undefined) return { kind: whole };
  const [, of, place = '', rest = ''] = /^\$(request|response)\.([a-z]+)(?:[.#](.*))?$/s.exec(text) ?? [];
  return of === 'request' || of === 'response' ? sourceIn(of, place, rest) : undefined;
}

const WHOLE = ['url', 'method', 'statusCode'] as const;

function sourceIn(of: 'request' | 'response', place: string, rest: string): RuntimeExpression | undefined {
  switch (place) {
    case 'body':
      return { kind: 'body', of, pointer: rest };
    case 'header':
      return rest === '' ? undefined : { kind: 'header', of, name: rest.toLowerCase() };
    case 'path':
    case 'query':
      return rest === '' || of === 'response'
        ? undefined
        : { kind: 'parameter', location: place, name: rest };
    default:
      return undefined;
  }
}
